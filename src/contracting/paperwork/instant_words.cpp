#include "contracting/paperwork/instant_words.hpp"

#include <array>

#include <fmt/format.h>

#include "rules/local_time.hpp"

namespace switchyard::contracting {
namespace {

struct ZoneName {
  std::string_view zone;
  std::string_view english;
  std::string_view spanish;
};
constexpr std::array kZones = {ZoneName{"America/New_York", "Eastern Time", "hora del Este"},
                               ZoneName{"America/Chicago", "Central Time", "hora del Centro"},
                               ZoneName{"America/Denver", "Mountain Time", "hora de la Montaña"},
                               ZoneName{"America/Phoenix", "Mountain Standard Time", "hora estándar de la Montaña"},
                               ZoneName{"America/Los_Angeles", "Pacific Time", "hora del Pacífico"}};

constexpr std::array<std::string_view, 12> kMonths = {"January", "February", "March",     "April",   "May",      "June",
                                                      "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 12> kMeses = {"enero", "febrero", "marzo",      "abril",   "mayo",      "junio",
                                                     "julio", "agosto",  "septiembre", "octubre", "noviembre", "diciembre"};

std::string name_of(const std::string& zone, bool spanish) {
  for (const ZoneName& each : kZones) {
    if (each.zone == zone) return std::string(spanish ? each.spanish : each.english);
  }
  return zone;
}

std::string clock_words(std::int64_t seconds, bool spanish) {
  const std::int64_t hour = seconds / 3'600;
  const std::int64_t minute = seconds / 60 % 60;
  const std::string tail = seconds % 60 == 0 ? "" : fmt::format(":{:02}", seconds % 60);
  if (spanish) return fmt::format("{}:{:02}{}", hour, minute, tail);
  return fmt::format("{}:{:02}{} {}", hour % 12 == 0 ? 12 : hour % 12, minute, tail, hour < 12 ? "AM" : "PM");
}

}  // namespace

std::string instant_words(Instant at, const std::string& zone, std::string_view language) {
  const bool spanish = language == "es";
  const auto local = rules::local_time(at, zone);
  if (!local) return zone == "Etc/UTC" ? at.text() : instant_words(at, "Etc/UTC", language);
  const std::size_t month = static_cast<std::size_t>(local->day.month()) - 1;
  const std::string clock = clock_words(local->ms / 1'000, spanish);
  const std::string named = zone == "Etc/UTC" ? "UTC" : name_of(zone, spanish);
  if (spanish) return fmt::format("{} de {} de {}, {}, {}", local->day.day(), kMeses[month], local->day.year(), clock, named);
  return fmt::format("{} {}, {}, {} {}", kMonths[month], local->day.day(), local->day.year(), clock, named);
}

}  // namespace switchyard::contracting
