// Harborlight Energy's daily matrix: a tab a utility; classes, start months and bands down, terms across, $/kWh.
#include <fmt/format.h>

#include <array>

#include "app/demo/look_alike.hpp"
#include "app/demo/price_model.hpp"
#include "workbook/xlsx_writer.hpp"

namespace switchyard::app {
namespace {

struct Tab {
  std::string_view name;
  std::string_view utility;
  std::string_view state;
  std::string_view zone;
  std::array<std::string_view, 2> rate_classes;
  std::int64_t base_micros;
};

constexpr std::array<Tab, 4> kTabs = {{
    {"NJ-PSEG", "PSE&G", "NJ", "PSEG", {"GLP", "LPLS"}, 98'400},
    {"NY-CONED-J", "Con Edison", "NY", "J", {"SC2", "SC9"}, 104'700},
    {"NY-CONED-H", "Con Edison", "NY", "H", {"SC2", "SC9"}, 96'100},
    {"MA-NGRID", "National Grid", "MA", "SEMA", {"G-1", "G-2"}, 121'300},
}};
constexpr std::array<std::string_view, 3> kBands = {"0-74", "75-149", "150-999"};  // MWh a year, printed with both ends.
constexpr std::array<int, 5> kTerms = {6, 12, 18, 24, 36};

void write_head(workbook::SheetWriter& sheet, const Tab& tab, Date today) {
  sheet.text({0, 0}, "Harborlight Energy", {.bold = true});
  sheet.text({1, 0}, "Daily Commercial Matrix - fictitious, for demonstration");
  sheet.text({2, 0}, "Effective Date:");
  sheet.date({2, 1}, today, {.number_format = "m/d/yyyy"});
  sheet.text({3, 0}, fmt::format("Prices are valid until 5:00 PM Eastern on {}", us_date_text(today.plus_days(2))));
  sheet.text({4, 0}, "State:");
  sheet.text({4, 1}, tab.state);
}

void write_table(workbook::SheetWriter& sheet, const Tab& tab, Date today) {
  constexpr std::array<std::string_view, 5> kHeads = {"Utility", "Zone", "Rate Class", "Start Month", "Annual Usage (MWh)"};
  std::uint32_t row = 6;
  std::uint32_t column = 0;
  for (std::string_view head : kHeads) sheet.text({row, column++}, head, {.bold = true, .fill_rgb = "D9E6F2"});
  for (int term : kTerms) sheet.text({row, column++}, fmt::format("{} mo", term), {.bold = true, .fill_rgb = "D9E6F2"});
  for (std::size_t c = 0; c < tab.rate_classes.size(); ++c) {
    for (Month start : start_months(today)) {
      for (std::size_t b = 0; b < kBands.size(); ++b) {
        ++row;
        sheet.text({row, 0}, tab.utility);
        sheet.text({row, 1}, tab.zone);
        sheet.text({row, 2}, tab.rate_classes[c]);
        sheet.date({row, 3}, start.first_day(), {.number_format = "mmm-yy"});
        sheet.text({row, 4}, kBands[b]);
        column = 5;
        for (int term : kTerms) {
          const std::int64_t micros = model_price_micros({.base_micros = tab.base_micros, .rate_class = static_cast<int>(c),
                                                          .band = static_cast<int>(b), .term_months = term, .start = start});
          sheet.number({row, column++}, dollars_text(micros, 5), {.number_format = "0.00000"});
        }
      }
    }
  }
}

}  // namespace

LookAlikeFile harborlight_file(Date today) {
  workbook::XlsxWriter workbook;
  for (const Tab& tab : kTabs) {
    workbook::SheetWriter& sheet = workbook.add_sheet(tab.name);
    write_head(sheet, tab, today);
    write_table(sheet, tab, today);
    sheet.column_width(0, 18);
    sheet.column_width(4, 20);
    sheet.freeze_rows(7);
  }
  return {.supplier = "harborlight", .file_name = fmt::format("Harborlight Daily Matrix {}.xlsx", today.text()), .bytes = workbook.bytes()};
}

}  // namespace switchyard::app
