// Names of one rate for the outside: its sheet and its row there. Stable for the life of the sheet, since a sheet's rows never
// change (compiling it anew with other aliases keeps them).
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "pricing/book/compiled_sheet.hpp"
#include "values/result.hpp"

namespace switchyard::pricing {

struct RateId {
  SheetId sheet;
  std::uint32_t ordinal = 0;  // Of the row in the sheet, from 0.

  static constexpr std::size_t kTextSize = 36;
  // "rat_" and 32 characters of Crockford's base 32; texts order as ids do.
  [[nodiscard]] std::string text() const;
  void append_to(std::string& out) const;
  using Text = std::array<char, kTextSize>;
  // The text in place; `put_row` makes it that of another row of the same sheet.
  void put(Text& text) const;
  void put_row(Text& text) const;
  // Refused with "rate_id_invalid".
  static Result<RateId> parse(std::string_view text);

  auto operator<=>(const RateId&) const = default;
};

}  // namespace switchyard::pricing
