#include "app/commands/esign.hpp"

#include <fmt/format.h>

#include "app/commands/file_text.hpp"
#include "app/installation.hpp"
#include "app/runtime/access_plane.hpp"
#include "app/runtime/environment.hpp"
#include "app/runtime/esign_admin.hpp"
#include "esign/accounts/account_desk.hpp"
#include "http/json_writer.hpp"

namespace switchyard::app {
namespace {

using Members = std::vector<std::pair<std::string_view, std::string>>;

void print_members(const CommonOptions& common, const Members& members) {
  if (!common.json) {
    for (const auto& [name, value] : members) fmt::print("{:<16}{}\n", name, value);
    return;
  }
  http::JsonWriter json;
  json.begin_object();
  for (const auto& [name, value] : members) json.member(name, value);
  json.end_object();
  fmt::print("{}\n", std::move(json).text());
}

// Everything that a command on the signing service opens.
struct Bench {
  std::unique_ptr<Installation> installation;
  std::unique_ptr<AccessPlane> access;
  std::unique_ptr<Environment> test;
  std::unique_ptr<Environment> live;

  [[nodiscard]] esign::EsignService service(EnvironmentName name) const {
    Environment& at = name == EnvironmentName::test ? *test : *live;
    return {.database = at.database(), .clock = at.clock(), .security_clock = access->clock, .random = installation->random(), .outbox = at.outbox(), .jose = access->jose,
            .log = installation->log(), .environment = name};
  }
};

Result<Bench> open_bench(const CommonOptions& common) {
  Bench bench;
  auto installation = Installation::open(common);
  if (!installation) return std::move(installation).error();
  bench.installation = *std::move(installation);
  auto access = AccessPlane::open(*bench.installation);
  if (!access) return std::move(access).error();
  bench.access = *std::move(access);
  auto test = Environment::open(*bench.installation, EnvironmentName::test);
  if (!test) return std::move(test).error();
  auto live = Environment::open(*bench.installation, EnvironmentName::live);
  if (!live) return std::move(live).error();
  bench.test = *std::move(test);
  bench.live = *std::move(live);
  return bench;
}

struct Found {
  EnvironmentName environment;
  esign::AccountId account;
};

// Test is looked up first.
Result<Found> find_account(const Bench& bench, const std::string& text) {
  for (const EnvironmentName name : {EnvironmentName::test, EnvironmentName::live}) {
    if (auto id = known_account(bench.service(name), text)) return Found{name, *std::move(id)};
  }
  return esign_account_not_found();
}

template <class Work>
int with_bench(const CommonOptions& common, const Work& work) {
  auto bench = open_bench(common);
  if (!bench) return refuse(common, bench.error());
  const Result<void> done = work(*bench);
  return done ? kDone : refuse(common, done.error());
}

}  // namespace

int create_esign_account(const CommonOptions& common, const EsignAccountOptions& options) {
  return with_bench(common, [&](const Bench& bench) -> Result<void> {
    auto environment = parse_environment(options.environment);
    if (!environment) return std::move(environment).error();
    const auto made = make_esign_account(bench.service(*environment), {.name = options.name, .user_name = options.user_name, .user_email = options.user_email});
    if (!made) return made.error();
    print_members(common, {{"accountId", made->account.id.text()}, {"userId", made->user.id.text()}, {"baseUri", esign_paths(*bench.installation).base_uri}});
    return {};
  });
}

int list_esign_accounts(const CommonOptions& common) {
  return with_bench(common, [&](const Bench& bench) -> Result<void> {
    for (const EnvironmentName name : {EnvironmentName::test, EnvironmentName::live}) {
      std::vector<esign::Account> accounts;
      const esign::EsignService service = bench.service(name);
      service.database.read([&](SqlReader& reader) { accounts = esign::list_accounts(reader); });
      for (const esign::Account& account : accounts) print_members(common, {{"accountId", account.id.text()}, {"name", account.name}, {"environment", std::string(text_of(name))}});
    }
    return {};
  });
}

int create_esign_client(const CommonOptions& common, const EsignClientOptions& options) {
  return with_bench(common, [&](const Bench& bench) -> Result<void> {
    auto key = read_file_text(options.public_key, access::kKeyTextSizeMax);
    if (!key) return at_field(std::move(key).error(), "public-key");
    auto found = find_account(bench, options.account);
    if (!found) return std::move(found).error();
    NewEsignClient wanted{.account = found->account, .user = {}, .name = options.name, .public_key = *std::move(key), .redirect_uris = options.redirect_uris, .has_consent = options.consent};
    if (!options.user.empty()) {
      auto user = esign::UserId::parse(options.user);
      if (!user) return invalid_field("user", "esign_user_not_found", "A user's id is a GUID.");
      wanted.user = *std::move(user);
    }
    const auto made = make_esign_client(bench.service(found->environment), wanted);
    if (!made) return made.error();
    const EsignPaths paths = esign_paths(*bench.installation);
    print_members(common, {{"integrationKey", made->key.text()},
                           {"userId", made->user.text()},
                           {"accountId", found->account.text()},
                           {"oauthBasePath", paths.oauth_base_path},
                           {"basePath", paths.base_path}});
    return {};
  });
}

int list_esign_clients(const CommonOptions& common, const std::string& account) {
  return with_bench(common, [&](const Bench& bench) -> Result<void> {
    auto found = find_account(bench, account);
    if (!found) return std::move(found).error();
    std::vector<esign::IntegrationKey> keys;
    bench.service(found->environment).database.read([&](SqlReader& reader) { keys = esign::list_integration_keys(reader, found->account); });
    for (const esign::IntegrationKey& key : keys) print_members(common, {{"integrationKey", key.id.text()}, {"name", key.name}, {"state", key.is_active ? "active" : "revoked"}});
    return {};
  });
}

int revoke_esign_client(const CommonOptions& common, const std::string& integration_key) {
  return with_bench(common, [&](const Bench& bench) -> Result<void> {
    auto ended = end_esign_client(bench.service(EnvironmentName::test), integration_key);
    if (!ended) ended = end_esign_client(bench.service(EnvironmentName::live), integration_key);
    if (!ended) return ended;
    static_cast<void>(report_done(common, "revoked"));
    return {};
  });
}

int create_connect_key(const CommonOptions& common, const std::string& account) {
  return with_bench(common, [&](const Bench& bench) -> Result<void> {
    auto found = find_account(bench, account);
    if (!found) return std::move(found).error();
    const auto made = make_connect_key(bench.service(found->environment), *bench.access->sealer, found->account);
    if (!made) return made.error();
    print_members(common, {{"keyId", (*made)->id}, {"secret", std::string((*made)->secret.reveal())}});
    return {};
  });
}

int list_connect_keys(const CommonOptions& common, const std::string& account) {
  return with_bench(common, [&](const Bench& bench) -> Result<void> {
    auto found = find_account(bench, account);
    if (!found) return std::move(found).error();
    std::vector<esign::ConnectKey> keys;
    bench.service(found->environment).database.read([&](SqlReader& reader) { keys = esign::list_connect_keys(reader, found->account); });
    for (const esign::ConnectKey& key : keys) print_members(common, {{"keyId", key.id}, {"createdAt", key.created_at.text()}});
    return {};
  });
}

int revoke_connect_key(const CommonOptions& common, const std::string& account, const std::string& key) {
  return with_bench(common, [&](const Bench& bench) -> Result<void> {
    auto found = find_account(bench, account);
    if (!found) return std::move(found).error();
    auto ended = end_connect_key(bench.service(found->environment), found->account, key);
    if (!ended) return ended;
    static_cast<void>(report_done(common, "revoked"));
    return {};
  });
}

}  // namespace switchyard::app
