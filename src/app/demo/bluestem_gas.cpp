// Bluestem Gas's rack: one tab, a block a utility down the sheet with its unit in the block's title; start months down, terms
// across, two bands side by side.
#include <fmt/format.h>

#include <array>

#include "app/demo/look_alike.hpp"
#include "app/demo/price_model.hpp"
#include "workbook/xlsx_writer.hpp"

namespace switchyard::app {
namespace {

struct Block {
  std::string_view utility;
  std::string_view state;
  std::string_view unit;
  std::int64_t base_micros;
  std::array<std::string_view, 2> bands;  // In the unit, a year.
};

constexpr std::array<Block, 4> kBlocks = {{
    {"Columbia Gas of Ohio", "OH", "Ccf", 512'000, {"0-10000", "10001-60000"}},
    {"PECO", "PA", "Ccf", 537'000, {"0-10000", "10001-60000"}},
    {"Nicor Gas", "IL", "therm", 468'000, {"0-12000", "12001-75000"}},
    {"PSE&G", "NJ", "therm", 553'000, {"0-12000", "12001-75000"}},
}};
constexpr std::array<int, 3> kTerms = {12, 24, 36};

// Writes the block from `row` on; gives the row after it.
std::uint32_t write_block(workbook::SheetWriter& sheet, const Block& block, Date today, std::uint32_t row) {
  sheet.text({row, 0}, fmt::format("Utility: {}", block.utility), {.bold = true});
  sheet.text({row, 1}, fmt::format("State: {}", block.state));
  sheet.text({row, 2}, fmt::format("Prices in $/{}", block.unit));
  std::uint32_t column = 1;
  for (std::string_view band : block.bands) {
    sheet.text({row + 1, column}, fmt::format("{} {}", band, block.unit), {.bold = true, .centered = true});
    sheet.merge({.first = {row + 1, column}, .last = {row + 1, column + static_cast<std::uint32_t>(kTerms.size()) - 1}});
    for (int term : kTerms) sheet.text({row + 2, column++}, fmt::format("{} Months", term), {.bold = true});
  }
  sheet.text({row + 2, 0}, "Start", {.bold = true});
  row += 2;
  for (Month start : start_months(today)) {
    ++row;
    sheet.text({row, 0}, short_month_text(start));
    column = 1;
    for (std::size_t b = 0; b < block.bands.size(); ++b) {
      for (int term : kTerms) {
        const std::int64_t micros = model_price_micros({.base_micros = block.base_micros, .band = static_cast<int>(b), .term_months = term,
                                                        .start = start, .quantum_micros = 100});
        sheet.number({row, column++}, dollars_text(micros, 4), {.number_format = "$0.0000"});
      }
    }
  }
  return row + 2;
}

}  // namespace

LookAlikeFile bluestem_gas_file(Date today) {
  workbook::XlsxWriter workbook;
  workbook::SheetWriter& sheet = workbook.add_sheet("Gas Matrix");
  sheet.text({0, 0}, "Bluestem Gas", {.bold = true});
  sheet.text({1, 0}, "Commercial fixed prices at the burner tip - fictitious, for demonstration");
  sheet.text({2, 0}, "Price Date:");
  sheet.date({2, 1}, today, {.number_format = "d-mmm-yy"});
  sheet.text({3, 0}, fmt::format("Valid until 4:00 PM Central on {}", us_date_text(today.plus_days(2))));
  std::uint32_t row = 5;
  for (const Block& block : kBlocks) row = write_block(sheet, block, today, row);
  sheet.column_width(0, 34);
  return {.supplier = "bluestem-gas", .file_name = fmt::format("Bluestem Rack {}.xlsx", today.text()), .bytes = workbook.bytes()};
}

}  // namespace switchyard::app
