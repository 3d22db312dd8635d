// Wayside Energy's list: a CSV with what must not be sold beside what may: residential lines, a utility nobody knows by that
// name, and, in a file of its own for Delaware, prices that the sandbox withdraws as soon as they are published.
#include <fmt/format.h>

#include <array>
#include <span>

#include "app/demo/look_alike.hpp"
#include "app/demo/price_model.hpp"

namespace switchyard::app {
namespace {

struct Line {
  std::string_view utility;
  std::string_view state;
  std::string_view segment;
  std::string_view rate_class;
  std::string_view product;
  int green_percent;
  std::int64_t base_micros;
};

constexpr std::array<Line, 5> kLines = {{
    {"ComEd", "IL", "Commercial", "Small Load", "Fixed", 0, 64'900},
    {"ComEd", "IL", "Commercial", "Small Load", "Fixed 50% Wind", 50, 66'300},
    {"Duquesne Light", "PA", "Commercial", "GS", "Fixed", 0, 77'700},
    {"Duquesne Light", "PA", "Residential", "RS", "Fixed", 0, 61'100},
    {"Gaslight Borough Light Dept", "PA", "Commercial", "GS", "Fixed", 0, 70'300},
}};
constexpr std::array<Line, 1> kWithdrawnLines = {{{"Delmarva Power (Delaware)", "DE", "Commercial", "SGS", "Fixed", 0, 73'600}}};
constexpr std::array<int, 3> kTerms = {12, 24, 36};

std::string list_text(std::span<const Line> lines, Date today) {
  std::string text = "Priced On,Open Until,State,Utility,Segment,Rate Class,Product,Green %,Begin,Term,Yearly kWh,Wayside Price\r\n";
  for (const Line& line : lines) {
    for (Month start : start_months(today)) {
      for (int term : kTerms) {
        const std::int64_t micros = model_price_micros({.base_micros = line.base_micros, .term_months = term, .start = start});
        text += fmt::format("{},{},{},{},{},{},{},{},{},{},0-150000,{}\r\n", us_date_text(today), us_date_text(today.plus_days(2)), line.state,
                            line.utility, line.segment, line.rate_class, line.product, line.green_percent, short_month_text(start), term,
                            dollars_text(micros, 5));
      }
    }
  }
  return text;
}

}  // namespace

LookAlikeFile wayside_file(Date today) {
  return {.supplier = "wayside", .file_name = fmt::format("wayside {}.csv", today.text()), .bytes = list_text(kLines, today)};
}

LookAlikeFile wayside_withdrawn_file(Date today) {
  return {.supplier = "wayside", .file_name = fmt::format("wayside delaware {}.csv", today.text()), .bytes = list_text(kWithdrawnLines, today)};
}

}  // namespace switchyard::app
