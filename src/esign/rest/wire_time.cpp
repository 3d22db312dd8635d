#include "esign/rest/wire_time.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace switchyard::esign {
namespace {

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "2026/11/24" and "11/24/2026" as "2026-11-24"; others as they are.
std::string with_dashes(std::string_view date) {
  if (date.size() != 10) return std::string(date);
  if (date[4] == '/' && date[7] == '/') return fmt::format("{}-{}-{}", date.substr(0, 4), date.substr(5, 2), date.substr(8));
  if (date[2] == '/' && date[5] == '/') return fmt::format("{}-{}-{}", date.substr(6), date.substr(0, 2), date.substr(3, 2));
  return std::string(date);
}

}  // namespace

std::string wire_time(Instant instant) {
  const std::string seconds = Instant::from_unix_seconds(instant.unix_seconds()).text();
  const std::int64_t milliseconds = instant.unix_ms() - instant.unix_seconds() * 1000;
  return fmt::format("{}.{:03}0000Z", std::string_view(seconds).substr(0, seconds.size() - 1), milliseconds);
}

Result<Instant> parse_wire_time(std::string_view text) {
  std::string sent(text);
  if (const auto t = sent.find_first_of("Tt "); t != std::string::npos) {
    sent[t] = 'T';
    const bool has_offset = sent.find_first_of("Zz+-", t) != std::string::npos;
    if (!has_offset) sent += 'Z';
  } else {
    sent = with_dashes(sent) + "T00:00:00Z";
  }
  // "…T10:30Z" has no seconds, which RFC 3339 wants.
  if (sent.size() >= 17 && sent[13] == ':' && is_digits(std::string_view(sent).substr(14, 2)) && sent[16] != ':') sent.insert(16, ":00");
  auto instant = Instant::parse(sent);
  if (instant) return instant;
  return Error{ErrorKind::invalid, "INVALID_REQUEST_PARAMETER", fmt::format("'{}' is no date: write it as 2026-11-24T08:30:00Z.", text.substr(0, 40))};
}

}  // namespace switchyard::esign
