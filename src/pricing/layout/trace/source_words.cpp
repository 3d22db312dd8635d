#include "pricing/layout/trace/source_words.hpp"

#include <fmt/format.h>

namespace switchyard::pricing {
namespace {

std::string pattern_or_offset(const FieldSpec& field) {
  return field.pattern ? fmt::format("'{}'", field.pattern->expression()) : fmt::format("{:+d}", field.offset);
}

std::string_view text_of(Side side) {
  switch (side) {
    case Side::right: return "right";
    case Side::below: return "below";
    case Side::left: return "left";
    case Side::here: return "here";
    case Side::format: return "in the number format";
    case Side::format_text: return "the number format itself";
  }
  return {};
}

std::string parts_of(const FieldSpec& field) {
  std::string words;
  for (const auto& part : field.parts) words += (words.empty() ? "" : " | ") + source_words(part);
  return words;
}

std::string place_words(const FieldSpec& field) {
  switch (field.source) {
    case Source::column: return fmt::format("column {}", pattern_or_offset(field));
    case Source::row: return fmt::format("row {} over the price", pattern_or_offset(field));
    case Source::cell: return fmt::format("cell {:+d} rows, {:+d} columns from the anchor", field.row_offset, field.offset);
    case Source::label: return fmt::format("{} of the label {}{}", text_of(field.side), pattern_or_offset(field), field.whole_sheet ? " anywhere on the sheet" : "");
    case Source::sheet_name: return "the sheet's name";
    case Source::file_name: return "the file's name";
    case Source::constant: return "written in the layout";
    case Source::beside: return fmt::format("beside the price, {}", pattern_or_offset(field));
    case Source::scan: return fmt::format("the first text that says {}", pattern_or_offset(field));
    case Source::lookup: return fmt::format("looked up by {}", parts_of(field));
    case Source::first_of: return fmt::format("the first of: {}", parts_of(field));
    case Source::join: return fmt::format("joined: {}", parts_of(field));
  }
  return {};
}

std::string amount(std::int64_t milli) { return Decimal::from_parts(milli, 3)->shortest_text(); }

}  // namespace

std::string source_words(const FieldSpec& field) {
  auto words = place_words(field);
  if (field.sheet && field.source != Source::lookup) words += fmt::format(", on sheet '{}'", field.sheet->expression());
  if (field.fill == Fill::down) words += ", filled down";
  if (field.fill == Fill::right) words += ", filled from the left";
  if (field.fill == Fill::merge) words += ", the merged range's";
  if (field.regex) words += fmt::format(", of it '{}'", field.regex->expression());
  if (!field.map.empty()) words += ", through its map";
  for (const auto& condition : field.when) words += fmt::format(", when {}", condition_words(condition));
  return words;
}

std::string condition_words(const Condition& condition) {
  auto words = condition.field.empty() ? std::string("the price's cell") : source_words(condition.field.front());
  if (condition.matches) words += fmt::format(" says '{}'", condition.matches->expression());
  if (condition.matches_not) words += fmt::format(" does not say '{}'", condition.matches_not->expression());
  if (condition.format) words += fmt::format(" has a number format '{}'", condition.format->expression());
  return words;
}

std::string band_words(const UsageBand& band) {
  if (!band.present) return {};
  const auto unit = switchyard::text_of(band.unit);
  if (band.max_milli_exclusive == UsageBand::kOpen) return fmt::format("{} {} and more", amount(band.min_milli), unit);
  return fmt::format("[{}, {}) {}{}", amount(band.min_milli), amount(band.max_milli_exclusive), unit, band.max_printed_inclusive ? ", its end included" : "");
}

}  // namespace switchyard::pricing
