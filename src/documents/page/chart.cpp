#include "documents/page/chart.hpp"

#include <algorithm>
#include <cmath>

#include "documents/page/set_text.hpp"
#include "documents/template/value_text.hpp"

namespace switchyard::documents {
namespace {

constexpr double kLabelSize = 7;
constexpr double kTitleSize = 8.5;
constexpr double kLabelWidthMax = 110;
constexpr double kTop = 34;     // Title and legend.
constexpr double kBottom = 20;  // Labels.

void set_color(cairo_t* context, Color color) { cairo_set_source_rgb(context, color.red, color.green, color.blue); }

SetText small_text(std::string text, double size = kLabelSize, bool bold = false) {
  return SetText(Words{.text = std::move(text)}, {.size = size, .bold = bold, .tabular = true});
}

void draw_text(cairo_t* context, const SetText& text, double x, double y) {
  if (text.lines().empty()) return;
  cairo_move_to(context, x, y + text.lines().front().baseline);
  pango_cairo_show_layout_line(context, text.lines().front().line);
}

// 1, 2, 2.5 or 5 times a power of ten: about five steps.
double step_of(double range) {
  const auto raw = range / 4.5;
  const auto power = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
    if (raw <= factor * power) return factor * power;
  }
  return 10 * power;
}

int decimals_of(double step) {
  for (int decimals = 0; decimals < 8; ++decimals) {
    const auto scaled = step * std::pow(10.0, decimals);
    if (std::abs(scaled - std::round(scaled)) < 1e-6) return decimals;
  }
  return 8;
}

std::string axis_text(double value, int decimals) {
  const auto scaled = static_cast<std::int64_t>(std::llround(value * std::pow(10.0, decimals)));
  const auto exact = Decimal::from_parts(scaled, decimals);
  return exact ? text_of(*exact, "grouped", "en") : std::string();
}

class ChartPainter {
 public:
  ChartPainter(cairo_t* context, const Chart& chart, double x, double y, double width, Color accent)
      : context_(context),
        chart_(chart),
        accent_(accent),
        top_(y + kTop),
        height_(kChartHeight - kTop - kBottom),
        x_(x),
        y_(y),
        right_(x + width) {
    for (const auto& point : chart.points) {
      remember(labels_, point.label);
      remember(series_, point.series);
    }
    choose_scale();
    double axis = 0;
    for (int at = 0; at <= steps(); ++at)
      axis = std::max(axis, small_text(axis_text(low_ + at * step_, decimals_of(step_))).width());
    left_ = x + axis + 8;
    width_ = right_ - left_;
  }

  void draw() {
    set_color(context_, style::kInk);
    const auto title = chart_.spec.unit.empty() ? chart_.spec.title : chart_.spec.title + " (" + chart_.spec.unit + ")";
    auto heading = small_text(title, kTitleSize, true);
    heading.shorten(right_ - x_);
    draw_text(context_, heading, x_, y_);
    draw_axis();
    if (series_.size() > 1) draw_legend();
    if (chart_.spec.line) {
      draw_lines();
    } else {
      draw_bars();
    }
    draw_labels();
  }

 private:
  static void remember(std::vector<std::string>& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }

  static std::size_t place_in(const std::vector<std::string>& names, const std::string& name) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
  }

  // Bars begin at zero, lest they lie; a line may begin near its least value.
  void choose_scale() {
    double least = 0;
    double most = 0;
    for (std::size_t at = 0; at < chart_.points.size(); ++at) {
      const auto value = chart_.points[at].value;
      least = at == 0 && chart_.spec.line ? value : std::min(least, value);
      most = at == 0 && chart_.spec.line ? value : std::max(most, value);
    }
    if (most - least <= 0) most = least + std::max(1e-6, std::abs(least) * 0.1);
    step_ = step_of(most - least);
    low_ = std::floor(least / step_ - (chart_.spec.line && least > 0 ? 0.2 : 0)) * step_;
    if (least >= 0) low_ = std::max(0.0, low_);
    high_ = std::ceil(most / step_ + 1e-9) * step_;
  }

  [[nodiscard]] int steps() const { return static_cast<int>(std::lround((high_ - low_) / step_)); }
  [[nodiscard]] double place_of(double value) const { return top_ + height_ * (1 - (value - low_) / (high_ - low_)); }
  [[nodiscard]] double slot_width() const { return width_ / static_cast<double>(std::max<std::size_t>(1, labels_.size())); }
  [[nodiscard]] double middle_of(std::size_t label) const { return left_ + slot_width() * (static_cast<double>(label) + 0.5); }

  [[nodiscard]] Color color_of(std::size_t series) const {
    constexpr Color kOthers[] = {{0.85, 0.47, 0.02}, {0.10, 0.55, 0.45}, {0.55, 0.30, 0.60}, {0.40, 0.45, 0.50}};
    return series == 0 ? accent_ : tinted(kOthers[(series - 1) % 4], series > 4 ? 0.4 : 0);
  }

  void draw_axis() {
    const auto decimals = decimals_of(step_);
    for (int at = 0; at <= steps(); ++at) {
      const auto value = low_ + at * step_;
      const auto y = place_of(value);
      set_color(context_, style::kHairline);
      cairo_set_line_width(context_, at == 0 ? 0.8 : 0.4);
      cairo_move_to(context_, left_, y);
      cairo_line_to(context_, left_ + width_, y);
      cairo_stroke(context_);
      set_color(context_, style::kMuted);
      const auto text = small_text(axis_text(value, decimals));
      draw_text(context_, text, left_ - 6 - text.width(), y - text.height() / 2);
    }
  }

  void draw_legend() {
    auto x = left_;
    for (std::size_t at = 0; at < series_.size(); ++at) {
      auto text = small_text(series_[at]);
      text.shorten(kLabelWidthMax);
      if (x + text.width() + 12 > left_ + width_) return;
      set_color(context_, color_of(at));
      cairo_rectangle(context_, x, y_ + 18, 7, 7);
      cairo_fill(context_);
      set_color(context_, style::kMuted);
      draw_text(context_, text, x + 10, y_ + 21.5 - text.height() / 2);
      x += text.width() + 24;
    }
  }

  void draw_bars() {
    const auto count = static_cast<double>(std::max<std::size_t>(1, series_.size()));
    const auto bar = std::min(34.0, slot_width() * 0.72 / count);
    for (const auto& point : chart_.points) {
      const auto series = place_in(series_, point.series);
      const auto x = middle_of(place_in(labels_, point.label)) + bar * (static_cast<double>(series) - count / 2);
      const auto y = place_of(point.value);
      const auto zero = place_of(std::max(0.0, low_));
      set_color(context_, color_of(series));
      cairo_rectangle(context_, x + bar * 0.06, std::min(y, zero), bar * 0.88, std::abs(zero - y));
      cairo_fill(context_);
      draw_value(point, x + bar / 2, y, bar * 1.3 + 8);
    }
  }

  void draw_value(const ChartPoint& point, double middle, double y, double room) {
    const auto text = small_text(point.text, kLabelSize);
    if (text.width() > room) return;
    set_color(context_, style::kInk);
    draw_text(context_, text, middle - text.width() / 2, y - text.height() - 1);
  }

  void draw_lines() {
    for (std::size_t series = 0; series < series_.size(); ++series) {
      set_color(context_, color_of(series));
      cairo_set_line_width(context_, 1.6);
      cairo_set_line_join(context_, CAIRO_LINE_JOIN_ROUND);
      cairo_new_path(context_);
      for (const auto& point : chart_.points) {
        if (point.series == series_[series])
          cairo_line_to(context_, middle_of(place_in(labels_, point.label)), place_of(point.value));
      }
      cairo_stroke(context_);
    }
    for (const auto& point : chart_.points) {
      const auto x = middle_of(place_in(labels_, point.label));
      set_color(context_, color_of(place_in(series_, point.series)));
      cairo_new_path(context_);
      cairo_arc(context_, x, place_of(point.value), 2.4, 0, 2 * M_PI);
      cairo_fill(context_);
      if (series_.size() == 1) draw_value(point, x, place_of(point.value) - 2, slot_width());
    }
  }

  // Where not all of them fit, every second, third … stands.
  void draw_labels() {
    double widest = 1;
    for (const auto& label : labels_) widest = std::max(widest, std::min(small_text(label).width(), kLabelWidthMax) + 6);
    const auto every = static_cast<std::size_t>(std::ceil(widest / slot_width()));
    set_color(context_, style::kMuted);
    double taken = x_;
    for (std::size_t at = 0; at < labels_.size(); at += std::max<std::size_t>(1, every)) {
      auto text = small_text(labels_[at]);
      text.shorten(kLabelWidthMax);
      const auto x = std::clamp(middle_of(at) - text.width() / 2, x_, std::max(x_, right_ - text.width()));
      if (x < taken) continue;
      draw_text(context_, text, x, top_ + height_ + 5);
      taken = x + text.width() + 5;
    }
  }

  cairo_t* context_;
  const Chart& chart_;
  Color accent_;
  double left_ = 0;
  double top_;
  double width_ = 0;
  double height_;
  double x_;
  double y_;
  double right_;
  double low_ = 0;
  double high_ = 1;
  double step_ = 1;
  std::vector<std::string> labels_;
  std::vector<std::string> series_;
};

double height_value(const Value& value) {
  const auto exact = std::holds_alternative<Money>(value) ? Decimal::parse(std::get<Money>(value).text()).value_or(Decimal())
                                                          : std::get<Decimal>(value);
  return static_cast<double>(exact.coefficient()) / std::pow(10.0, exact.scale());
}

}  // namespace

Chart bind_chart(const ChartSpec& spec, const Record& values, std::string_view language) {
  Chart chart{spec, {}};
  const auto* list = values.find(spec.list);
  const auto* rows = list == nullptr ? nullptr : std::get_if<Rows>(list);
  if (rows == nullptr) return chart;
  for (const auto& row : *rows) {
    const auto* label = row.find(spec.label);
    const auto* value = row.find(spec.value);
    const auto* series = spec.series.empty() ? nullptr : row.find(spec.series);
    const bool is_number = value != nullptr && (std::holds_alternative<Decimal>(*value) || std::holds_alternative<Money>(*value));
    if (label == nullptr || !is_number || chart.points.size() == kChartPointsMax) continue;
    chart.points.push_back({text_of(*label, "short", language),
                            series == nullptr ? std::string() : text_of(*series, "", language), text_of(*value, "", language),
                            height_value(*value)});
  }
  return chart;
}

void draw_chart(cairo_t* context, const Chart& chart, double x, double y, double width, Color accent) {
  ChartPainter(context, chart, x, y, width, accent).draw();
}

}  // namespace switchyard::documents
