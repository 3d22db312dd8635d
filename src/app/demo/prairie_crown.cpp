// Prairie Crown Power's table: a CSV with a line a utility, class, start month and band, and a column a term, $/kWh as text.
#include <fmt/format.h>

#include <array>

#include "app/demo/look_alike.hpp"
#include "app/demo/price_model.hpp"

namespace switchyard::app {
namespace {

struct Line {
  std::string_view utility;
  std::string_view state;
  std::string_view rate_class;
  int class_number;
  std::int64_t base_micros;
};

constexpr std::array<Line, 6> kLines = {{
    {"ComEd", "IL", "Watt-hour", 1, 68'300},
    {"ComEd", "IL", "Small Load", 0, 68'300},
    {"ComEd", "IL", "Medium Load", 2, 68'300},
    {"Ameren", "IL", "DS2 zone 1 CIPS", 0, 63'900},
    {"AEP Ohio - OP", "OH", "GS1", 1, 66'700},
    {"AEP Ohio - OP", "OH", "GS2", 0, 66'700},
}};
constexpr std::array<std::string_view, 3> kBands = {"0-75000", "75001-300000", "300001-1000000"};  // kWh a year.
constexpr std::array<int, 6> kTerms = {3, 6, 12, 18, 24, 36};

}  // namespace

LookAlikeFile prairie_crown_file(Date today) {
  std::string text = "Date,Valid Through,LDC,State,Rate Class,Start Date,Annual Volume Range (KWH)";
  for (int term : kTerms) text += fmt::format(",{}", term);
  text += "\r\n";
  for (const Line& line : kLines) {
    for (Month start : start_months(today)) {
      for (std::size_t b = 0; b < kBands.size(); ++b) {
        text += fmt::format("{},{},{},{},{},{},{}", us_date_text(today), us_date_text(today.plus_days(2)), line.utility, line.state,
                            line.rate_class, us_date_text(start.first_day()), kBands[b]);
        for (int term : kTerms) {
          const std::int64_t micros = model_price_micros({.base_micros = line.base_micros, .rate_class = line.class_number,
                                                          .band = static_cast<int>(b), .term_months = term, .start = start});
          text += fmt::format(", ${} ", dollars_text(micros, 5));
        }
        text += "\r\n";
      }
    }
  }
  return {.supplier = "prairie-crown", .file_name = fmt::format("{}_Prairie Crown Small Commercial.csv", today.text()), .bytes = std::move(text)};
}

}  // namespace switchyard::app
