// Keystone Lantern Energy's matrix: one tab in cents, two products (the second of them 100 % green), bands across, terms down.
#include <fmt/format.h>

#include <array>

#include "app/demo/look_alike.hpp"
#include "app/demo/price_model.hpp"
#include "workbook/xlsx_writer.hpp"

namespace switchyard::app {
namespace {

struct Line {
  std::string_view utility;
  std::string_view state;
  std::string_view rate_class;
  std::int64_t base_micros;
};

constexpr std::array<Line, 4> kLines = {{
    {"PPL", "PA", "GS1", 82'500},
    {"PPL", "PA", "GS3", 79'800},
    {"PECO", "PA", "GS", 80'900},
    {"BGE", "MD", "G", 91'600},
}};
struct Product {
  std::string_view name;
  std::string_view green;
  std::int64_t adder_micros;
};
constexpr std::array<Product, 2> kProducts = {{{"Fixed", "0%", 0}, {"Fixed 100% Green", "100%", 1'900}}};
constexpr std::array<std::string_view, 3> kBands = {"0 to 50,000 kWh", "50,001 to 200,000 kWh", "200,001 to 800,000 kWh"};
constexpr std::array<int, 4> kTerms = {12, 18, 24, 36};

void write_row(workbook::SheetWriter& sheet, std::uint32_t row, const Line& line, const Product& product, Month start, int term) {
  sheet.text({row, 0}, line.utility);
  sheet.text({row, 1}, line.state);
  sheet.text({row, 2}, line.rate_class);
  sheet.text({row, 3}, product.name);
  sheet.text({row, 4}, product.green);
  sheet.text({row, 5}, fmt::format("{} Start", short_month_text(start)));
  sheet.number({row, 6}, fmt::format("{}", term));
  for (std::size_t b = 0; b < kBands.size(); ++b) {
    const std::int64_t micros = model_price_micros({.base_micros = line.base_micros + product.adder_micros, .band = static_cast<int>(b),
                                                    .term_months = term, .start = start});
    // Cents: two places further left, three decimals.
    sheet.number({row, static_cast<std::uint32_t>(7 + b)}, dollars_text(micros * 100, 3), {.number_format = "0.000\"¢\""});
  }
}

}  // namespace

LookAlikeFile keystone_lantern_file(Date today) {
  workbook::XlsxWriter workbook;
  workbook::SheetWriter& sheet = workbook.add_sheet("Matrix");
  sheet.text({0, 0}, "Keystone Lantern Energy", {.bold = true});
  sheet.text({0, 3}, "fictitious, for demonstration");
  sheet.text({1, 0}, fmt::format("Matrix prices of {} - good through 6PM on {}", us_date_text(today), us_date_text(today.plus_days(2))));
  constexpr std::array<std::string_view, 7> kHeads = {"Utility", "State", "Rate Class", "Product", "Green", "Flow Start", "Term"};
  std::uint32_t column = 0;
  for (std::string_view head : kHeads) sheet.text({3, column++}, head, {.bold = true, .fill_rgb = "E8F0DA"});
  for (std::string_view band : kBands) sheet.text({3, column++}, band, {.bold = true, .wrapped = true, .fill_rgb = "E8F0DA"});
  std::uint32_t row = 3;
  for (const Line& line : kLines) {
    for (const Product& product : kProducts) {
      for (Month start : start_months(today)) {
        for (int term : kTerms) write_row(sheet, ++row, line, product, start, term);
      }
    }
  }
  sheet.freeze_rows(4);
  return {.supplier = "keystone-lantern", .file_name = fmt::format("KLE Matrix {}.xlsx", today.text()), .bytes = workbook.bytes()};
}

}  // namespace switchyard::app
