#include "workbook/format_table.hpp"

#include <algorithm>
#include <string_view>

#include "workbook/number_format.hpp"
#include "workbook/refusal.hpp"

namespace switchyard::workbook {
namespace {

// "General" and "GENERAL": writers differ.
bool is_general(std::string_view code) {
  constexpr std::string_view kGeneral = "general";
  return std::equal(code.begin(), code.end(), kGeneral.begin(), kGeneral.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b; });
}

}  // namespace

std::optional<std::uint16_t> FormatTable::place_of(std::uint32_t id) {
  const auto found = custom_.find(id);
  std::string code = found != custom_.end() ? found->second : std::string(built_in_format(id));
  if (code.empty() || is_general(code)) return std::uint16_t{0};
  const auto [place, is_new] = places_.emplace(code, static_cast<std::uint16_t>(texts_.formats.size()));
  if (!is_new) return place->second;
  if (texts_.formats.size() >= PackedCell::kFormatCountMax) return std::nullopt;
  texts_.formats.push_back(std::move(code));
  return place->second;
}

Result<std::vector<std::uint16_t>> FormatTable::places_of(std::span<const std::uint32_t> ids) {
  std::vector<std::uint16_t> places;
  places.reserve(ids.size());
  for (const auto id : ids) {
    const auto place = place_of(id);
    if (!place) return too_large("number_format_count_max", PackedCell::kFormatCountMax, "the number of number formats");
    places.push_back(*place);
  }
  return places;
}

}  // namespace switchyard::workbook
