// Sycamore Power & Light, whom no reference data and no layout know: the workbook that docs/new-supplier.md works through.
#include <fmt/format.h>

#include <array>

#include "app/demo/look_alike.hpp"
#include "app/demo/price_model.hpp"
#include "workbook/xlsx_writer.hpp"

namespace switchyard::app {
namespace {

struct Line {
  std::string_view utility, load_group;
  std::int64_t base_micros;
};
constexpr std::array<Line, 4> kLines = {{{"PECO", "Small C&I", 81'200}, {"PECO", "Large C&I", 74'600}, {"PPL", "Small C&I", 79'900}, {"Keystone Mutual", "Small C&I", 83'100}}};
constexpr std::array<std::string_view, 2> kBands = {"0-100 MWh", "101-500 MWh"};
constexpr std::array<int, 3> kTerms = {12, 24, 36};

void write_matrix(workbook::SheetWriter& sheet, Date today) {
  sheet.text({0, 0}, "Sycamore Power & Light", {.bold = true});
  sheet.text({1, 0}, "Commercial fixed price matrix - fictitious. All prices in $/kWh, without broker fee.");
  sheet.text({2, 0}, "Effective Date:");
  sheet.date({2, 1}, today, {.number_format = "m/d/yyyy"});
  sheet.text({2, 3}, "Valid Through:");
  sheet.date({2, 4}, today.plus_days(2), {.number_format = "m/d/yyyy"});
  sheet.text({3, 0}, "Orders must be received by 4:00 PM EPT on the last day.");
  std::uint32_t row = 6;
  std::uint32_t column = 0;
  for (const std::string_view head : {"State", "LDC", "Load Group", "Start", "Usage Tier"}) sheet.text({row, column++}, head, {.bold = true});
  for (const int term : kTerms) sheet.text({row, column++}, fmt::format("{} mths", term), {.bold = true});
  for (const Line& line : kLines) {
    for (const Month start : start_months(today)) {
      for (std::size_t band = 0; band < kBands.size(); ++band) {
        ++row;
        sheet.text({row, 0}, "PA");
        sheet.text({row, 1}, line.utility);
        sheet.text({row, 2}, line.load_group);
        sheet.date({row, 3}, start.first_day(), {.number_format = "mmm-yy"});
        sheet.text({row, 4}, kBands[band]);
        column = 5;
        for (const int term : kTerms) {
          const auto micros = model_price_micros({.base_micros = line.base_micros, .band = static_cast<int>(band), .term_months = term, .start = start});
          // The larger customers of the last utility are not served for three years.
          const bool offered = term < 36 || band == 0 || line.utility != "Keystone Mutual";
          if (offered) sheet.number({row, column}, dollars_text(micros, 5), {.number_format = "0.00000"});
          if (!offered) sheet.text({row, column}, "N/A");
          ++column;
        }
      }
    }
  }
}

}  // namespace

LookAlikeFile sycamore_file(Date today) {
  workbook::XlsxWriter workbook;
  write_matrix(workbook.add_sheet("Matrix"), today);
  workbook.add_sheet("Contacts").text({0, 0}, "Pricing desk: 555 0100");
  auto& inner = workbook.add_sheet("Calc");
  inner.number({0, 0}, "0.0512");
  inner.hide();
  return {.supplier = "sycamore", .file_name = fmt::format("Sycamore Matrix {}.xlsx", today.text()), .bytes = workbook.bytes()};
}

}  // namespace switchyard::app
