#include "documents/page/set_text.hpp"

#include <algorithm>

#include "documents/page/style.hpp"

namespace switchyard::documents {
namespace {

struct FreeAttributes {
  void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
};
using Attributes = std::unique_ptr<PangoAttrList, FreeAttributes>;
struct FreeIterator {
  void operator()(PangoLayoutIter* iterator) const { pango_layout_iter_free(iterator); }
};

struct Size {
  double width;
  double height;
};

Size size_of(const Shape& shape, double text_size) {
  if (!shape.anchor) return {text_size * 1.15, text_size};
  switch (shape.anchor->kind) {
    case AnchorKind::signature:
      return {style::kSignWidth, style::kSignHeight};
    case AnchorKind::initials:
      return {style::kInitialWidth, style::kInitialHeight};
    case AnchorKind::date_signed:
      return {style::kDateWidth, style::kDateHeight};
  }
  return {style::kDateWidth, style::kDateHeight};
}

void insert(PangoAttrList* list, PangoAttribute* attribute, std::size_t begin, std::size_t end) {
  attribute->start_index = static_cast<guint>(begin);
  attribute->end_index = static_cast<guint>(end);
  pango_attr_list_insert(list, attribute);
}

// Ligatures split a search for "office", so there are none.
Attributes attributes_of(const Words& words, const TextStyle& text_style) {
  Attributes list(pango_attr_list_new());
  insert(list.get(), pango_attr_font_features_new(text_style.tabular ? "liga=0,clig=0,tnum=1" : "liga=0,clig=0"), 0,
         words.text.size());
  for (const auto& each : words.emphasis) {
    if (each.bold) insert(list.get(), pango_attr_weight_new(PANGO_WEIGHT_BOLD), each.begin, each.end);
    if (each.italic) insert(list.get(), pango_attr_style_new(PANGO_STYLE_ITALIC), each.begin, each.end);
    if (!each.link.empty()) insert(list.get(), pango_attr_underline_new(PANGO_UNDERLINE_SINGLE), each.begin, each.end);
  }
  for (const auto& shape : words.shapes) {
    const auto size = size_of(shape, text_style.size);
    const auto below = shape.anchor ? 4.0 : size.height * 0.15;
    const auto caption = shape.anchor ? style::kCaptionHeight : 0;
    const PangoRectangle box{0, pango_units(below - size.height), pango_units(size.width), pango_units(size.height + caption)};
    insert(list.get(), pango_attr_shape_new(&box, &box), shape.at, shape.at + 3);
  }
  return list;
}

// In letters, by bytes: exact enough to share out the width of a table.
double longest_word_share(std::string_view text) {
  std::size_t longest = 0;
  std::size_t word = 0;
  for (const char c : text) {
    word = c == ' ' || c == '\n' || c == '-' ? 0 : word + 1;
    longest = std::max(longest, word);
  }
  return text.empty() ? 0 : static_cast<double>(longest) / static_cast<double>(text.size());
}

}  // namespace

SetText::SetText(const Words& words, const TextStyle& text_style) : wanted_(words.shapes) {
  const auto& type = TypeCase::of_this_thread();
  layout_ = type.new_layout();
  const auto font = type.font(text_style.size, text_style.bold);
  pango_layout_set_font_description(layout_.get(), font.get());
  set_text(layout_.get(), words.text);
  pango_layout_set_attributes(layout_.get(), attributes_of(words, text_style).get());
  read_lines();
  natural_width_ = width();
  least_width_ = std::min(natural_width_, natural_width_ * longest_word_share(words.text) * 1.12 + 1);
  for (const auto& shape : wanted_) least_width_ = std::max(least_width_, size_of(shape, text_style.size).width);
}

double SetText::width() const {
  double widest = 0;
  for (const auto& line : lines_) widest = std::max(widest, line.width);
  return widest;
}

double SetText::height_of(std::size_t from, std::size_t to) const {
  if (from >= to) return 0;
  return lines_[to - 1].top + lines_[to - 1].height - lines_[from].top;
}

void SetText::fit(double width) {
  if (natural_width_ <= width + 0.01) return;
  pango_layout_set_width(layout_.get(), pango_units(width));
  read_lines();
}

void SetText::shorten(double width) {
  std::string text = pango_layout_get_text(layout_.get());
  std::replace(text.begin(), text.end(), '\n', ' ');
  for (auto share = width / std::max(1.0, natural_width_); natural_width_ > width && !text.empty(); share = 0.9) {
    auto size = static_cast<std::size_t>(static_cast<double>(text.size()) * std::min(share, 0.98));
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
    text.resize(size);
    set_text(layout_.get(), text + "…");
    read_lines();
    natural_width_ = this->width();
  }
}

void SetText::read_lines() {
  lines_.clear();
  const std::unique_ptr<PangoLayoutIter, FreeIterator> iterator(pango_layout_get_iter(layout_.get()));
  do {
    PangoRectangle logical;
    pango_layout_iter_get_line_extents(iterator.get(), nullptr, &logical);
    const auto baseline = pango_layout_iter_get_baseline(iterator.get());
    lines_.push_back({pango_layout_iter_get_line_readonly(iterator.get()), points(logical.y), points(logical.height),
                      points(baseline - logical.y), points(logical.width)});
  } while (pango_layout_iter_next_line(iterator.get()));
  read_shapes();
}

void SetText::read_shapes() {
  shapes_.clear();
  for (const auto& shape : wanted_) {
    PangoRectangle place;
    pango_layout_index_to_pos(layout_.get(), static_cast<int>(shape.at), &place);
    int line = 0;
    pango_layout_index_to_line_x(layout_.get(), static_cast<int>(shape.at), FALSE, &line, nullptr);
    const auto at = static_cast<std::size_t>(line);
    const auto size = size_of(shape, 0);
    const auto below = shape.anchor ? 4.0 : 0;
    const auto height = shape.anchor ? size.height : points(place.width) / 1.15;
    const auto bottom = lines_[at].baseline + (shape.anchor ? below : height * 0.15);
    shapes_.push_back(
        {at, points(std::min(place.x, place.x + place.width)), bottom - height, std::abs(points(place.width)), height, shape});
  }
}

bool SetText::lacks_glyphs() const { return layout_ != nullptr && pango_layout_get_unknown_glyphs_count(layout_.get()) > 0; }

std::vector<std::string> names_without_glyphs(const Words& words) {
  std::vector<std::string> names;
  for (const auto& value : words.values) {
    const Words alone{.text = words.text.substr(value.begin, value.end - value.begin)};
    if (SetText(alone, {}).lacks_glyphs()) names.push_back(value.name);
  }
  if (names.empty()) names.emplace_back("the template");
  return names;
}

}  // namespace switchyard::documents
