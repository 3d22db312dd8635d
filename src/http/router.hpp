// Which handler answers which method and path. Built once at start-up by app/, then only read.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.hpp"
#include "http/response.hpp"

namespace switchyard::http {

// Called by many threads at once. It may throw (database gone, a bug): the dispatcher answers 500/503 and logs it.
using Handler = std::function<Response(const Request&)>;

enum class RunOn {
  io_thread,      // Pure and short (microseconds): no database, no file. The hot path.
  worker_thread,  // May block.
};

enum class Cors {
  none,          // No cross-origin use.
  any_origin,    // Public reads without credentials: Access-Control-Allow-Origin: *.
  by_credential  // The handler decides; the preflight is answered for any origin, without credentials mode.
};

struct Route {
  Method method = Method::get;
  std::string pattern;  // "/v1/utilities/{code}/account-number-check"; "{rest...}" last takes what is left.
  Handler handler;
  RunOn run_on = RunOn::worker_thread;
  // Requests of an io_thread route that may block and so run on a worker; null: none.
  bool (*blocks)(const Request&) = nullptr;
  std::size_t body_size_max = 64 * 1024;
  std::vector<std::string> content_types = {"application/json"};  // Taken for a body; others get 415. Empty: any.
  std::vector<std::string> answers = {"application/json"};         // What it can answer with; an Accept that excludes all gets 406.
  Cors cors = Cors::none;
  // Says the edge's own refusals and failures on this route (problem+json) in the words of another protocol; null: as they are.
  void (*reshape_problem)(Response&) = nullptr;
  std::string name = {};  // For logs, metrics and the test that walks every route; default "METHOD pattern".
};

class Router {
 public:
  // Two routes of the same method and shape are a bug (ENSURE).
  void add(Route route);

  struct Match {
    const Route* route = nullptr;          // Null where the path is unknown or does not take the method.
    std::vector<std::string> captures;
    std::vector<Method> allowed;           // Where `route` is null, what the path does take: for 405 and OPTIONS. GET implies HEAD.
  };
  // `path` as it was sent, still percent-encoded: "%2F" is no separator. Captures are decoded.
  [[nodiscard]] Match match(Method method, std::string_view path) const;
  [[nodiscard]] const std::vector<std::unique_ptr<Route>>& routes() const { return routes_; }

  Router();
  ~Router();
  Router(Router&&) noexcept;

 private:
  struct Node;
  struct Walk;
  std::unique_ptr<Node> root_;
  std::vector<std::unique_ptr<Route>> routes_;
};

}  // namespace switchyard::http
