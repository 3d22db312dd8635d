#include "webhooks/deliveries/retry_schedule.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "http/http_date.hpp"

namespace switchyard::webhooks {
namespace {

constexpr std::array kPauses = {Duration::seconds(5), Duration::minutes(5), Duration::minutes(30), Duration::hours(2), Duration::hours(5), Duration::hours(10), Duration::hours(10)};
static_assert(kPauses.size() + 1 == kAttemptsMax);
constexpr Duration kAskedMax = Duration::hours(24);

}  // namespace

std::optional<Duration> pause_after(std::int64_t attempts, Random& random) {
  if (attempts < 1 || attempts >= kAttemptsMax) return std::nullopt;
  const Duration pause = kPauses[static_cast<std::size_t>(attempts - 1)];
  std::array<std::uint8_t, 2> bytes{};
  random.fill(bytes);
  const std::int64_t chance = bytes[0] * 256 + bytes[1];  // Of 65,536.
  return Duration::milliseconds(pause.ms + pause.ms * chance / 655'360);
}

std::optional<Duration> pause_asked(std::string_view retry_after, Instant now) {
  std::int64_t seconds = 0;
  const char* end = retry_after.data() + retry_after.size();
  const auto [stop, failed] = std::from_chars(retry_after.data(), end, seconds);
  if (failed == std::errc() && stop == end) {
    if (seconds <= 0) return std::nullopt;
    return Duration::seconds(std::min(seconds, kAskedMax.ms / 1'000));
  }
  const auto date = http::parse_http_date(retry_after);
  if (!date || *date <= now) return std::nullopt;
  return std::min(*date - now, kAskedMax);
}

}  // namespace switchyard::webhooks
