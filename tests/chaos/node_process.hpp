// Starting, killing and asking a node. To drive another server, give the rounds another process and another Connection.
#pragma once

#include <sys/types.h>
#include <sys/un.h>

#include <memory>
#include <optional>
#include <string>

#include "ports/database.hpp"
#include "tests/chaos/node.hpp"

namespace switchyard::chaos {

[[nodiscard]] std::unique_ptr<Database> open_database(const std::string& database);
[[nodiscard]] sockaddr_un socket_address(const std::string& path);

class NodeProcess {
 public:
  explicit NodeProcess(NodeOptions options) : options_(std::move(options)) {}
  ~NodeProcess() { kill(); }
  NodeProcess(const NodeProcess&) = delete;
  NodeProcess& operator=(const NodeProcess&) = delete;

  void start();
  // SIGKILL. False if it had ended by itself before.
  bool kill();
  [[nodiscard]] bool is_running() const { return child_ > 0; }
  // Ended by itself, which it may only do if it could not open its database.
  [[nodiscard]] bool has_ended();
  [[nodiscard]] const std::string& socket() const { return options_.socket; }

 private:
  const NodeOptions options_;
  pid_t child_ = 0;
};

// One client's connection. Used by one thread.
class Connection {
 public:
  // Not connected if the node does not listen.
  explicit Connection(const std::string& socket);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  [[nodiscard]] bool is_connected() const { return descriptor_ >= 0; }
  // The answer's line, or nothing if the node died before it came.
  std::optional<std::string> ask(const std::string& line);

 private:
  int descriptor_ = -1;
  std::string received_;
};

}  // namespace switchyard::chaos
