#include "adapters/postgres/pool.hpp"

#include <chrono>

namespace switchyard::adapters {

PostgresPool::PostgresPool(const PostgresOptions& options, ConnectionParameters parameters)
    : parameters_(std::move(parameters)), connections_max_(options.connections_max), wait_(options.wait_for_connection) {}

std::unique_ptr<PostgresConnection> PostgresPool::take() {
  std::unique_lock lock(mutex_);
  const bool free = freed_.wait_for(lock, std::chrono::milliseconds(wait_.ms), [&] { return taken_ < connections_max_; });
  if (!free) throw DatabaseError("PostgreSQL: no free connection: all " + std::to_string(connections_max_) + " are in use");
  ++taken_;
  if (idle_.empty()) return nullptr;
  auto connection = std::move(idle_.back());
  idle_.pop_back();
  return connection;
}

void PostgresPool::give_back(std::unique_ptr<PostgresConnection> connection) {
  if (connection && !connection->is_idle()) connection.reset();
  {
    const std::lock_guard lock(mutex_);
    --taken_;
    if (connection) idle_.push_back(std::move(connection));
  }
  freed_.notify_one();
}

PostgresPool::Lease::Lease(PostgresPool& pool) : pool_(pool), connection_(pool.take()) {
  if (connection_) return;
  try {
    connection_ = std::make_unique<PostgresConnection>(pool_.parameters_);
  } catch (...) {
    pool_.give_back(nullptr);
    throw;
  }
}

PostgresPool::Lease::~Lease() { pool_.give_back(std::move(connection_)); }

void PostgresPool::Lease::begin(const char* sql) {
  try {
    connection_->command(sql);
  } catch (const DatabaseError&) {
    if (!connection_->is_lost()) throw;
    connection_ = std::make_unique<PostgresConnection>(pool_.parameters_);
    connection_->command(sql);
  }
}

}  // namespace switchyard::adapters
