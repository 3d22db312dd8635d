// The Contracting API (api/schema.graphql) as one object: schema, resolvers, caches; it answers HTTP requests of callers. Made once by app/.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "access/authenticator.hpp"
#include "contracting/api/graphql_request.hpp"
#include "http/router.hpp"
#include "ports/log.hpp"
#include "ports/metrics.hpp"

namespace switchyard::contracting {

inline constexpr std::size_t kJsonBodySizeMax = 4u * 1024 * 1024;       // A contract of a thousand sites is half a megabyte.
inline constexpr std::size_t kFormBodySizeMax = 24u * 1024 * 1024;      // With its files.
inline constexpr std::int64_t kAnswerDeadlineMs = 20'000;

struct GraphqlApiParts {
  std::function<ApiDesk(EnvironmentName)> desk_of;  // Taken anew for every request.
  SecurityClock clock;
  Log& log;
  // Of a text, 64 hexadecimal digits: what clients name persisted documents by.
  std::function<std::string(std::string_view)> sha256_hex;
};

class GraphqlApi {
 public:
  explicit GraphqlApi(GraphqlApiParts parts);
  ~GraphqlApi();
  GraphqlApi(const GraphqlApi&) = delete;
  GraphqlApi& operator=(const GraphqlApi&) = delete;

  // Safe to call from many threads; may block.
  [[nodiscard]] http::Response answer(const access::Caller& caller, const http::Request& request) const;

 private:
  struct Engine;
  GraphqlApiParts parts_;
  std::unique_ptr<Engine> engine_;
};

// POST and GET /graphql. Both outlive the router.
void add_graphql_routes(http::Router& router, const access::Authenticator& authenticator, const GraphqlApi& api);

// Where resolvers and api/schema.graphql do not fit each other: nothing, or a sentence each. For the test that holds them together.
[[nodiscard]] std::vector<std::string> api_misfits();
// api/schema.graphql as it was built in.
[[nodiscard]] std::string api_schema_text();

}  // namespace switchyard::contracting
