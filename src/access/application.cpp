#include "access/application.hpp"

#include <charconv>

namespace switchyard::access {

Result<std::optional<RateLimit>> parse_rate_limit(std::string_view text) {
  if (text == "none") return std::optional<RateLimit>();
  const Error malformed{ErrorKind::invalid, "rate_limit_malformed", "A rate limit is \"none\" or requests a second, 1 to 100000: \"50/s\"."};
  if (!text.ends_with("/s")) return malformed;
  text.remove_suffix(2);
  std::int64_t per_second = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), per_second);
  if (error != std::errc() || end != text.data() + text.size() || per_second < 1 || per_second > kRatePerSecondMax) return malformed;
  return std::optional<RateLimit>({per_second, per_second});
}

std::string_view text_of(ApplicationState state) { return state == ApplicationState::active ? "active" : "suspended"; }

Result<ApplicationState> parse_application_state(std::string_view text) {
  if (text == "active") return ApplicationState::active;
  if (text == "suspended") return ApplicationState::suspended;
  return Error{ErrorKind::invalid, "state_unknown", "An application is active or suspended."};
}

std::string_view text_of(ServerKeyState state) {
  switch (state) {
    case ServerKeyState::next: return "next";
    case ServerKeyState::active: return "active";
    case ServerKeyState::retired: return "retired";
  }
  ENSURE(false);
  return {};
}

Result<ServerKeyState> parse_server_key_state(std::string_view text) {
  for (const auto state : {ServerKeyState::next, ServerKeyState::active, ServerKeyState::retired}) {
    if (text_of(state) == text) return state;
  }
  return Error{ErrorKind::invalid, "state_unknown", "A server key is next, active or retired."};
}

}  // namespace switchyard::access
