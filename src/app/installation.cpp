#include "app/installation.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "access/access.hpp"
#include "adapters/postgres/postgres.hpp"
#include "adapters/sqlite/sqlite.hpp"
#include "contracting/contracting_migrations.hpp"
#include "enrollment/enrollment_migrations.hpp"
#include "esign/esign_migrations.hpp"
#include "http/json_writer.hpp"
#include "market/market_store.hpp"
#include "outbox/outbox.hpp"
#include "pricing/pricing_migrations.hpp"
#include "notices/notices_migrations.hpp"
#include "signing/signing_migrations.hpp"
#include "app/runtime/installation_key_store.hpp"
#include "webhooks/webhooks_migrations.hpp"

namespace switchyard::app {
namespace {

constexpr std::string_view kSqlitePrefix = "sqlite:";
constexpr std::string_view kPostgresPrefixes[] = {"postgresql://", "postgres://"};

LogLevel log_level_of(std::string_view text) {
  if (text == "debug") return LogLevel::debug;
  if (text == "warning") return LogLevel::warning;
  if (text == "error") return LogLevel::error;
  return LogLevel::info;
}

Result<Settings> load_settings(const std::string& file) {
  if (file.empty()) return Settings{};
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return invalid_field("config", "file_unreadable", fmt::format("{}: {}", file, std::strerror(errno)));
  std::ostringstream text;
  text << stream.rdbuf();
  return read_settings(text.str(), file);
}

// Steps that a database lacks: all of them (a new one), some, or none.
enum class Missing { all, some, none };

Missing missing_of(Database& database, const std::vector<Migration>& migrations) {
  const std::size_t pending = database.pending(migrations).size();
  if (pending == 0) return Missing::none;
  return pending == migrations.size() ? Missing::all : Missing::some;
}

}  // namespace

std::vector<Migration> migrations_of(std::string_view schema) {
  std::vector<Migration> all;
  const auto append = [&all](std::span<const Migration> migrations) { all.insert(all.end(), migrations.begin(), migrations.end()); };
  append(outbox::outbox_migrations());
  if (schema == "control") {
    const std::vector<Migration> access = access::access_migrations();
    append(access);
    append(installation_key_migrations());
  } else {
    append(market::market_migrations());
    append(pricing::pricing_migrations());
    append(contracting::contracting_migrations());
    append(webhooks::webhooks_migrations());
    append(esign::esign_migrations());
    append(signing::signing_migrations());
    append(enrollment::enrollment_migrations());
    append(notices::notices_migrations());
  }
  return all;
}

Result<DatabaseUrl> parse_database_url(std::string_view url, const std::string& data_directory) {
  if (url.empty()) return DatabaseUrl{.is_postgres = false, .sqlite_directory = data_directory, .postgres_url = {}};
  if (url.starts_with(kSqlitePrefix) && url.size() > kSqlitePrefix.size()) {
    return DatabaseUrl{.is_postgres = false, .sqlite_directory = std::string(url.substr(kSqlitePrefix.size())), .postgres_url = {}};
  }
  for (std::string_view prefix : kPostgresPrefixes) {
    if (url.starts_with(prefix)) return DatabaseUrl{.is_postgres = true, .sqlite_directory = {}, .postgres_url = std::string(url)};
  }
  return invalid_field("database", "database_url_invalid", "a database is sqlite:DIRECTORY or postgresql://user@host:port/name");
}

Installation::Installation(CommonOptions common, Settings settings, DatabaseUrl url)
    : common_(std::move(common)), settings_(std::move(settings)), url_(std::move(url)) {
  log_ = std::make_unique<adapters::JsonLog>(2, log_level_of(settings_.log_level), clock_);
}

Installation::~Installation() = default;

Result<std::unique_ptr<Installation>> Installation::open(const CommonOptions& common, Schemas schemas) {
  auto settings = load_settings(common.config);
  if (!settings) return std::move(settings).error();
  auto url = parse_database_url(common.database.empty() ? settings->database_url : common.database, common.data);
  if (!url) return std::move(url).error();
  std::error_code failed;
  std::filesystem::create_directories(common.data, failed);
  if (!failed && !url->is_postgres) std::filesystem::create_directories(url->sqlite_directory, failed);
  if (failed) return invalid_field("data", "data_directory_unusable", fmt::format("{}: {}", common.data, failed.message()));
  std::unique_ptr<Installation> installation(new Installation(common, std::move(*settings), std::move(*url)));
  auto opened = installation->open_databases(schemas);
  if (!opened) return std::move(opened).error();
  return installation;
}

Result<void> Installation::open_databases(Schemas schemas) {
  const auto roles = adapters::switchyard_schemas();
  const bool bring_up = schemas == Schemas::bring_up_to_date;
  if (url_.is_postgres && schemas != Schemas::leave_as_they_are && !adapters::postgres_separation_findings(url_.postgres_url, roles).empty()) {
    adapters::prepare_postgres(url_.postgres_url, roles);
  }
  for (std::size_t i = 0; i < std::size(kSchemas); ++i) {
    if (url_.is_postgres) {
      databases_[i] = adapters::open_postgres({.url = url_.postgres_url,
                                               .schema = roles[i].schema,
                                               .role = roles[i].role,
                                               .connections_max = static_cast<int>(settings_.database_connections_max),
                                               .log = log_.get()});
    } else {
      databases_[i] = adapters::open_sqlite({.file = fmt::format("{}/{}.db", url_.sqlite_directory, kSchemas[i]), .log = log_.get()});
    }
    if (!bring_up) continue;
    const std::vector<Migration> migrations = migrations_of(kSchemas[i]);
    const Missing missing = missing_of(*databases_[i], migrations);
    if (missing == Missing::some && url_.is_postgres) {
      return Error{.kind = ErrorKind::conflict,
                   .code = "schema_outdated",
                   .message = fmt::format("the schema {} lacks steps of this version: run `switchyard migrate` first", kSchemas[i])};
    }
    if (missing != Missing::none) databases_[i]->migrate(migrations);
  }
  return {};
}

Database& Installation::schema(std::string_view name) {
  for (std::size_t i = 0; i < std::size(kSchemas); ++i) {
    if (kSchemas[i] == name) return *databases_[i];
  }
  ENSURE(false);
  return *databases_[0];
}

const std::string& Installation::layouts_directory() const {
  return common_.layouts.empty() ? settings_.layouts_directory : common_.layouts;
}

int report_done(const CommonOptions& common, std::string_view message) {
  if (!common.json) {
    fmt::print("{}\n", message);
    return kDone;
  }
  http::JsonWriter json;
  json.begin_object().member("message", message).end_object();
  fmt::print("{}\n", std::move(json).text());
  return kDone;
}

int refuse(const CommonOptions& common, const Error& error) {
  if (common.json) {
    http::JsonWriter json;
    json.begin_object().member("code", error.code).member("message", error.message);
    json.key("errors").begin_array();
    for (const FieldError& field : error.fields) {
      json.begin_object().member("pointer", field.pointer).member("code", field.code).member("detail", field.detail).end_object();
    }
    json.end_array().end_object();
    fmt::print("{}\n", std::move(json).text());
    return kRefused;
  }
  fmt::print(stderr, "switchyard: {} [{}]\n", error.message, error.code);
  for (const FieldError& field : error.fields) {
    if (field.detail != error.message) fmt::print(stderr, "  {}: {} [{}]\n", field.pointer, field.detail, field.code);
  }
  return kRefused;
}

}  // namespace switchyard::app
