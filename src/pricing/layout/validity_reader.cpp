#include "pricing/layout/validity_reader.hpp"

#include <fmt/format.h>

#include "pricing/layout/zone_time.hpp"

namespace switchyard::pricing {
namespace {

using Days = std::map<std::int32_t, std::string>;

bool stands_in_column(const FieldSpec& field) { return grain_of(field) != Grain::block; }

// The value of a field of a whole sheet, and where it is wrong a note of that.
std::optional<FieldValue> value_on(const FieldSpec& field, FieldReader& fields, const SheetMap& sheet, ReadingState& state) {
  auto bound = fields.bind(field, sheet, nullptr);
  const auto raw = fields.read(bound, sheet, nullptr, {});
  if (!raw.said) return std::nullopt;
  auto value = make_value(field, raw, state.dates_from_1904);
  if (value.problem.empty()) return value;
  state.refuse(std::string(sheet.grid().name()), "validity_unreadable", value.problem);
  return std::nullopt;
}

void collect_days(const std::optional<FieldSpec>& field, FieldReader& fields, const std::vector<const SheetMap*>& sheets, ReadingState& state, Days& days) {
  if (!field || stands_in_column(*field)) return;
  for (const auto* sheet : sheets) {
    if (const auto value = value_on(*field, fields, *sheet, state)) days.emplace(value->date.days(), std::string(sheet->grid().name()));
  }
}

std::string both_days(const Days& days) {
  const auto first = days.begin();
  const auto last = std::prev(days.end());
  return fmt::format("{} at {}, {} at {}", Date::from_days(first->first).text(), first->second, Date::from_days(last->first).text(), last->second);
}

// The one day; nothing, with an error noted, where there are several.
std::optional<Date> one_day(const Days& days, std::string_view what, ReadingState& state) {
  if (days.size() > 1) state.refuse(std::prev(days.end())->second, "validity_differs", fmt::format("{} is said twice: {}", what, both_days(days)));
  if (days.size() != 1) return std::nullopt;
  return Date::from_days(days.begin()->first);
}

// The earliest hour that any sheet prints, else the layout's own; below zero where there is none.
int cut_off_minutes(const ValidSpec& valid, FieldReader& fields, const std::vector<const SheetMap*>& sheets, ReadingState& state) {
  if (!valid.at) return valid.at_minutes;
  int earliest = -1;
  for (const auto* sheet : sheets) {
    const auto value = value_on(*valid.at, fields, *sheet, state);
    if (value && (earliest < 0 || value->number < earliest)) earliest = static_cast<int>(value->number);
  }
  return earliest;
}

void set_instants(const ValidSpec& valid, int minutes, ReadingState& state) {
  if (minutes < 0 || valid.zone.empty()) {
    return state.refuse({}, "cut_off_missing", "no cut-off is known for these prices: neither the sheet nor the layout says until which hour they are sold");
  }
  const auto& reading = state.reading;
  auto from = instant_in_zone(reading.valid_from, 0, valid.zone);
  auto until = instant_in_zone(reading.valid_until.plus_days(-1), minutes, valid.zone);
  if (!from || !until) return state.refuse({}, "cut_off_missing", from ? until.error().message : from.error().message);
  state.reading.sellable_from = *from;
  state.reading.sellable_until = *until;
}

}  // namespace

std::vector<NamedField> validity_columns(const ValidSpec& valid) {
  std::vector<NamedField> columns;
  if (valid.from && stands_in_column(*valid.from)) columns.push_back({Target::valid_from, *valid.from});
  if (valid.until && stands_in_column(*valid.until)) columns.push_back({Target::valid_until, *valid.until});
  return columns;
}

void read_validity(const LayoutSpec& layout, FieldReader& fields, const std::vector<const SheetMap*>& sheets, ReadingState& state) {
  const auto& valid = layout.valid;
  collect_days(valid.from, fields, sheets, state, state.valid_from_days);
  collect_days(valid.until, fields, sheets, state, state.valid_until_days);
  const auto from = one_day(state.valid_from_days, "the day from which the prices hold", state);
  const auto until = one_day(state.valid_until_days, "the day until which the prices hold", state);
  if (state.valid_from_days.empty()) {
    state.refuse(sheets.empty() ? std::string() : std::string(sheets.front()->grid().name()), "validity_missing",
                 "nothing says from which day the prices hold");
  }
  if (!from) return;
  if (valid.until && !until) {
    if (state.valid_until_days.empty()) state.refuse({}, "validity_missing", "nothing says until which day the prices hold");
    return;
  }
  for (const auto& place : valid.agree) {
    if (sheets.empty()) break;
    const auto other = value_on(place, fields, *sheets.front(), state);
    if (other && other->date != *from) {
      state.refuse({}, "validity_differs", fmt::format("the prices hold from {}, but elsewhere the file says {}", from->text(), other->date.text()));
    }
  }
  state.reading.valid_from = *from;
  state.reading.valid_until = valid.until ? until->plus_days(valid.until_included ? 1 : 0) : from->plus_days(1);
  if (state.reading.valid_until <= state.reading.valid_from) {
    return state.refuse({}, "validity_differs", fmt::format("the prices would hold from {} until before {}", from->text(), state.reading.valid_until.text()));
  }
  set_instants(valid, cut_off_minutes(valid, fields, sheets, state), state);
}

void run_checks(const LayoutSpec& layout, FieldReader& fields, const std::vector<const SheetMap*>& sheets, ReadingState& state) {
  for (const auto& check : layout.checks) {
    for (const auto* sheet : sheets) {
      auto bound = fields.bind(check.field, *sheet, nullptr);
      const auto raw = fields.read(bound, *sheet, nullptr, {});
      if (!raw.said && check.field.optional) continue;
      if (raw.said && check.matches.matches(raw.text)) continue;
      state.refuse(std::string(sheet->grid().name()), check.holds ? "check_doubtful" : "check_failed",
                   fmt::format("check {}: {}: {}", check.name, raw.said ? fmt::format("the sheet says '{:.60}'", raw.text) : std::string("the sheet does not say it"),
                               check.because));
    }
  }
}

}  // namespace switchyard::pricing
