// Northgate Retail Energy's list: a zip with one CSV, a line a price, both commodities, each line with its own unit.
#include <fmt/format.h>

#include <array>

#include "app/demo/look_alike.hpp"
#include "app/demo/price_model.hpp"
#include "workbook/zip_writer.hpp"

namespace switchyard::app {
namespace {

struct Line {
  std::string_view commodity;
  std::string_view utility;
  std::string_view state;
  std::string_view rate_class;
  std::string_view price_unit;
  std::int64_t base_micros;
  std::int64_t quantum_micros;
  int decimals;
  std::array<std::pair<int, int>, 2> bands;  // Minimum and maximum as printed, both included.
};

constexpr std::array<Line, 4> kLines = {{
    {"Electric", "Oncor", "TX", "BUSMEDLF", "kWh", 59'700, 10, 5, {{{0, 99'999}, {100'000, 999'999}}}},
    {"Electric", "JCP&L", "NJ", "GS-S", "kWh", 93'200, 10, 5, {{{0, 99'999}, {100'000, 999'999}}}},
    {"Gas", "BGE", "MD", "", "therm", 578'000, 100, 4, {{{0, 24'999}, {25'000, 99'999}}}},
    {"Gas", "Consumers", "MI", "", "Mcf", 4'930'000, 1'000, 3, {{{0, 2'499}, {2'500, 9'999}}}},
}};
constexpr std::array<int, 4> kTerms = {6, 12, 24, 36};

void append_line(std::string& text, const Line& line, Date today, Month start, int term, std::size_t band) {
  const std::int64_t micros = model_price_micros({.base_micros = line.base_micros, .band = static_cast<int>(band), .term_months = term,
                                                  .start = start, .quantum_micros = line.quantum_micros});
  text += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}\n", line.commodity, line.state, line.utility, line.rate_class, short_month_text(start), term,
                      line.bands[band].first, line.bands[band].second, dollars_text(micros, line.decimals), line.price_unit,
                      us_date_text(today), us_date_text(today.plus_days(2)));
}

}  // namespace

LookAlikeFile northgate_file(Date today) {
  std::string text = "commodity,state,utility,rate_class,start_month,term_months,minimum_usage,maximum_usage,price,unit,valid_from,valid_until\n";
  for (const Line& line : kLines) {
    for (Month start : start_months(today)) {
      for (int term : kTerms) {
        for (std::size_t band = 0; band < line.bands.size(); ++band) append_line(text, line, today, start, term, band);
      }
    }
  }
  workbook::ZipWriter zip;
  zip.add("northgate_prices.csv", text);
  return {.supplier = "northgate-retail", .file_name = fmt::format("northgate_{}.zip", today.text()), .bytes = std::move(zip).finish()};
}

}  // namespace switchyard::app
