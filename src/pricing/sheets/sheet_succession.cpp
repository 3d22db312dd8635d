#include "pricing/sheets/sheet_succession.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>

namespace switchyard::pricing {
namespace {

bool has_commodity(const SheetRecord& sheet, std::string_view commodity) { return sheet.commodities.find(commodity) != std::string::npos; }

bool has_value(const SheetRecord& sheet, const std::string& value) { return std::ranges::find(sheet.scope_values, value) != sheet.scope_values.end(); }

// Do they have instants of sale in common? The other may end where its own successor begins.
bool sells_beside(const SheetRecord& sheet, const SheetRecord& other) {
  if (!sheet.sellable_from || !sheet.sellable_until || !other.sellable_from || !other.sellable_until) return false;
  const Instant until = other.off_sale_from ? std::min(*other.off_sale_from, *other.sellable_until) : *other.sellable_until;
  return *other.sellable_from < *sheet.sellable_until && *sheet.sellable_from < until;
}

}  // namespace

bool covers(const SheetRecord& sheet, const SheetRecord& other) {
  if (sheet.supplier != other.supplier) return false;
  for (std::string_view commodity : {"electric", "gas"}) {
    if (has_commodity(other, commodity) && !has_commodity(sheet, commodity)) return false;
  }
  if (sheet.scope_values.empty()) return true;
  if (other.scope_values.empty()) return false;
  return std::ranges::all_of(other.scope_values, [&](const std::string& value) { return has_value(sheet, value); });
}

bool overlaps(const SheetRecord& sheet, const SheetRecord& other) {
  if (sheet.supplier != other.supplier) return false;
  const auto shared = [&](std::string_view commodity) { return has_commodity(sheet, commodity) && has_commodity(other, commodity); };
  if (!shared("electric") && !shared("gas")) return false;
  if (sheet.scope_values.empty() || other.scope_values.empty()) return true;
  return std::ranges::any_of(other.scope_values, [&](const std::string& value) { return has_value(sheet, value); });
}

bool starts_before(const SheetRecord& sheet, const SheetRecord& other) {
  const auto key = [](const SheetRecord& record) { return std::tuple(record.valid_from, record.sellable_from, record.id); };
  return key(sheet) < key(other);
}

Succession succession_of(const SheetRecord& sheet, std::span<const SheetRecord> others) {
  Succession succession;
  for (const SheetRecord& other : others) {
    if (other.id == sheet.id || other.doubtful || !overlaps(sheet, other) || !sells_beside(sheet, other)) continue;
    if (starts_before(sheet, other)) {
      const bool is_earlier = !succession.successor || starts_before(other, *succession.successor);
      if (!covers(other, sheet)) succession.partly_overlapped.push_back(other.id);
      if (covers(other, sheet) && is_earlier) succession.successor = other;
      continue;
    }
    (covers(sheet, other) ? succession.superseded : succession.partly_overlapped).push_back(other.id);
  }
  return succession;
}

}  // namespace switchyard::pricing
