// From a request to its answer without sockets: which route, what is refused before the body is read, the handler with its
// exceptions caught, the log line and the metrics. Safe to call from many threads.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "http/refusal.hpp"
#include "http/response.hpp"
#include "http/router.hpp"
#include "ports/log.hpp"
#include "ports/metrics.hpp"

namespace switchyard::http {

class Dispatcher {
 public:
  Dispatcher(Router router, Log& log, Metrics& metrics, bool access_log);
  ~Dispatcher();

  struct Admission {
    const Route* route = nullptr;
    std::optional<Response> answer;  // Ready without the handler: 404, 405, OPTIONS, 406, 413, 415, 417.
  };
  // What the head says about the body, before it is read.
  struct Body {
    bool is_sent = false;
    std::uint64_t content_length = 0;  // 0 where it is not told.
  };
  // `method` and `path` as sent. Sets request.method and the captures. request has its headers.
  [[nodiscard]] Admission admit(std::string_view method, std::string_view path, Body body, Request& request) const;

  // The handler's answer; an exception is logged and becomes 500 or 503.
  [[nodiscard]] Response run(const Route& route, const Request& request) const noexcept;

  // A failure after the handler answered: logged, and the answer in its place.
  [[nodiscard]] Response failed(const Route* route, const Request& request, std::string_view cause) const noexcept;

  struct Outcome {
    int status = 0;
    std::uint64_t duration_us = 0;
    std::uint64_t bytes_sent = 0;
    std::string_view method;
  };
  // One line and the counts, once a request, after its answer was sent or its connection lost.
  void record(const Route* route, const Request& request, const Response& response, const Outcome& outcome) const noexcept;

  [[nodiscard]] Gauge& in_flight() const { return in_flight_; }
  [[nodiscard]] Gauge& connections() const { return connections_; }

 private:
  struct Meters;
  [[nodiscard]] Admission refuse_path(std::string_view method, std::string_view path, const Router::Match& match, Request& request) const;
  void write_line(const Route* route, const Request& request, const Response& response, const Outcome& outcome) const;
  const Meters& meters_of(const Route* route) const;

  Router router_;
  Log& log_;
  Metrics& metrics_;
  bool access_log_;
  Gauge& in_flight_;
  Gauge& connections_;
  Counter& bytes_sent_;
  std::vector<std::unique_ptr<Meters>> meters_;  // By route, sorted by its address; the first is for no route.
};

// The problem+json of an edge refusal.
[[nodiscard]] Response answer_of(const Refusal& refusal, std::string_view request_id);

}  // namespace switchyard::http
