#include "adapters/postgres/dump.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <vector>

extern char** environ;

namespace switchyard::adapters {
namespace {

constexpr std::size_t kMessageBytesMax = 2000;

// The parameters as the variables that libpq's programs read: a password in an argument would be seen by every user of the machine.
std::vector<std::string> environment_of(const ConnectionParameters& parameters) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kNames{{{"host", "PGHOST"},
                                                                                 {"hostaddr", "PGHOSTADDR"},
                                                                                 {"port", "PGPORT"},
                                                                                 {"user", "PGUSER"},
                                                                                 {"password", "PGPASSWORD"},
                                                                                 {"passfile", "PGPASSFILE"},
                                                                                 {"dbname", "PGDATABASE"},
                                                                                 {"sslmode", "PGSSLMODE"},
                                                                                 {"sslrootcert", "PGSSLROOTCERT"},
                                                                                 {"sslcert", "PGSSLCERT"},
                                                                                 {"sslkey", "PGSSLKEY"},
                                                                                 {"connect_timeout", "PGCONNECT_TIMEOUT"}}};
  std::vector<std::string> variables;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    if (!std::string_view(*variable).starts_with("PG")) variables.emplace_back(*variable);
  }
  for (const auto& [parameter, variable] : kNames) {
    const auto found = parameters.find(std::string(parameter));
    if (found != parameters.end()) variables.push_back(std::string(variable) + "=" + found->second);
  }
  return variables;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

// What the program says on standard error, up to a limit; returns at its end of file.
std::string read_message(int descriptor) {
  std::string message;
  std::array<char, 1024> bytes{};
  for (;;) {
    const ssize_t got = ::read(descriptor, bytes.data(), bytes.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return message;
    if (message.size() < kMessageBytesMax) message.append(bytes.data(), static_cast<std::size_t>(got));
  }
}

void run_program(std::vector<std::string> arguments, const ConnectionParameters& parameters) {
  const std::string program = arguments.front();
  std::vector<std::string> variables = environment_of(parameters);
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw DatabaseError("PostgreSQL: no pipe for " + program);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
  pid_t child = 0;
  const int failure = ::posix_spawnp(&child, program.c_str(), &actions, nullptr, pointers(arguments).data(), pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  const std::string message = failure == 0 ? read_message(ends[0]) : "";
  ::close(ends[0]);
  if (failure != 0) throw DatabaseError("PostgreSQL: cannot run " + program + ": is postgresql-client-15 installed?");
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) throw DatabaseError("PostgreSQL: " + program + " failed: " + message);
}

void sync_to_disk(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  if (descriptor >= 0) ::close(descriptor);
  if (!synced) throw DatabaseError("PostgreSQL: cannot sync " + path);
}

}  // namespace

void dump_schema(const ConnectionParameters& parameters, const std::string& schema, const std::string& file) {
  const int made = ::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (made < 0) throw DatabaseError("PostgreSQL: cannot make the backup " + file + ": it exists or its folder can't be written");
  ::close(made);
  run_program({"pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--schema=" + schema, "--file=" + file}, parameters);
  sync_to_disk(file);
  const auto folder = std::filesystem::path(file).parent_path();
  sync_to_disk(folder.empty() ? "." : folder.string());
}

void restore_schema(const ConnectionParameters& parameters, const std::string& schema, const std::string& file) {
  const auto name = parameters.find("dbname");
  const std::string database = name == parameters.end() ? parameters.at("user") : name->second;
  run_program({"pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", "--schema=" + schema,
               "--dbname=" + database, file}, parameters);
}

}  // namespace switchyard::adapters
