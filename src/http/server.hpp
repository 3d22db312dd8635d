// The HTTP server: listeners, connections and the threads that serve them. Built by app/ from a router that is complete.
//
//   Server server(config, std::move(router), {clock, random, log, metrics});
//   if (auto opened = server.open(); !opened) …             // what could not be listened on, or the certificate
//   for (const auto& bound : server.listening()) …          // the real ports; nothing is answered yet
//   server.start();
//   …; server.reload_certificates();                        // on SIGHUP
//   server.stop(Duration::seconds(20));                     // on SIGTERM
//
// HTTP/1.1 and 1.0; no HTTP/2 (a proxy in front speaks it). open, start and stop are for one thread; the rest for any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "http/router.hpp"
#include "ports/clock.hpp"
#include "ports/log.hpp"
#include "ports/metrics.hpp"
#include "ports/random.hpp"
#include "values/instant.hpp"
#include "values/result.hpp"

namespace switchyard::http {

// Every bound on what a client may take from the server. The limit of a body is its route's.
struct ServerLimits {
  std::size_t head_size_max = 16 * 1024;            // Request line and headers, bytes; over it 431.
  std::size_t target_size_max = 8 * 1024;           // Bytes; over it 414.
  std::size_t headers_max = 100;                    // Over it 431.
  std::size_t connections_max = 10'000;             // Over it a new one gets 503 and is closed.
  std::size_t requests_per_connection_max = 10'000; // The last answer says Connection: close.
  std::uint32_t handshake_timeout_ms = 10'000;      // TLS.
  std::uint32_t idle_timeout_ms = 75'000;           // Between requests; closed without a word.
  std::uint32_t head_timeout_ms = 10'000;           // From its first byte to its last; over it 408.
  std::uint32_t body_timeout_ms = 20'000;           // Likewise, and longer by what came already at byte_rate_min.
  std::uint32_t write_timeout_ms = 20'000;          // For an answer, and longer by its size at byte_rate_min.
  std::uint32_t byte_rate_min = 16 * 1024;          // Bytes a second.
  std::uint32_t sweep_interval_ms = 500;            // How often the timeouts are looked at.
};

struct ListenAddress {
  std::string host = "127.0.0.1";  // A name or an address.
  std::uint16_t port = 0;          // 0 lets the system choose.
  bool is_tls = false;
};

struct ServerConfig {
  std::vector<ListenAddress> listeners;
  std::string tls_certificate_file;  // PEM, the chain after it; needed by TLS listeners.
  std::string tls_key_file;          // PEM.
  std::size_t io_threads = 0;        // 0: one a core.
  std::size_t worker_threads = 64;   // For handlers that block; started as needed.
  std::size_t worker_queue_max = 1024;  // Requests that may wait for one; over it 503.
  std::vector<std::string> trusted_proxies;  // Addresses and ranges whose X-Forwarded-For and -Proto count. None by default.
  bool access_log = true;
  ServerLimits limits;
};

// All outlive the server. `clock` is the real one: it dates the answers.
struct ServerPorts {
  const Clock& clock;
  Random& random;
  Log& log;
  Metrics& metrics;
  void (*begin_io_thread)() = nullptr;  // Called first on each thread that serves connections; null: nothing is.
};

class Server {
 public:
  Server(ServerConfig config, Router router, ServerPorts ports);
  ~Server();  // As stop at once.
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Listens, and lets connections wait. Refused with `cannot_listen`, `bad_certificate` or `invalid_address_range`; then nothing is open.
  Result<void> open();
  // Serves; opens first where open() was not called, refused likewise.
  Result<void> start();
  // In the order of the config, with the ports that the system chose.
  [[nodiscard]] std::vector<ListenAddress> listening() const;
  // New connections get what the files hold now. Refused with `bad_certificate`; then the former certificate stays. Does nothing
  // without a TLS listener.
  Result<void> reload_certificates();
  // Takes no more connections, closes idle ones, lets running requests end with Connection: close, and after `deadline` cuts
  // what is left. Waits for handlers that still run. Safe to call twice.
  void stop(Duration deadline);

 private:
  struct Running;
  std::unique_ptr<Running> running_;
};

}  // namespace switchyard::http
