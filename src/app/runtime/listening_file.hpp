// Where the running server listens, left in the data directory (listening.json) for commands beside it: a port of 0 is known to
// the server alone. Gone after a clean stop.
#pragma once

#include <string>
#include <vector>

namespace switchyard::app {

struct ListeningServer {
  std::string public_url;          // As configured, without a slash at its end; empty where none was.
  std::vector<std::string> urls;   // "https://127.0.0.1:8443", in the order of the options.

  // The one that a client on this machine speaks TLS with: the configured URL where it is https, else the first https listener; empty: none.
  [[nodiscard]] std::string tls_url() const;
  // Where clients of the API begin, the issuer of their tokens: the configured URL, else the first listener; empty where nothing listens.
  [[nodiscard]] std::string issuer_url() const;
  // The configured URL, else the first https listener, else the first listener; empty where nothing listens.
  [[nodiscard]] std::string base_url() const;
};

// Written whole or not at all. May throw std::filesystem::filesystem_error where the disk fails.
void write_listening_file(const std::string& data_directory, const ListeningServer& server);
void remove_listening_file(const std::string& data_directory);
// Nothing in it where no server runs or its file is not whole.
[[nodiscard]] ListeningServer read_listening_file(const std::string& data_directory);

}  // namespace switchyard::app
