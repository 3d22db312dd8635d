// A simple chart: bars or lines over labels, drawn as vectors.
#pragma once

#include <cairo.h>

#include <string>
#include <vector>

#include "documents/binding.hpp"
#include "documents/page/style.hpp"
#include "documents/template/chart_spec.hpp"

namespace switchyard::documents {

struct ChartPoint {
  std::string label;
  std::string series;
  std::string text;  // The value as it is printed.
  double value = 0;  // For its height alone.
};

struct Chart {
  ChartSpec spec;
  std::vector<ChartPoint> points;
};

inline constexpr double kChartHeight = 190;

// The points of a record's list; those of a chart over kChartPointsMax are left out by the caller's refusal.
Chart bind_chart(const ChartSpec& spec, const Record& values, std::string_view language);

// Within width by kChartHeight from (x, y).
void draw_chart(cairo_t* context, const Chart& chart, double x, double y, double width, Color accent);

}  // namespace switchyard::documents
