#include "adapters/openssl/time_stamp_authority_fake.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace switchyard::adapters {
namespace {

constexpr std::string_view kSettings = R"([tsa]
default_tsa = stamps
[stamps]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[usage]
extendedKeyUsage = critical,timeStamping
[request]
distinguished_name = name
[name]
)";

}  // namespace

TimeStampAuthorityFake::TimeStampAuthorityFake() : folder_("/tmp/switchyard-tsa-XXXXXX") {
  if (mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("no temporary folder");
  write("tsa.cnf", kSettings);
  write("serial", "01\n");
  run("openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 3650 -subj '/CN=Test Authority' && "
      "openssl req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj '/CN=Test Time Stamps' && "
      "openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 3650 -extfile tsa.cnf -extensions usage -out tsa.pem");
}

TimeStampAuthorityFake::~TimeStampAuthorityFake() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

Result<HttpAnswer> TimeStampAuthorityFake::send(const HttpCall& call) {
  if (!instead.empty()) return HttpAnswer{status, {}, instead};
  write("query.tsq", call.body);
  run("openssl ts -reply -config tsa.cnf -queryfile query.tsq -signer tsa.pem -inkey tsa.key -chain ca.pem -out reply.tsr");
  return HttpAnswer{status, {{"content-type", "application/timestamp-reply"}}, read("reply.tsr")};
}

std::string TimeStampAuthorityFake::authority_pem() const { return read("ca.pem"); }

std::string TimeStampAuthorityFake::run(const std::string& command) const {
  std::string said;
  FILE* pipe = popen(("cd " + folder_ + " && { " + command + " ; } 2>&1").c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
  std::array<char, 4096> part{};
  for (std::size_t size = 0; (size = fread(part.data(), 1, part.size(), pipe)) > 0;) said.append(part.data(), size);
  pclose(pipe);
  return said;
}

std::string TimeStampAuthorityFake::read(const std::string& name) const {
  std::ifstream file(folder_ + "/" + name, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

void TimeStampAuthorityFake::write(const std::string& name, std::string_view bytes) const {
  std::ofstream(folder_ + "/" + name, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

}  // namespace switchyard::adapters
