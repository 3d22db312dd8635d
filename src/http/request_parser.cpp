#include "http/request_parser.hpp"

#include <fmt/format.h>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>

#include "values/ensure.hpp"

namespace switchyard::http {
namespace {

namespace bh = boost::beast::http;
using BeastError = boost::beast::error_code;
using BeastView = boost::beast::string_view;

std::string_view view(BeastView text) { return {text.data(), text.size()}; }

void add_field(Headers& headers, std::string_view name, std::string_view value) {
  auto& [key, content] = headers.emplace_back(name, value);
  for (char& c : key) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

// Of a head that speaks neither of the connection nor of a body.
void take_parts(const HeadParts& parts, ParsedHead& parsed) {
  parsed.method = parts.method;
  parsed.target = parts.target;
  parsed.is_http_11 = parsed.keep_alive = parts.is_http_11;
  for (const auto& [name, value] : parts.fields) add_field(parsed.headers, name, value);
}

// Receives what Beast reads. Trailer fields are read and dropped: nothing that decides anything may come after the body.
class Collector final : public bh::basic_parser<true> {
 public:
  explicit Collector(ParsedHead& head) : head_(&head) {
    header_limit(1024 * 1024);  // The connection keeps the real limit.
    body_limit(boost::none);    // So does parse_body, by route.
  }

  void begin_body(std::string& body, std::size_t body_size_max) {
    body_ = &body;
    body_size_max_ = body_size_max;
  }
  [[nodiscard]] bool is_too_large() const { return is_too_large_; }

 private:
  void on_request_impl(bh::verb, BeastView method, BeastView target, int version, BeastError&) override {
    head_->is_http_11 = version == 11;
    head_->method = view(method);
    head_->target = view(target);
  }
  void on_response_impl(int, BeastView, int, BeastError&) override {}
  void on_field_impl(bh::field, BeastView name, BeastView value, BeastError& ec) override {
    if (body_ != nullptr) {
      trailer_size_ += name.size() + value.size();
      if (trailer_size_ > RequestParser::kChunkLineSizeMax) ec = bh::error::header_limit;
      return;
    }
    add_field(head_->headers, view(name), view(value));
  }
  void on_header_impl(BeastError&) override {}
  void on_body_init_impl(boost::optional<std::uint64_t> const&, BeastError&) override {}
  std::size_t on_body_impl(BeastView piece, BeastError& ec) override { return take(piece, ec); }
  void on_chunk_header_impl(std::uint64_t size, BeastView extensions, BeastError& ec) override {
    if (extensions.size() > RequestParser::kChunkExtensionSizeMax) ec = bh::error::bad_chunk_extension;
    if (size > body_size_max_ - std::min(body_size_max_, body_->size())) refuse_size(ec);
  }
  std::size_t on_chunk_body_impl(std::uint64_t, BeastView piece, BeastError& ec) override { return take(piece, ec); }
  void on_finish_impl(BeastError&) override {}

  std::size_t take(BeastView piece, BeastError& ec) {
    if (piece.size() > body_size_max_ - std::min(body_size_max_, body_->size())) {
      refuse_size(ec);
      return 0;
    }
    body_->append(piece.data(), piece.size());
    return piece.size();
  }
  void refuse_size(BeastError& ec) {
    is_too_large_ = true;
    ec = bh::error::body_limit;
  }

  ParsedHead* head_;
  std::string* body_ = nullptr;
  std::size_t body_size_max_ = 0;
  std::size_t trailer_size_ = 0;
  bool is_too_large_ = false;
};

}  // namespace

struct RequestParser::State {
  std::optional<Collector> parser;
};

RequestParser::RequestParser() : state_(std::make_unique<State>()) {}
RequestParser::~RequestParser() = default;

std::size_t head_size(std::string_view buffer, std::size_t searched) {
  const std::size_t end = buffer.find("\r\n\r\n", searched < 3 ? 0 : searched - 3);
  return end == std::string_view::npos ? end : end + 4;
}

Refusal body_too_large(std::size_t body_size_max) {
  return Refusal{413, "body_too_large", fmt::format("The body is larger than the {} bytes that are taken here.", body_size_max)};
}

std::optional<Refusal> RequestParser::parse_head(std::string_view head, const HeadLimits& limits, ParsedHead& parsed) {
  HeadParts parts;
  if (auto refusal = check_head(head, limits, parts)) return refusal;
  parsed = ParsedHead();
  parsed.headers.reserve(parts.fields.size());
  // What Beast would find out of such a head is known already.
  if (!parts.has_framing) {
    take_parts(parts, parsed);
    return std::nullopt;
  }
  auto& parser = state_->parser.emplace(parsed);
  BeastError ec;
  const std::size_t consumed = parser.put(boost::asio::const_buffer(head.data(), head.size()), ec);
  if (ec && ec != bh::error::need_more) return Refusal{400, "malformed_request", "The request's head could not be understood: " + ec.message() + "."};
  if (!parser.is_header_done() || consumed != head.size()) return Refusal{400, "malformed_request", "The request's head could not be understood."};
  parsed.keep_alive = parser.keep_alive();
  parsed.is_chunked = parser.chunked();
  parsed.content_length = parser.content_length().value_or(0);
  return std::nullopt;
}

RequestParser::Progress RequestParser::parse_body(std::string_view buffer, std::string& body, std::size_t body_size_max) {
  ENSURE(state_->parser.has_value());
  Collector& parser = *state_->parser;
  parser.begin_body(body, body_size_max);
  Progress progress;
  while (!parser.is_done() && progress.consumed < buffer.size()) {
    const auto rest = buffer.substr(progress.consumed);
    BeastError ec;
    const std::size_t consumed = parser.put(boost::asio::const_buffer(rest.data(), rest.size()), ec);
    progress.consumed += consumed;
    if (parser.is_too_large()) {
      progress.refusal = body_too_large(body_size_max);
      return progress;
    }
    if (ec && ec != bh::error::need_more) {
      progress.refusal = Refusal{400, "malformed_body", "The body's chunks could not be understood: " + ec.message() + "."};
      return progress;
    }
    if (consumed == 0) break;
  }
  progress.is_complete = parser.is_done();
  if (!progress.is_complete && buffer.size() - progress.consumed > kChunkLineSizeMax) {
    progress.refusal = Refusal{400, "malformed_body", fmt::format("A chunk's line or the trailer section is longer than {} bytes.", kChunkLineSizeMax)};
  }
  return progress;
}

}  // namespace switchyard::http
