#include "pricing/layout/proposal/sheet_look.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "pricing/layout/cell_text.hpp"
#include "pricing/layout/price_text.hpp"
#include "pricing/layout/proposal/header_words.hpp"
#include "pricing/layout/trace/price_look.hpp"
#include "pricing/layout/value_grammar.hpp"

namespace switchyard::pricing::proposal {
namespace {

constexpr std::array<std::string_view, 16> kForms{"MMM-YY", "MMM YY", "MMM-YYYY", "MMM YYYY", "MMMM-YY", "MMMM YY", "MMMM-YYYY", "MMMM YYYY",
                                                  "M/D/YYYY", "M/D/YY", "YYYY-MM-DD", "D-MMM-YY", "D-MMM-YYYY", "MMMM D, YYYY", "MMM D, YYYY", "M/YYYY"};

Look look_of_text(std::string_view text) {
  if (text.empty()) return Look::blank;
  if (is_no_offer_word(text)) return Look::none_word;
  if (!month_form_of(text).empty()) return Look::month;
  if (parse_whole(text)) return Look::whole;
  if (is_band_text(text)) return Look::band;
  return Look::text;
}

Look look_of(const workbook::Cell& cell, std::string& storage) {
  using workbook::CellKind;
  if (!is_filled(cell)) return Look::blank;
  if (looks_like_price(cell)) return Look::price;
  const auto text = tidy_text(cell.text, storage);
  if (cell.kind == CellKind::text) return look_of_text(text);
  if (cell.kind != CellKind::number) return Look::other;
  if (workbook::is_date_format(cell.format)) return Look::month;
  return parse_whole(text) ? Look::whole : Look::other;
}

}  // namespace

std::string month_form_of(std::string_view text) {
  if (text.size() < 5 || text.size() > 20) return {};
  const auto found = std::find_if(kForms.begin(), kForms.end(), [&](std::string_view form) { return parse_date_as(text, form).has_value(); });
  return found == kForms.end() ? std::string() : std::string(*found);
}

bool is_band_text(std::string_view text) {
  if (text.size() > 60 || text.find_first_of("0123456789") == std::string_view::npos || parse_price_text(text)) return false;
  return parse_band(text, {.snap = true, .suffixes = true}).has_value();
}

SheetLook::SheetLook(const SheetMap& map)
    : map_(map), rows_(std::min(map.grid().row_count(), kRowsMax)), columns_(std::min(map.grid().column_count(), kColumnsMax)) {
  looks_.resize(std::size_t{rows_} * columns_);
  std::string storage;
  for (std::uint32_t column = 0; column < columns_; ++column) {
    if (map.grid().column_hidden(column)) continue;
    for (std::uint32_t row = 0; row < rows_; ++row) {
      if (!map.grid().row_hidden(row)) looks_[std::size_t{row} * columns_ + column] = look_of(map.grid().at(row, column), storage);
    }
  }
}

Look SheetLook::at(std::uint32_t row, std::uint32_t column) const {
  return row < rows_ && column < columns_ ? looks_[std::size_t{row} * columns_ + column] : Look::blank;
}

std::string SheetLook::text(std::uint32_t row, std::uint32_t column) const {
  std::string storage;
  return std::string(tidy_text(map_.grid().at(row, column).text, storage));
}

std::string SheetLook::merged_text(std::uint32_t row, std::uint32_t column) const {
  const auto origin = map_.merged_origin({row, column});
  return text(origin.row, origin.column);
}

std::optional<Decimal> SheetLook::number(std::uint32_t row, std::uint32_t column) const {
  const auto cell = map_.grid().at(row, column);
  if (cell.kind != workbook::CellKind::number && cell.kind != workbook::CellKind::text) return std::nullopt;
  const auto price = parse_price_text(cell.text);
  return price ? std::optional(price->value) : std::nullopt;
}

std::string SheetLook::cell(std::uint32_t row, std::uint32_t column) const {
  const auto name = map_.grid().name();
  const auto place = workbook::a1_of({row, column});
  auto shown = text(row, column);
  if (shown.size() > 60) shown = shown.substr(0, 57) + "...";
  return fmt::format("{}{} '{}'", name.empty() ? "" : fmt::format("{}!", name), place, shown);
}

}  // namespace switchyard::pricing::proposal
