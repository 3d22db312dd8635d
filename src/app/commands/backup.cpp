// `backup` and `restore`: every schema and the sealing key, into a folder and back.
#include <fmt/format.h>

#include <filesystem>

#include "adapters/postgres/postgres.hpp"
#include "app/commands/file_text.hpp"
#include "app/commands/operations.hpp"
#include "app/installation.hpp"
#include "app/runtime/sealing.hpp"

namespace switchyard::app {
namespace {

namespace files = std::filesystem;

constexpr std::size_t kKeyRingSizeMax = 64 * 1024;

Error cannot(std::string code, std::string message) { return Error{.kind = ErrorKind::conflict, .code = std::move(code), .message = std::move(message)}; }

std::string file_of(const std::string& directory, std::string_view schema, bool is_postgres) {
  return fmt::format("{}/{}.{}", directory, schema, is_postgres ? "pgdump" : "db");
}

// A folder that is not there yet, or is empty.
Result<void> make_empty_folder(const std::string& directory) {
  std::error_code failed;
  files::create_directories(directory, failed);
  if (failed) return cannot("folder_unusable", fmt::format("{}: {}", directory, failed.message()));
  if (!files::is_empty(directory, failed) || failed) return cannot("folder_not_empty", fmt::format("{} is not empty: name a new folder", directory));
  return {};
}

Result<void> back_up(const CommonOptions& common, const std::string& directory) {
  auto installation = Installation::open(common);
  if (!installation) return std::move(installation).error();
  auto made = make_empty_folder(directory);
  if (!made) return made;
  for (std::string_view schema : kSchemas) {
    (*installation)->schema(schema).backup_to(file_of(directory, schema, (*installation)->url().is_postgres));
  }
  const std::string ring = sealing_key_file(**installation);
  std::error_code failed;
  if (ring.empty() || !files::exists(ring, failed)) return {};
  auto text = read_file_text(ring, kKeyRingSizeMax);
  if (!text) return std::move(text).error();
  return write_file_text(directory + "/sealing.key", *text, true);
}

Result<void> check_whole(const std::string& directory, bool is_postgres) {
  for (std::string_view schema : kSchemas) {
    const std::string file = file_of(directory, schema, is_postgres);
    std::error_code failed;
    if (!files::exists(file, failed)) return cannot("backup_incomplete", fmt::format("{} is missing: the folder is no whole backup of this kind of database", file));
  }
  return {};
}

Result<void> bring_back_sqlite(const DatabaseUrl& url, const std::string& directory) {
  std::error_code failed;
  files::create_directories(url.sqlite_directory, failed);
  for (std::string_view schema : kSchemas) {
    const std::string target = file_of(url.sqlite_directory, schema, false);
    if (files::exists(target, failed)) return cannot("data_not_empty", fmt::format("{} is there: restore goes into an empty data directory only", target));
  }
  for (std::string_view schema : kSchemas) {
    const std::string target = file_of(url.sqlite_directory, schema, false);
    files::copy_file(file_of(directory, schema, false), target, failed);
    if (failed) return cannot("restore_failed", fmt::format("{}: {}", target, failed.message()));
    files::permissions(target, files::perms::owner_read | files::perms::owner_write, failed);
  }
  return {};
}

void bring_back_postgres(const DatabaseUrl& url, const std::string& directory) {
  const auto schemas = adapters::switchyard_schemas();
  adapters::prepare_postgres(url.postgres_url, schemas);
  for (const adapters::PostgresSchema& schema : schemas) {
    adapters::restore_postgres({.url = url.postgres_url, .schema = schema.schema, .role = schema.role}, file_of(directory, schema.schema, true));
  }
}

Result<void> bring_back(const CommonOptions& common, const std::string& directory) {
  auto url = parse_database_url(common.database, common.data);
  if (!url) return std::move(url).error();
  auto whole = check_whole(directory, url->is_postgres);
  if (!whole) return whole;
  std::error_code failed;
  files::create_directories(common.data, failed);
  if (url->is_postgres) {
    bring_back_postgres(*url, directory);
  } else {
    auto copied = bring_back_sqlite(*url, directory);
    if (!copied) return copied;
  }
  const std::string ring = directory + "/sealing.key";
  const std::string target = common.data + "/sealing.key";
  if (!files::exists(ring, failed) || files::exists(target, failed)) return {};
  auto text = read_file_text(ring, kKeyRingSizeMax);
  if (!text) return std::move(text).error();
  return write_file_text(target, *text, true);
}

}  // namespace

int backup(const CommonOptions& common, const std::string& directory) {
  auto done = back_up(common, directory);
  if (!done) return refuse(common, done.error());
  return report_done(common, fmt::format("backed up into {}; sealing.key in it opens the secrets: keep the folder as safe as the data", directory));
}

int restore(const CommonOptions& common, const std::string& directory) {
  auto done = bring_back(common, directory);
  if (!done) return refuse(common, done.error());
  return report_done(common, fmt::format("restored from {}; `switchyard check` looks it over", directory));
}

}  // namespace switchyard::app
