#include "documents/page/page_frame.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "documents/template/value_text.hpp"

namespace switchyard::documents {
namespace {

constexpr double kLogoHeight = 24;
constexpr double kLogoWidthMax = 150;
constexpr double kTextMax = style::kBodyWidth * 0.6;

void set_color(cairo_t* context, Color color) { cairo_set_source_rgb(context, color.red, color.green, color.blue); }

void draw_rule(cairo_t* context, double y) {
  set_color(context, style::kHairline);
  cairo_set_line_width(context, 0.5);
  cairo_move_to(context, style::kMarginX, y);
  cairo_line_to(context, style::kPageWidth - style::kMarginX, y);
  cairo_stroke(context);
}

enum class Side { left, right };

// In one line, smaller where it is long.
void draw_text(cairo_t* context, const std::string& words, double size, bool bold, Side side, double baseline, double inset = 0) {
  if (words.empty()) return;
  SetText text(Words{.text = words}, {.size = size, .bold = bold, .tabular = true});
  if (text.width() > kTextMax)
    text = SetText(Words{.text = words}, {.size = size * kTextMax / text.width(), .bold = bold, .tabular = true});
  const auto x = side == Side::left ? style::kMarginX + inset : style::kPageWidth - style::kMarginX - text.width();
  cairo_move_to(context, x, baseline);
  pango_cairo_show_layout_line(context, text.lines().front().line);
}

double draw_logo(cairo_t* context, cairo_surface_t* logo) {
  if (logo == nullptr) return 0;
  const double width = cairo_image_surface_get_width(logo);
  const double height = cairo_image_surface_get_height(logo);
  const auto scale = std::min(kLogoHeight / height, kLogoWidthMax / width);
  draw_picture(context, logo, style::kMarginX, style::kHeaderTop + (kLogoHeight - height * scale) / 2, width * scale,
               height * scale);
  return width * scale + 8;
}

std::string number_and_version(const RenderOptions& options, std::string_view language) {
  const auto& words = page_words(language);
  if (options.version.empty()) return options.contract_number;
  const auto version = fmt::format("{} {}", words.version, options.version);
  return options.contract_number.empty() ? version : fmt::format("{} · {}", options.contract_number, version);
}

}  // namespace

void draw_picture(cairo_t* context, cairo_surface_t* picture, double x, double y, double width, double height) {
  cairo_save(context);
  cairo_translate(context, x, y);
  cairo_scale(context, width / cairo_image_surface_get_width(picture), height / cairo_image_surface_get_height(picture));
  cairo_set_source_surface(context, picture, 0, 0);
  cairo_paint(context);
  cairo_restore(context);
}

void draw_frame(cairo_t* context, const PageFrame& frame, const RenderOptions& options, int page, int pages) {
  const auto inset = draw_logo(context, frame.logo.get());
  set_color(context, frame.accent);
  draw_text(context, options.issuer, 9.5, true, Side::left, 46, inset);
  set_color(context, style::kMuted);
  draw_text(context, frame.title, style::kSmallSize, false, Side::left, 57, inset);
  draw_text(context, number_and_version(options, frame.language), style::kSmallSize, false, Side::right, 57);
  draw_rule(context, style::kHeaderRule);
  draw_rule(context, style::kFooterRule);
  set_color(context, style::kMuted);
  const auto& words = page_words(frame.language);
  draw_text(context, options.page_code, style::kSmallSize, false, Side::left, 749);
  draw_text(context, fmt::format("{} {} {} {}", words.page, page, words.of, pages), style::kSmallSize, false, Side::right, 749);
}

}  // namespace switchyard::documents
