#include "tests/chaos_signing/signing_world.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

#include "adapters/openssl/openssl_sealing_key.hpp"
#include "adapters/postgres/postgres.hpp"
#include "adapters/sqlite/sqlite.hpp"

namespace switchyard::chaos {
namespace {

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::unique_ptr<Database> open_signing_database(const std::string& database) {
  if (!database.starts_with("postgresql:")) return adapters::open_sqlite({.file = database});
  return adapters::open_postgres({.url = database, .schema = "public", .role = {}, .connections_max = 16, .log = nullptr});
}

}  // namespace

void SigningWorld::make_seal(const std::string& folder) {
  adapters::SystemClock clock;
  adapters::SystemRandom random;
  const adapters::SealKeyMaterial made = adapters::make_self_made_seal({}, clock.now(), random);
  std::ofstream(folder + "/seal.key", std::ios::binary) << made.private_key.reveal();
  std::ofstream(folder + "/seal.crt", std::ios::binary) << made.certificate;
}

SigningWorld::SigningWorld(const std::string& database_at, const std::string& folder)
    : database(open_signing_database(database_at)),
      key(adapters::open_sealing_key({.private_key = Secret(read_file(folder + "/seal.key")), .certificate = read_file(folder + "/seal.crt")}).value()),
      service{.database = *database, .clock = clock, .security_clock = SecurityClock{clock}, .random = random, .outbox = outbox, .jose = jose, .log = log, .sealing_key = key.get()},
      ceremony{.service = service, .mail = mail, .public_url = "http://127.0.0.1"} {}

}  // namespace switchyard::chaos
