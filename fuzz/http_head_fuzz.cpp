// Any bytes as a request: the strict check of the head, Beast behind it, the target, and the body in two pieces.
// links: http
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "http/request_parser.hpp"
#include "http/request_target.hpp"
#include "http/router.hpp"
#include "http/utf8.hpp"

namespace {

using namespace switchyard::http;

void require(bool condition) {
  if (!condition) std::abort();
}

// What the check promises of a head that it lets pass.
void check_promises(std::string_view head, const ParsedHead& parsed) {
  std::size_t hosts = 0;
  std::size_t lengths = 0;
  std::size_t encodings = 0;
  for (const auto& [name, value] : parsed.headers) {
    hosts += name == "host" ? 1 : 0;
    lengths += name == "content-length" ? 1 : 0;
    encodings += name == "transfer-encoding" ? 1 : 0;
    require(is_token(name) && value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos);
  }
  require(hosts <= 1 && (hosts == 1 || !parsed.is_http_11));
  require(lengths + encodings <= 1 && parsed.is_chunked == (encodings == 1));
  require(head.find(parsed.target) != std::string_view::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(bytes), size);
  const std::size_t head_end = head_size(input);
  if (head_end == std::string_view::npos) return 0;
  const auto head = input.substr(0, head_end);
  RequestParser parser;
  ParsedHead parsed;
  if (parser.parse_head(head, HeadLimits{}, parsed)) return 0;
  check_promises(head, parsed);
  if (const auto target = split_target(parsed.method, parsed.target)) {
    const auto path = decoded_path(target->path);
    require(!path || is_utf8(*path));
    (void)Router().match(Method::get, target->path);
  }
  if (!parsed.has_body()) return 0;
  // The same body in one piece and in two ends the same.
  const auto rest = input.substr(head_end);
  std::string whole;
  const auto once = parser.parse_body(rest, whole, 4096);
  require(whole.size() <= 4096 && once.consumed <= rest.size());
  RequestParser second;
  require(!second.parse_head(head, HeadLimits{}, parsed));
  std::string pieces;
  auto progress = second.parse_body(rest.substr(0, rest.size() / 2), pieces, 4096);
  if (progress.refusal) return 0;
  if (!progress.is_complete) {
    progress = second.parse_body(rest.substr(progress.consumed), pieces, 4096);
    require(progress.is_complete == once.is_complete && progress.refusal.has_value() == once.refusal.has_value());
  }
  if (once.is_complete) require(pieces == whole);
  return 0;
}
