#include "adapters/postgres/postgres_cluster_fake.hpp"

#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <vector>

namespace switchyard {
namespace {

constexpr std::string_view kPrograms = "/usr/lib/postgresql/15/bin/";
constexpr std::string_view kFolderPrefix = "switchyard-postgres-";

struct User {
  uid_t user = ::getuid();
  gid_t group = ::getgid();
};

// PostgreSQL refuses to run as root.
User server_user() {
  if (::getuid() != 0) return {};
  for (const char* name : {"postgres", "nobody"}) {
    if (const passwd* entry = ::getpwnam(name)) return {entry->pw_uid, entry->pw_gid};
  }
  throw std::runtime_error("no user to run PostgreSQL as");
}

// Starts a program as the server's user; its output goes to `log`. It gets SIGQUIT when this thread ends.
pid_t start_program(std::vector<std::string> arguments, const std::string& log) {
  arguments.front().insert(0, kPrograms);
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  const User user = server_user();
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("fork failed");
  if (child > 0) return child;
  // Only what is safe between fork and exec in a program with threads.
  if (::getuid() == 0 && (::setgroups(0, nullptr) != 0 || ::setgid(user.group) != 0 || ::setuid(user.user) != 0)) ::_exit(126);
  ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
  if (::getppid() != parent) ::_exit(126);
  const int output = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const int input = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  ::dup2(input, 0);
  ::dup2(output, 1);
  ::dup2(output, 2);
  ::setsid();
  if (::chdir("/") != 0) ::_exit(126);
  ::execv(pointers.front(), pointers.data());
  ::_exit(127);
}

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

// Folders of test runs that were killed: their names hold the number of a process that is no more.
void sweep_abandoned_folders() {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::temp_directory_path(), ignored)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with(kFolderPrefix)) continue;
    const int owner = std::atoi(name.c_str() + kFolderPrefix.size());
    if (owner > 0 && ::kill(owner, 0) != 0 && errno == ESRCH) std::filesystem::remove_all(entry.path(), ignored);
  }
}

}  // namespace

PostgresCluster::PostgresCluster(Durability durability) : durability_(durability) {
  sweep_abandoned_folders();
  folder_ = (std::filesystem::temp_directory_path() / (std::string(kFolderPrefix) + std::to_string(::getpid()) + "-XXXXXX")).string();
  if (::mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("cannot make " + folder_);
  const User user = server_user();
  if (::getuid() == 0 && ::chown(folder_.c_str(), user.user, user.group) != 0) throw std::runtime_error("cannot give away " + folder_);
  const pid_t initdb = start_program({"initdb", "--pgdata=" + folder_ + "/data", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-locale",
                                      "--no-sync", "--no-instructions"}, folder_ + "/log");
  if (wait_for(initdb) != 0) throw std::runtime_error("initdb failed: see " + folder_ + "/log");
  start();
}

PostgresCluster::~PostgresCluster() {
  stop();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void PostgresCluster::start() {
  const std::string sync = durability_ == Durability::fsync ? "on" : "off";
  // A crashed server's backends may still hold its memory: until they are gone a new one refuses to start.
  for (int attempt = 0; attempt < 50; ++attempt) {
    postmaster_ = start_program({"postgres", "-D", folder_ + "/data", "-k", folder_, "-c", "listen_addresses=", "-c", "fsync=" + sync,
                                 "-c", "full_page_writes=" + sync, "-c", "max_connections=200", "-c", "shared_buffers=64MB"}, folder_ + "/log");
    try {
      return wait_until_ready();
    } catch (const std::runtime_error&) {
      if (attempt == 49) throw;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
  }
}

void PostgresCluster::wait_until_ready() const {
  for (int attempt = 0; attempt < 3000; ++attempt) {
    if (PQping(url().c_str()) == PQPING_OK) return;
    if (::waitpid(postmaster_, nullptr, WNOHANG) == postmaster_) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  throw std::runtime_error("PostgreSQL did not start: see " + folder_ + "/log");
}

void PostgresCluster::crash() {
  ::kill(postmaster_, SIGKILL);
  wait_for(postmaster_);
  postmaster_ = 0;
}

void PostgresCluster::crash_backend(std::uint64_t chance) {
  const std::string process = "/proc/" + std::to_string(postmaster_);
  std::ifstream children(process + "/task/" + std::to_string(postmaster_) + "/children");
  std::vector<pid_t> backends;
  for (pid_t child = 0; children >> child;) {
    std::string title;
    std::getline(std::ifstream("/proc/" + std::to_string(child) + "/cmdline"), title);
    if (title.find("[local]") != std::string::npos) backends.push_back(child);
  }
  if (!backends.empty()) ::kill(backends[chance % backends.size()], SIGKILL);
  std::this_thread::sleep_for(std::chrono::milliseconds(20));  // The postmaster hears of it.
  wait_until_ready();
}

void PostgresCluster::stop() {
  if (postmaster_ == 0) return;
  ::kill(postmaster_, SIGQUIT);
  wait_for(postmaster_);
  postmaster_ = 0;
}

}  // namespace switchyard
