#include "app/demo/demo_credentials.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "app/commands/file_text.hpp"

namespace switchyard::app {
namespace {

constexpr std::size_t kClientFileSizeMax = 4096;

// Two lines: client id, API key.
Result<DemoCredentials> read_client_file(const std::string& client_file, const std::string& key_file) {
  auto text = read_file_text(client_file, kClientFileSizeMax);
  if (!text) return std::move(text).error();
  const auto break_at = text->find('\n');
  if (break_at == std::string::npos) return Error{.kind = ErrorKind::invalid, .code = "file_unreadable", .message = client_file + " is not whole: remove it"};
  std::string api_key = text->substr(break_at + 1);
  while (!api_key.empty() && api_key.back() == '\n') api_key.pop_back();
  return DemoCredentials{.client_id = text->substr(0, break_at), .api_key = Secret(std::move(api_key)), .private_key_file = key_file};
}

bool is_known(AccessPlane& access, const std::string& client_id) {
  access.directory.refresh();
  for (const auto& [id, entry] : access.directory.current()->applications) {
    if (entry->application.client_id == client_id) return true;
  }
  return false;
}

Result<std::shared_ptr<access::CreatedApplication>> register_application(Installation& installation, AccessPlane& access, const DemoApplication& application,
                                                                         const std::string& public_jwk) {
  return write_result<std::shared_ptr<access::CreatedApplication>>(
      installation.control(), [&](SqlTransaction& transaction) -> Result<std::shared_ptr<access::CreatedApplication>> {
        access::NewApplication wanted;
        wanted.partner_name = application.name;
        wanted.public_key = public_jwk;
        wanted.scopes = application.is_operator ? access::ScopeSet::operator_default() : access::ScopeSet::partner_default();
        wanted.is_operator = application.is_operator;
        auto created = access.registration.create_application(transaction, {.name = "demo"}, wanted);
        if (!created) return std::move(created).error();
        return std::make_shared<access::CreatedApplication>(std::move(*created));
      });
}

}  // namespace

Result<DemoCredentials> read_demo_credentials(const std::string& data_directory, const std::string& file_stem) {
  const std::string folder = data_directory + "/demo/";
  return read_client_file(folder + file_stem + ".client", folder + file_stem + ".pem");
}

Result<DemoCredentials> provide_demo_credentials(Installation& installation, AccessPlane& access, const DemoApplication& application) {
  const std::string folder = installation.data_directory() + "/demo";
  const std::string key_file = fmt::format("{}/{}.pem", folder, application.file_stem);
  const std::string client_file = fmt::format("{}/{}.client", folder, application.file_stem);
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (std::filesystem::exists(client_file, failed) && std::filesystem::exists(key_file, failed)) {
    auto kept = read_client_file(client_file, key_file);
    if (kept && is_known(access, kept->client_id)) return kept;
  }
  const auto key = access.jose.generate(access::JwsAlgorithm::es256);
  auto written = write_file_text(key_file, key->private_pem().reveal(), true);
  if (!written) return std::move(written).error();
  auto created = register_application(installation, access, application, key->public_key().jwk);
  if (!created) return std::move(created).error();
  written = write_file_text(client_file, fmt::format("{}\n{}\n", (*created)->client_id, (*created)->api_key.reveal()), true);
  if (!written) return std::move(written).error();
  return read_client_file(client_file, key_file);
}

}  // namespace switchyard::app
