#include "documents/template/chart_spec.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "documents/template/checker.hpp"

namespace switchyard::documents {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::string* field_of(ChartSpec& chart, std::string_view key) {
  if (key == "title") return &chart.title;
  if (key == "list") return &chart.list;
  if (key == "label") return &chart.label;
  if (key == "value") return &chart.value;
  if (key == "series") return &chart.series;
  if (key == "unit") return &chart.unit;
  return nullptr;
}

}  // namespace

bool is_chart(std::string_view info) { return info == "chart" || info.starts_with("chart "); }

ChartSpec parse_chart(std::string_view info, std::string_view text, Place place, Findings& findings) {
  ChartSpec chart;
  const auto kind = trimmed(info.substr(std::min<std::size_t>(info.size(), 5)));
  chart.line = kind == "line";
  if (kind != "line" && kind != "bar") findings.add(place, "chart_invalid", "a chart is ```chart bar or ```chart line");
  while (!text.empty()) {
    ++place.line;
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) continue;
    const auto colon = line.find(':');
    auto* field = colon == std::string_view::npos ? nullptr : field_of(chart, trimmed(line.substr(0, colon)));
    if (field == nullptr) {
      findings.add(place, "chart_invalid",
                   "a chart has title, list, label, value, series and unit, each on a line as \"key: text\"");
      continue;
    }
    *field = trimmed(line.substr(colon + 1));
  }
  return chart;
}

void check_chart(const ChartSpec& chart, const std::vector<Variable>& variables, Place place, Findings& findings) {
  const auto* list = find_variable(variables, chart.list);
  if (list == nullptr || list->type != VariableType::list) {
    return findings.add(place, "chart_invalid", fmt::format("list: \"{}\" is no list of the head", chart.list));
  }
  const auto check = [&](std::string_view key, const std::string& name, bool numeric) {
    const auto* field = find_variable(list->fields, name);
    if (field == nullptr || field->optional) {
      return findings.add(place, "chart_invalid",
                          fmt::format("{}: \"{}\" is no field of {} that is always there", key, name, chart.list));
    }
    const bool is_number = field->type == VariableType::decimal || field->type == VariableType::money;
    if (numeric != is_number && (numeric || field->type == VariableType::list || field->type == VariableType::image ||
                                 field->type == VariableType::secret)) {
      findings.add(place, "chart_invalid", fmt::format("{}: {} is a {}", key, name, type_name(field->type)));
    }
  };
  check("label", chart.label, false);
  check("value", chart.value, true);
  if (!chart.series.empty()) check("series", chart.series, false);
}

}  // namespace switchyard::documents
