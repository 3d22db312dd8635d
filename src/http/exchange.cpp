#include "http/exchange.hpp"

#include "http/answer_finish.hpp"
#include "http/head_check.hpp"
#include "http/request_target.hpp"
#include "http/response_head.hpp"
#include "http/trace_context.hpp"

namespace switchyard::http {
namespace {

void identify(Request& request, const Peer& peer, Random& random) {
  request.remote_address = peer.address;
  request.is_tls = peer.is_tls;
  const auto sent = request.header("x-request-id");
  request.request_id = sent && is_sound_request_id(*sent) ? std::string(*sent) : make_request_id(random);
  request.traceparent = continue_trace(request.header("traceparent"), random);
}

// Null where the target is sound and now in the request; `path` is as it was sent.
std::optional<Response> read_target(Exchange& exchange, std::string_view& path) {
  Request& request = exchange.request;
  const auto target = split_target(exchange.head.method, exchange.head.target);
  if (!target) {
    return answer_of({400, "malformed_request", "The request target is neither a path nor an http URL."}, request.request_id);
  }
  path = target->path;
  request.query = target->query;
  request.host = target->host.empty() ? std::string(request.header("host").value_or(std::string_view())) : std::string(target->host);
  if (path == "*") return std::nullopt;
  auto decoded = decoded_path(path);
  if (!decoded) {
    return answer_of({400, "malformed_request", "The path has a broken escape, a control character, bytes that are not UTF-8, or a segment . or .."}, request.request_id);
  }
  request.path = std::move(*decoded);
  return std::nullopt;
}

BodyFraming framing_of(const Exchange& exchange) {
  const Response& response = exchange.response;
  if (response.status == 204 || response.status == 304) return {BodyFraming::By::none, 0};
  if (response.stream == nullptr) return {BodyFraming::By::length, response.body.size()};
  return {exchange.head.is_http_11 ? BodyFraming::By::chunks : BodyFraming::By::close, 0};
}

}  // namespace

bool begin_exchange(Exchange& exchange, const Peer& peer, ServerCore& core, Random& random) {
  Request& request = exchange.request;
  request.headers = std::move(exchange.head.headers);
  identify(request, peer, random);
  core.proxies.apply(request);
  std::string_view path;
  if (auto refused = read_target(exchange, path)) {
    exchange.response = std::move(*refused);
    return false;
  }
  auto admission = core.dispatcher.admit(exchange.head.method, path, {exchange.head.has_body(), exchange.head.content_length}, request);
  exchange.route = admission.route;
  if (admission.answer) exchange.response = std::move(*admission.answer);
  return !admission.answer;
}

void run_handler(Exchange& exchange, const ServerCore& core) noexcept {
  const Effort effort = exchange.route->run_on == RunOn::io_thread ? Effort::quick : Effort::thorough;
  try {
    exchange.response = core.dispatcher.run(*exchange.route, exchange.request);
    finish_answer(exchange.response, exchange.request, exchange.route, effort);
  } catch (const std::exception& error) {
    exchange.response = core.dispatcher.failed(exchange.route, exchange.request, error.what());
  }
}

void finish_ready_answer(Exchange& exchange, const ServerCore& core) noexcept {
  try {
    finish_answer(exchange.response, exchange.request, exchange.route, Effort::quick);
  } catch (const std::exception& error) {
    exchange.response = core.dispatcher.failed(exchange.route, exchange.request, error.what());
  }
}

void render_head(Exchange& exchange, const ServerCore& core, std::string_view date, std::string& out) {
  const auto facts = [&] {
    const BodyFraming framing = framing_of(exchange);
    if (framing.by == BodyFraming::By::close) exchange.keep_alive = false;
    return HeadFacts{date, exchange.request.request_id, exchange.head.is_http_11, exchange.keep_alive, framing};
  };
  out.clear();
  try {
    append_response_head(out, exchange.response, facts());
  } catch (const std::exception& error) {
    exchange.response = core.dispatcher.failed(exchange.route, exchange.request, error.what());
    out.clear();
    append_response_head(out, exchange.response, facts());
  }
  exchange.status_sent = exchange.response.status;
}

bool has_sent_body(const Exchange& exchange) { return exchange.head.method != "HEAD" && framing_of(exchange).by != BodyFraming::By::none; }

void refuse_exchange(Exchange& exchange, const Refusal& refusal, const Peer& peer, Random& random) {
  if (exchange.request.request_id.empty()) identify(exchange.request, peer, random);
  exchange.keep_alive = false;
  exchange.response = answer_of(refusal, exchange.request.request_id);
}

}  // namespace switchyard::http
