// Asking other servers over HTTP.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "values/instant.hpp"
#include "values/result.hpp"

namespace switchyard {

struct HttpCall {
  std::string method = "GET";
  std::string url;                                            // http or https; redirects are not followed.
  std::vector<std::pair<std::string, std::string>> headers = {};
  std::string body = {};
  Duration timeout = Duration::seconds(10);                   // For the whole exchange.
  std::size_t answer_size_max = 1024 * 1024;                  // Bytes of the body; over it the call is refused.
  bool public_addresses_only = false;                         // For URLs that others chose: nothing is sent to loopback, private, link-local or multicast addresses.
};

struct HttpAnswer {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;   // Names in lower case.
  std::string body;
};

// Safe to call from many threads; each call blocks its thread.
class HttpClient {
 public:
  virtual ~HttpClient() = default;
  // Any status is an answer. Refused with `peer_unreachable` (kind unavailable) where there was none in time, and
  // `answer_too_large`.
  [[nodiscard]] virtual Result<HttpAnswer> send(const HttpCall& call) = 0;
};

}  // namespace switchyard
