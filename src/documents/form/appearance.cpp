#include "documents/form/appearance.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <locale>
#include <memory>
#include <sstream>
#include <vector>

#include "documents/page/set_text.hpp"
#include "documents/page/style.hpp"
#include "documents/pdf/geometry.hpp"
#include "documents/template/letters.hpp"

namespace switchyard::documents {
namespace {

constexpr double kSizeMin = 4;
constexpr double kAutoSizeMax = 11;
constexpr double kPadding = 2;
constexpr double kCapHeight = 0.714;  // Of Noto Sans, in its size.

struct Look {
  double size = 0;  // 0: as fits.
  Color color = {};
};

// "/Helv 9.5 Tf 0 0 0.5 rg"
Look look_of(const std::string& default_appearance) {
  Look look;
  std::vector<double> numbers;
  std::istringstream words(default_appearance);
  words.imbue(std::locale::classic());
  for (std::string word; words >> word;) {
    double value = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), value);
    if (read.ec == std::errc() && read.ptr == word.data() + word.size()) {
      numbers.push_back(value);
      continue;
    }
    const auto count = numbers.size();
    if (word == "Tf" && count >= 1) look.size = std::clamp(numbers.back(), 0.0, 200.0);
    if (word == "g" && count >= 1) look.color = {numbers.back(), numbers.back(), numbers.back()};
    if (word == "rg" && count >= 3) look.color = {numbers[count - 3], numbers[count - 2], numbers[count - 1]};
    numbers.clear();
  }
  return look;
}

std::optional<Color> color_of(QPDFObjectHandle array) {
  if (!array.isArray()) return std::nullopt;
  std::vector<double> parts;
  for (auto& each : array.getArrayAsVector()) {
    if (!each.isNumber()) return std::nullopt;
    parts.push_back(std::clamp(each.getNumericValue(), 0.0, 1.0));
  }
  if (parts.size() == 1) return Color{parts[0], parts[0], parts[0]};
  if (parts.size() == 3) return Color{parts[0], parts[1], parts[2]};
  if (parts.size() == 4)
    return Color{(1 - parts[0]) * (1 - parts[3]), (1 - parts[1]) * (1 - parts[3]), (1 - parts[2]) * (1 - parts[3])};
  return std::nullopt;
}

int turn_of(QPDFObjectHandle widget) {
  auto look = widget.getKey("/MK");
  if (!look.isDictionary() || !look.getKey("/R").isInteger()) return 0;
  const auto turn = ((look.getKey("/R").getIntValue() % 360) + 360) % 360;
  return turn % 90 == 0 ? static_cast<int>(turn) : 0;
}

struct Size {
  double width;
  double height;
};

Size size_of(QPDFObjectHandle widget) {
  const auto box = rectangle_of(widget.getKey("/Rect"));
  const Size size{std::max(0.1, box.right - box.left), std::max(0.1, box.top - box.bottom)};
  return turn_of(widget) % 180 == 0 ? size : Size{size.height, size.width};
}

struct Line {
  std::shared_ptr<SetText> text;
  std::size_t line;
  double x;
  double baseline;
};

struct Setting {
  AppearanceFault fault = AppearanceFault::none;
  std::vector<Line> lines;
};

std::shared_ptr<SetText> set(const std::string& text, double size) {
  return std::make_shared<SetText>(Words{.text = text}, TextStyle{.size = size});
}

double shift_of(int alignment, double room) { return alignment == 1 ? room / 2 : alignment == 2 ? room : 0; }

Setting set_one_line(const FormNode& node, std::string text, Size box, double wish) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  auto size = wish > 0 ? std::min(wish, box.height * 0.85) : std::clamp(box.height * 0.62, kSizeMin, kAutoSizeMax);
  size = std::max(size, kSizeMin);
  const auto room = box.width - 2 * kPadding;
  auto line = set(text, size);
  if (line->lacks_glyphs()) return {AppearanceFault::no_glyph, {}};
  if (line->width() > room) {
    size = std::floor(size * room / line->width() * 20) / 20;
    if (size < kSizeMin) return {AppearanceFault::too_long, {}};
    line = set(text, size);
  }
  return {AppearanceFault::none,
          {{line, 0, kPadding + shift_of(node.alignment, room - line->width()), box.height / 2 + size * kCapHeight / 2}}};
}

Setting set_many_lines(const FormNode& node, const std::string& text, Size box, double wish) {
  const auto room = box.width - 2 * kPadding;
  for (auto size = wish > 0 ? std::max(wish, kSizeMin) : kAutoSizeMax; size >= kSizeMin; size -= 0.5) {
    auto lines = set(text, size);
    if (lines->lacks_glyphs()) return {AppearanceFault::no_glyph, {}};
    if (room < size) return {AppearanceFault::too_long, {}};
    lines->fit(room);
    if (lines->height() > box.height - kPadding || lines->width() > room + 0.5) continue;
    Setting setting;
    for (std::size_t at = 0; at < lines->lines().size(); ++at) {
      const auto& line = lines->lines()[at];
      setting.lines.push_back(
          {lines, at, kPadding + shift_of(node.alignment, room - line.width), kPadding / 2 + line.top + line.baseline});
    }
    return setting;
  }
  return {AppearanceFault::too_long, {}};
}

Setting set_comb(const FormNode& node, const std::string& text, Size box, double wish) {
  const auto slot = box.width / node.field.characters_max;
  auto size = wish > 0 ? std::min(wish, box.height * 0.85) : std::clamp(box.height * 0.62, kSizeMin, kAutoSizeMax);
  size = std::max(std::min(size, slot * 1.2), kSizeMin);
  Setting setting;
  double x = 0;
  for (std::size_t at = 0; at < text.size(); x += slot) {
    const auto begin = at;
    if (!next_letter(text, at)) break;
    auto letter = set(text.substr(begin, at - begin), size);
    if (letter->lacks_glyphs()) return {AppearanceFault::no_glyph, {}};
    setting.lines.push_back({letter, 0, x + (slot - letter->width()) / 2, box.height / 2 + size * kCapHeight / 2});
  }
  return setting;
}

void draw_frame(cairo_t* context, Size box, const std::optional<Color>& fill, const std::optional<Color>& border) {
  if (fill) {
    cairo_set_source_rgb(context, fill->red, fill->green, fill->blue);
    cairo_rectangle(context, 0, 0, box.width, box.height);
    cairo_fill(context);
  }
  if (!border) return;
  cairo_set_source_rgb(context, border->red, border->green, border->blue);
  cairo_set_line_width(context, 1);
  cairo_rectangle(context, 0.5, 0.5, box.width - 1, box.height - 1);
  cairo_stroke(context);
}

void draw_mark(cairo_t* context, Size box, DrawnAs as) {
  const auto side = std::min(box.width, box.height);
  const auto x = (box.width - side) / 2;
  const auto y = (box.height - side) / 2;
  cairo_new_path(context);
  if (as == DrawnAs::dot) {
    cairo_arc(context, box.width / 2, box.height / 2, side * 0.28, 0, 2 * M_PI);
    return cairo_fill(context);
  }
  cairo_set_line_width(context, side * 0.13);
  cairo_move_to(context, x + side * 0.2, y + side * 0.53);
  cairo_line_to(context, x + side * 0.42, y + side * 0.76);
  cairo_line_to(context, x + side * 0.82, y + side * 0.24);
  cairo_stroke(context);
}

}  // namespace

AppearanceCell appearance_cell(const FormNode& node, QPDFObjectHandle widget, const Appearance& appearance) {
  const auto box = size_of(widget);
  const auto look = look_of(widget.getKey("/DA").isString() ? widget.getKey("/DA").getStringValue() : node.default_appearance);
  auto frame = widget.getKey("/MK");
  const auto fill = frame.isDictionary() ? color_of(frame.getKey("/BG")) : std::nullopt;
  const auto border = frame.isDictionary() ? color_of(frame.getKey("/BC")) : std::nullopt;
  AppearanceCell made{.cell = {.width = box.width, .height = box.height, .draw = {}}};
  Setting setting;
  if (appearance.as == DrawnAs::value && !appearance.text.empty()) {
    setting = node.field.comb        ? set_comb(node, appearance.text, box, look.size)
              : node.field.multiline ? set_many_lines(node, appearance.text, box, look.size)
                                     : set_one_line(node, appearance.text, box, look.size);
  }
  made.fault = setting.fault;
  const bool round = node.field.kind == FormFieldKind::radio;
  made.cell.draw = [box, look, fill, border, round, as = appearance.as, lines = std::move(setting.lines)](cairo_t* context) {
    if (!round) draw_frame(context, box, fill, border);
    if (round && border) {
      cairo_set_source_rgb(context, border->red, border->green, border->blue);
      cairo_set_line_width(context, 1);
      cairo_arc(context, box.width / 2, box.height / 2, std::max(0.5, std::min(box.width, box.height) / 2 - 0.5), 0, 2 * M_PI);
      cairo_stroke(context);
    }
    cairo_set_source_rgb(context, look.color.red, look.color.green, look.color.blue);
    if (as == DrawnAs::tick || as == DrawnAs::dot) draw_mark(context, box, as);
    for (const auto& line : lines) {
      cairo_move_to(context, line.x, line.baseline);
      pango_cairo_show_layout_line(context, line.text->lines()[line.line].line);
    }
  };
  return made;
}

void turn_appearance(QPDFObjectHandle form, QPDFObjectHandle widget) {
  const auto box = size_of(widget);
  const auto turn = turn_of(widget);
  if (turn == 0) return;
  const auto matrix = turn == 90    ? std::array<double, 6>{0, 1, -1, 0, box.height, 0}
                      : turn == 180 ? std::array<double, 6>{-1, 0, 0, -1, box.width, box.height}
                                    : std::array<double, 6>{0, -1, 1, 0, 0, box.width};
  auto array = QPDFObjectHandle::newArray();
  for (const auto each : matrix) array.appendItem(QPDFObjectHandle::newReal(each, 3));
  form.getDict().replaceKey("/Matrix", array);
}

}  // namespace switchyard::documents
