// A field's text, and what it is made to: the step from a supplier's words to the numbers and dates of a rate.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pricing/layout/layout_spec.hpp"
#include "pricing/rate_row.hpp"

namespace switchyard::pricing {

// What a source gave, before it is made to anything. Views into the workbook, the layout, or the reader's own texts.
struct RawText {
  bool said = false;
  std::string_view text;    // Tidied.
  bool is_number = false;   // Of a number cell, so that a day may be a serial; not so once a regex cut it.
  std::string_view format;  // The number format of the cell.
};

// `problem` empty and `said`: the members that the kind fills are right.
struct FieldValue {
  bool said = false;
  std::string problem;
  std::string text;
  std::int64_t number = 0;      // Integer; minutes of an hour; percent in hundredths.
  Date date;
  std::optional<UsageBand> band;
  bool band_unit_of_price = false;
  bool band_lower_was_one_above = false;
};

[[nodiscard]] FieldValue make_value(const FieldSpec& field, const RawText& raw, bool dates_from_1904);

// Puts the value where the target is, in the row; text is interned in `texts`. Returns what is wrong with it for this target, or nothing.
[[nodiscard]] std::string put_value(Target target, const FieldValue& value, RateRow& row, TextPool& texts);

// What put_value for this target has written, from one row to another.
void copy_value(Target target, const RateRow& from, RateRow& to);

// "$/kWh", "$/CCF", "kWh": the unit of a price.
[[nodiscard]] std::optional<EnergyUnit> parse_price_unit(std::string_view text);

}  // namespace switchyard::pricing
