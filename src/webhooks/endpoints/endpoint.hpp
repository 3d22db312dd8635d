// Where a partner wants to be called with its events, and how.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "access/caller.hpp"
#include "values/id.hpp"
#include "values/instant.hpp"
#include "values/result.hpp"

namespace switchyard::webhooks {

struct EndpointTag { static constexpr std::string_view kPrefix = "whe"; };
using EndpointId = Id<EndpointTag>;

inline constexpr std::size_t kEndpointsMax = 50;               // Of a partner, in one environment.
inline constexpr std::size_t kEndpointUrlSizeMax = 2'048;
inline constexpr std::size_t kEndpointDescriptionSizeMax = 200;
inline constexpr std::size_t kEndpointTypesMax = 100;
inline constexpr std::size_t kEndpointHeadersMax = 10;
inline constexpr std::size_t kEndpointHeaderSizeMax = 1'000;   // Name and value together.
inline constexpr std::int64_t kEndpointRateMax = 1'000;        // Calls a second.
inline constexpr Duration kSecretOverlapMax = Duration::hours(7 * 24);
inline constexpr Duration kSecretOverlapDefault = Duration::hours(24);
// No delivery went through for so long: the endpoint is disabled.
inline constexpr Duration kFailingMax = Duration::hours(5 * 24);

enum class EndpointState : std::uint8_t {
  active,
  paused,    // By the partner: deliveries gather and go when it is resumed.
  disabled   // By us: nothing gathers; recover brings what was missed.
};
[[nodiscard]] std::string_view text_of(EndpointState state);

enum class DeliveryOrder : std::uint8_t {
  parallel,   // As fast as they come; a retry may overtake.
  by_subject  // What is of one contract (or other subject) waits for the former of it to be delivered or exhausted.
};
[[nodiscard]] std::string_view text_of(DeliveryOrder order);

using EndpointHeaders = std::vector<std::pair<std::string, std::string>>;

struct Endpoint {
  EndpointId id;
  access::PartnerId partner;
  access::ApplicationId application;      // Who made it.
  std::string url;
  std::string description = {};
  EndpointState state = EndpointState::active;
  std::string disabled_reason = {};       // "gone" (it answered 410), "failing".
  std::vector<std::string> event_types = {};  // "contract.signed" or "contract.*"; empty: all.
  std::vector<std::string> header_names = {}; // Values are sealed and never shown.
  std::int64_t rate_per_second = 0;       // 0: no limit.
  DeliveryOrder order = DeliveryOrder::parallel;
  std::optional<Instant> former_secret_until = {};
  std::optional<Instant> failing_since = {};
  std::int64_t version = 1;
  Instant created_at{};                   // Real time, as all of these.
  Instant changed_at{};
};

struct NewEndpoint {
  std::string url;
  std::string description = {};
  std::vector<std::string> event_types = {};
  EndpointHeaders headers = {};
  std::int64_t rate_per_second = 0;
  DeliveryOrder order = DeliveryOrder::parallel;
};

// What is absent stays.
struct EndpointChange {
  std::optional<std::string> url = {};
  std::optional<std::string> description = {};
  std::optional<std::vector<std::string>> event_types = {};
  std::optional<EndpointHeaders> headers = {};
  std::optional<std::int64_t> rate_per_second = {};
  std::optional<DeliveryOrder> order = {};
};

}  // namespace switchyard::webhooks
