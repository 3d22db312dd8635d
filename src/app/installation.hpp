// What every command opens: settings, the three databases (control, test, live) with their schemas up to date, the machine's clock,
// randomness and log. A database handle sees its own schema and nothing of the others.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/poppler/poppler_words.hpp"
#include "adapters/system/json_log.hpp"
#include "adapters/system/metrics_registry.hpp"
#include "adapters/system/system_clock.hpp"
#include "adapters/system/system_random.hpp"
#include "app/commands/command.hpp"
#include "app/config/settings.hpp"
#include "ports/database.hpp"
#include "ports/environment.hpp"
#include "values/result.hpp"
#include "workbook/workbook.hpp"

namespace switchyard::app {

// The schemas by name: "control", "test", "live".
inline constexpr std::string_view kSchemas[] = {"control", "test", "live"};

// Everything that a schema's tables come from, in order.
[[nodiscard]] std::vector<Migration> migrations_of(std::string_view schema);

// Where the data lies.
struct DatabaseUrl {
  bool is_postgres = false;
  std::string sqlite_directory;  // Where it is SQLite.
  std::string postgres_url;      // Where it is PostgreSQL, as given.
};
Result<DatabaseUrl> parse_database_url(std::string_view url, const std::string& data_directory);

class Installation {
 public:
  enum class Schemas {
    bring_up_to_date,  // SQLite always; PostgreSQL only where nothing has been made yet, else a pending step is refused.
    make_and_leave,    // `migrate` and `restore`: PostgreSQL's schemas and roles are made, no table is touched.
    leave_as_they_are, // `check` looks for itself.
  };
  // Reads the settings and opens. Refusals name the file, key or schema. May throw DatabaseError.
  static Result<std::unique_ptr<Installation>> open(const CommonOptions& common, Schemas schemas = Schemas::bring_up_to_date);

  Installation(const Installation&) = delete;
  Installation& operator=(const Installation&) = delete;
  ~Installation();

  [[nodiscard]] Database& control() { return *databases_[0]; }
  [[nodiscard]] Database& environment(EnvironmentName name) { return *databases_[name == EnvironmentName::test ? 1 : 2]; }
  [[nodiscard]] Database& schema(std::string_view name);

  [[nodiscard]] const Settings& settings() const { return settings_; }
  [[nodiscard]] const CommonOptions& common() const { return common_; }
  [[nodiscard]] const DatabaseUrl& url() const { return url_; }
  [[nodiscard]] const std::string& data_directory() const { return common_.data; }
  // --layouts, else the settings'; empty: the built-in ones alone.
  [[nodiscard]] const std::string& layouts_directory() const;
  [[nodiscard]] const Clock& clock() const { return clock_; }
  [[nodiscard]] Random& random() { return random_; }
  [[nodiscard]] Log& log() { return *log_; }
  [[nodiscard]] adapters::MetricsRegistry& metrics() { return metrics_; }
  // The programs that read suppliers' files; for ImportContext.
  [[nodiscard]] workbook::Tools workbook_tools() const { return {.pdf_words = &pdf_words_}; }

 private:
  Installation(CommonOptions common, Settings settings, DatabaseUrl url);
  Result<void> open_databases(Schemas schemas);

  CommonOptions common_;
  Settings settings_;
  DatabaseUrl url_;
  adapters::SystemClock clock_;
  adapters::SystemRandom random_;
  adapters::MetricsRegistry metrics_;
  adapters::PopplerWords pdf_words_;
  std::unique_ptr<adapters::JsonLog> log_;
  std::unique_ptr<Database> databases_[3];
};

// Prints what was done: the sentence, or {"message": …} with --json; gives kDone.
int report_done(const CommonOptions& common, std::string_view message);

// Prints a refusal for a person on standard error (each wrong field on its own line), or as JSON with --json; gives kRefused.
int refuse(const CommonOptions& common, const Error& error);

}  // namespace switchyard::app
