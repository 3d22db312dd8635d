// A worksheet as someone sees it who does not know it: which cells look like prices, months, whole numbers, usage bands, words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "pricing/layout/sheet_map.hpp"

namespace switchyard::pricing::proposal {

enum class Look : std::uint8_t { blank, price, whole, month, band, text, none_word, other };

// Rows and columns beyond these are not looked at; hidden ones look blank.
inline constexpr std::uint32_t kRowsMax = 20'000;
inline constexpr std::uint32_t kColumnsMax = 200;

class SheetLook {
 public:
  explicit SheetLook(const SheetMap& map);
  [[nodiscard]] Look at(std::uint32_t row, std::uint32_t column) const;
  // Tidied.
  [[nodiscard]] std::string text(std::uint32_t row, std::uint32_t column) const;
  // Of the merged range that holds the place, else its own.
  [[nodiscard]] std::string merged_text(std::uint32_t row, std::uint32_t column) const;
  // The number that the cell is, where it is one.
  [[nodiscard]] std::optional<Decimal> number(std::uint32_t row, std::uint32_t column) const;
  [[nodiscard]] std::string cell(std::uint32_t row, std::uint32_t column) const;  // "Matrix!D8 '12'"
  [[nodiscard]] std::uint32_t rows() const { return rows_; }
  [[nodiscard]] std::uint32_t columns() const { return columns_; }
  [[nodiscard]] const SheetMap& map() const { return map_; }

 private:
  const SheetMap& map_;
  std::uint32_t rows_ = 0, columns_ = 0;
  std::vector<Look> looks_;
};

// How the text writes a month or day, as layouts name it ("MMM-YY"); empty where it does not. `with_day`: of days too.
[[nodiscard]] std::string month_form_of(std::string_view text);
// "150-500K" is one; a bare number and a day are none.
[[nodiscard]] bool is_band_text(std::string_view text);

}  // namespace switchyard::pricing::proposal
