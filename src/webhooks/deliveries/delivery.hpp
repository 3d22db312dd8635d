// One event on its way to one endpoint, and each try of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "outbox/outbox.hpp"
#include "webhooks/endpoints/endpoint.hpp"

namespace switchyard::webhooks {

struct DeliveryTag { static constexpr std::string_view kPrefix = "whd"; };
using DeliveryId = Id<DeliveryTag>;

// Sent when a partner asks for a test of one endpoint; goes to that one alone.
inline constexpr std::string_view kTestEvent = "endpoint.test";
inline constexpr std::string_view kDisabledEvent = "endpoint.disabled";

enum class DeliveryState : std::uint8_t {
  pending,
  delivered,  // Answered with 2xx.
  exhausted,  // After the last try of the schedule: the dead letters, replayable.
  cancelled   // Its endpoint was disabled while it waited.
};
[[nodiscard]] std::string_view text_of(DeliveryState state);
[[nodiscard]] Result<DeliveryState> parse_delivery_state(std::string_view text);

struct Delivery {
  DeliveryId id;
  EndpointId endpoint;
  access::PartnerId partner;
  outbox::EventId event;
  std::int64_t event_number = 0;
  std::string event_type = {};
  std::string subject = {};
  DeliveryState state = DeliveryState::pending;
  std::int64_t replay = 0;            // 0: the first; then counts the replays of this event to this endpoint.
  std::int64_t attempts = 0;
  Instant next_at{};                  // Of a pending one; real time, as all of these.
  int last_status = 0;                // 0: no answer came.
  std::string last_error = {};
  Instant created_at{};
  std::optional<Instant> finished_at = {};
};

struct Attempt {
  std::int64_t number = 1;
  Instant at{};
  Duration took{};
  std::string request_headers = {};   // "name: value" lines, without the partner's own.
  int status = 0;
  std::string error = {};
  std::string answer = {};            // Its first 4 kB.
};

}  // namespace switchyard::webhooks
