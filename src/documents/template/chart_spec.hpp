// What a ```chart block asks for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/template/compiled.hpp"

namespace switchyard::documents {

struct ChartSpec {
  bool line = false;  // Else bars.
  std::string title = {};
  std::string list = {};    // A list of the head.
  std::string label = {};   // Fields of its rows: what stands below a value,
  std::string value = {};   // the value (decimal or money),
  std::string series = {};  // and what rows belong together; may be empty.
  std::string unit = {};
};

inline constexpr std::size_t kChartPointsMax = 400;

bool is_chart(std::string_view info);

// Lines "key: text". Findings: chart_invalid.
ChartSpec parse_chart(std::string_view info, std::string_view text, Place place, Findings& findings);

// Whether list and fields are declared as they must be.
void check_chart(const ChartSpec& chart, const std::vector<Variable>& variables, Place place, Findings& findings);

}  // namespace switchyard::documents
