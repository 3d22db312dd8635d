// One request of a connection: the head as check_head read it, and through Beast's parser where it tells of the connection or
// of a body; then the body piece by piece.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/head_check.hpp"
#include "http/refusal.hpp"
#include "http/request.hpp"

namespace switchyard::http {

// What the head says beside its headers.
struct ParsedHead {
  std::string method;
  std::string target;
  Headers headers;  // Names in lower case.
  bool is_http_11 = true;
  bool keep_alive = true;
  bool is_chunked = false;
  std::uint64_t content_length = 0;
  [[nodiscard]] bool has_body() const { return is_chunked || content_length != 0; }
};

// Bytes of the head with its empty line at the front of `buffer`; npos where it is not whole yet. `searched` is where an earlier
// search of the same buffer ended.
[[nodiscard]] std::size_t head_size(std::string_view buffer, std::size_t searched = 0);

// Not for sharing between threads.
class RequestParser {
 public:
  RequestParser();
  ~RequestParser();

  // Begins a new request. `head` is whole.
  [[nodiscard]] std::optional<Refusal> parse_head(std::string_view head, const HeadLimits& limits, ParsedHead& parsed);

  struct Progress {
    std::size_t consumed = 0;  // Bytes of the buffer that are done with.
    bool is_complete = false;
    std::optional<Refusal> refusal;
  };
  // Takes what it can of the bytes after the head, appending to `body`; over `body_size_max` it refuses with 413.
  [[nodiscard]] Progress parse_body(std::string_view buffer, std::string& body, std::size_t body_size_max);

  // Bytes of a chunk's line or of the trailer section that may wait for their end.
  static constexpr std::size_t kChunkLineSizeMax = 4096;
  static constexpr std::size_t kChunkExtensionSizeMax = 256;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

[[nodiscard]] Refusal body_too_large(std::size_t body_size_max);

}  // namespace switchyard::http
