#include "http/dispatcher.hpp"

#include <algorithm>
#include <array>
#include <exception>

#include "http/admission.hpp"
#include "http/answer_finish.hpp"
#include "ports/database.hpp"

namespace switchyard::http {
namespace {

constexpr int kStatusMin = 100;
constexpr int kStatusMax = 599;

std::string_view name_of(const Route* route) { return route == nullptr ? std::string_view("none") : std::string_view(route->name); }

Error internal_error() { return Error{ErrorKind::unavailable, "internal_error", "Something failed here. The log has the cause under this request id."}; }

}  // namespace

// The counts of one route. Counters by status are asked for when a status first comes, since asking locks.
struct Dispatcher::Meters {
  const Route* route;
  Histogram* duration;
  mutable std::array<std::atomic<Counter*>, kStatusMax - kStatusMin + 1> by_status{};
};

Dispatcher::Dispatcher(Router router, Log& log, Metrics& metrics, bool access_log)
    : router_(std::move(router)),
      log_(log),
      metrics_(metrics),
      access_log_(access_log),
      in_flight_(metrics.gauge("http_requests_in_flight", "Requests being answered.")),
      connections_(metrics.gauge("http_connections", "Open connections.")),
      bytes_sent_(metrics.counter("http_response_bytes_total", "Bytes of bodies sent.")) {
  const auto add = [&](const Route* route) {
    auto meters = std::make_unique<Meters>();
    meters->route = route;
    meters->duration = &metrics.histogram("http_request_duration_seconds", "From the request's head to the end of its answer.", {{"route", name_of(route)}});
    meters_.push_back(std::move(meters));
  };
  add(nullptr);
  for (const auto& route : router_.routes()) add(route.get());
  std::sort(meters_.begin(), meters_.end(), [](const auto& a, const auto& b) { return std::less<>()(a->route, b->route); });
}

Dispatcher::~Dispatcher() = default;

const Dispatcher::Meters& Dispatcher::meters_of(const Route* route) const {
  const auto found = std::lower_bound(meters_.begin(), meters_.end(), route, [](const auto& meters, const Route* wanted) { return std::less<>()(meters->route, wanted); });
  return **found;
}

Dispatcher::Admission Dispatcher::refuse_path(std::string_view method, std::string_view path, const Router::Match& match, Request& request) const {
  Admission admission;
  if (path == "*") {
    admission.answer = answer_options(request, {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::del}, nullptr);
    return admission;
  }
  if (match.allowed.empty()) {
    admission.answer = problem_with_status(404, Error{ErrorKind::not_found, "not_found", "There is nothing at this path."}, request.request_id);
    return admission;
  }
  if (method == "OPTIONS") {
    const auto asked = parse_method(request.header("access-control-request-method").value_or(std::string_view()));
    const Route* route = asked ? router_.match(*asked, path).route : nullptr;
    admission.answer = answer_options(request, match.allowed, route);
    return admission;
  }
  const std::string allow = allow_of(match.allowed);
  admission.answer = problem_with_status(405, Error{ErrorKind::invalid, "method_not_allowed", "This path takes " + allow + "."}, request.request_id);
  admission.answer->set_header("allow", allow);
  return admission;
}

Dispatcher::Admission Dispatcher::admit(std::string_view method, std::string_view path, Body body, Request& request) const {
  const auto known = parse_method(method);
  if (!known && method != "TRACE" && method != "CONNECT") {
    return {nullptr, problem_with_status(501, Error{ErrorKind::invalid, "method_not_implemented", "The method is not known."}, request.request_id)};
  }
  request.method = known.value_or(Method::options);
  // What has no route of its own is never found: for TRACE and CONNECT the match only tells what the path takes.
  auto match = router_.match(request.method, path);
  if (match.route == nullptr || !known) return refuse_path(method, path, match, request);
  request.path_captures = std::move(match.captures);
  Admission admission;
  admission.route = match.route;
  admission.answer = refuse_before_body(*match.route, request, body.is_sent, body.content_length);
  return admission;
}

Response Dispatcher::run(const Route& route, const Request& request) const noexcept {
  try {
    return route.handler(request);
  } catch (const DatabaseError& error) {
    log_.error("the database failed a request", {{"request.id", request.request_id}, {"http.route", std::string_view(route.name)}, {"error", std::string_view(error.what())}});
    return problem(Error{ErrorKind::unavailable, "database_unavailable", "The database does not answer now."}, request);
  } catch (const std::exception& error) {
    return failed(&route, request, error.what());
  } catch (...) {
    return failed(&route, request, "an exception of an unknown type");
  }
}

Response Dispatcher::failed(const Route* route, const Request& request, std::string_view cause) const noexcept {
  log_.error("a request failed", {{"request.id", request.request_id}, {"http.route", name_of(route)}, {"error", cause}});
  return problem_with_status(500, internal_error(), request.request_id);
}

void Dispatcher::record(const Route* route, const Request& request, const Response& response, const Outcome& outcome) const noexcept {
  try {
    const Meters& meters = meters_of(route);
    meters.duration->observe_us(outcome.duration_us);
    bytes_sent_.add(outcome.bytes_sent);
    auto& place = meters.by_status[static_cast<std::size_t>(std::clamp(outcome.status, kStatusMin, kStatusMax) - kStatusMin)];
    Counter* counter = place.load(std::memory_order_acquire);
    if (counter == nullptr) {
      counter = &metrics_.counter("http_requests_total", "Requests answered.", {{"route", name_of(route)}, {"status", std::to_string(outcome.status)}});
      place.store(counter, std::memory_order_release);
    }
    counter->add();
    if (access_log_) write_line(route, request, response, outcome);
  } catch (const std::exception& error) {
    log_.error("a request could not be recorded", {{"error", std::string_view(error.what())}});
  }
}

void Dispatcher::write_line(const Route* route, const Request& request, const Response& response, const Outcome& outcome) const {
  std::vector<LogField> fields;
  fields.reserve(10 + response.log_fields.size());
  fields.push_back({"http.method", outcome.method});
  fields.push_back({"http.route", name_of(route)});
  if (route != nullptr) fields.push_back({"http.path_pattern", std::string_view(route->pattern)});
  fields.push_back({"http.status", static_cast<std::int64_t>(outcome.status)});
  fields.push_back({"duration_us", static_cast<std::int64_t>(outcome.duration_us)});
  fields.push_back({"http.bytes_sent", static_cast<std::int64_t>(outcome.bytes_sent)});
  fields.push_back({"client.address", std::string_view(request.remote_address)});
  fields.push_back({"request.id", std::string_view(request.request_id)});
  fields.push_back({"trace.parent", std::string_view(request.traceparent)});
  for (const auto& [name, value] : response.log_fields) fields.push_back({name, std::string_view(value)});
  log_.write(LogLevel::info, "request", fields);
}

Response answer_of(const Refusal& refusal, std::string_view request_id) {
  return problem_with_status(refusal.status, Error{ErrorKind::invalid, refusal.code, refusal.detail}, request_id);
}

}  // namespace switchyard::http
