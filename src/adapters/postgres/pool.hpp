// Connections to one schema that threads take in turn.
#pragma once

#include <condition_variable>
#include <mutex>

#include "adapters/postgres/connection.hpp"

namespace switchyard::adapters {

class PostgresPool {
 public:
  PostgresPool(const PostgresOptions& options, ConnectionParameters parameters);

  // A connection held by one thread; goes back when it ends, or is closed if it is not idle any more.
  class Lease {
   public:
    explicit Lease(PostgresPool& pool);
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    PostgresConnection& operator*() { return *connection_; }
    PostgresConnection* operator->() { return connection_.get(); }
    // Begins a transaction; a connection that the server has closed since its last use is replaced first.
    void begin(const char* sql);

   private:
    PostgresPool& pool_;
    std::unique_ptr<PostgresConnection> connection_;
  };

  [[nodiscard]] const ConnectionParameters& parameters() const { return parameters_; }

 private:
  std::unique_ptr<PostgresConnection> take();
  void give_back(std::unique_ptr<PostgresConnection> connection);

  const ConnectionParameters parameters_;
  const int connections_max_;
  const Duration wait_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<PostgresConnection>> idle_;
  int taken_ = 0;
};

}  // namespace switchyard::adapters
