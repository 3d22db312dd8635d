// A PostgreSQL 15 server for tests, in a temporary folder, on a Unix socket alone. Ends with the object, and with the thread that made it
// however that ends (kill -9 too).
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>

namespace switchyard {

class PostgresCluster {
 public:
  enum class Durability { none, fsync };

  // Makes a new cluster and starts it (about two seconds). Runs as the user postgres if the tests run as root. Throws std::runtime_error.
  explicit PostgresCluster(Durability durability = Durability::none);
  ~PostgresCluster();
  PostgresCluster(const PostgresCluster&) = delete;
  PostgresCluster& operator=(const PostgresCluster&) = delete;

  // The superuser's, of the database "postgres". Anybody may log in as any role without a password.
  [[nodiscard]] std::string url() const { return "postgresql://postgres@/postgres?host=" + folder_; }

  // kill -9 of the postmaster; its backends see it and end.
  void crash();
  // kill -9 of one client's backend, if there is one; the server then ends all others and recovers. Returns when it takes connections again.
  void crash_backend(std::uint64_t chance);
  // After crash or stop: recovers and takes connections again.
  void start();
  void stop();

 private:
  void wait_until_ready() const;

  std::string folder_;
  const Durability durability_;
  pid_t postmaster_ = 0;
};

}  // namespace switchyard
