#include "documents/page/flow.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "documents/page/image.hpp"

namespace switchyard::documents {
namespace {

constexpr double kImageHeightMax = 400;

// Where blocks stand: the list and quote around them.
struct Column {
  double x = style::kMarginX;
  double width = style::kBodyWidth;
  StructurePath path = {};
  bool in_list = false;
  int quote = 0;
  double quote_x = 0;
};

class Composer {
 public:
  explicit Composer(const FlowOptions& options) : options_(options) {}

  Result<std::vector<FlowItem>> run(const std::vector<Block>& blocks) && {
    add_all(blocks, {});
    if (wrong_) return std::move(*wrong_);
    return std::move(items_);
  }

 private:
  void add_all(const std::vector<Block>& blocks, const Column& column) {
    for (const auto& block : blocks) {
      if (wrong_) return;
      add(block, column);
    }
  }

  void add(const Block& block, const Column& column) {
    switch (block.kind) {
      case BlockKind::heading:
        return add_heading(block, column);
      case BlockKind::paragraph:
        return add_paragraph(block, column);
      case BlockKind::list:
        return add_list(block, column);
      case BlockKind::item:
        return add_all(block.children, column);
      case BlockKind::quote:
        return add_quote(block, column);
      case BlockKind::table:
        return add_table(block, column);
      case BlockKind::image:
        return add_image(block, column);
      case BlockKind::chart:
        return add_chart(block, column);
      case BlockKind::rule:
        items_.push_back(item(FlowKind::rule, column, nullptr, 8, 8));
        return;
      case BlockKind::page_break:
        items_.push_back(item(FlowKind::page_break, column, nullptr, 0, 0));
        return;
      case BlockKind::keep_begin:
        items_.push_back(item(FlowKind::keep_begin, column, nullptr, 0, 0));
        return;
      case BlockKind::keep_end:
        items_.push_back(item(FlowKind::keep_end, column, nullptr, 0, 0));
        return;
    }
  }

  FlowItem item(FlowKind kind, const Column& column, const char* tag, double before, double after) {
    FlowItem made{.kind = kind, .x = column.x, .width = column.width, .before = before, .after = after, .path = column.path};
    made.quote = column.quote;
    made.quote_x = column.quote_x;
    if (tag != nullptr) made.path.push_back({tag, ++ids_});
    return made;
  }

  SetText set(const Words& words, const TextStyle& text_style, double width) {
    SetText text(words, text_style);
    text.fit(width);
    look_at(text, words, width);
    return text;
  }

  void look_at(const SetText& text, const Words& words, double width) {
    if (wrong_) return;
    if (text.lacks_glyphs()) {
      const auto names = names_without_glyphs(words);
      wrong_ =
          Error{ErrorKind::unprocessable, "glyph_missing", fmt::format("no font has a letter of {}", fmt::join(names, ", ")), {}};
      for (const auto& name : names) wrong_->fields.push_back({name, "glyph_missing", "holds a letter that no font has"});
    } else if (text.width() > width + 1 && text.natural_width() > width) {
      wrong_ = Error{ErrorKind::unprocessable,
                     "layout_overflow",
                     "something in the document is wider than its place: a place to sign in a narrow column",
                     {}};
    }
  }

  void add_heading(const Block& block, const Column& column) {
    constexpr const char* kTags[] = {"H1", "H2", "H3", "H4"};
    const auto at = static_cast<std::size_t>(std::clamp(block.level, 1, 4) - 1);
    const auto& look = style::kHeadings[at];
    auto made = item(FlowKind::text, column, kTags[at], look.before, look.after);
    made.keep_with_next = true;
    made.color = at < 2 ? options_.accent : style::kInk;
    made.text = set(block.words, {.size = look.size, .bold = true}, column.width);
    items_.push_back(std::move(made));
  }

  void add_paragraph(const Block& block, const Column& column) {
    auto made =
        item(FlowKind::text, column, column.in_list ? nullptr : "P", 0, column.in_list ? style::kItemGap : style::kParagraphGap);
    made.keep_with_next = block.words.text.ends_with(':');
    made.text = set(block.words, {.size = style::kBodySize}, column.width);
    items_.push_back(std::move(made));
  }

  void add_list(const Block& block, const Column& column) {
    auto path = column.path;
    path.push_back({"L", ++ids_});
    int number = block.start;
    for (const auto& each : block.children) {
      Column inside = column;
      inside.in_list = true;
      inside.path = path;
      inside.path.push_back({"LI", ++ids_});
      inside.path.push_back({"LBody", ++ids_});
      const auto marker = block.ordered ? fmt::format("{}.", number++) : std::string("•");
      SetText set_marker(Words{.text = marker}, {.size = style::kBodySize, .tabular = true});
      const auto indent = std::max(style::kListIndent, set_marker.width() + 5);
      inside.x += indent;
      inside.width -= indent;
      const auto first = items_.size();
      add_all(each.children, inside);
      if (first < items_.size() && items_[first].kind == FlowKind::text && items_[first].marker.empty())
        items_[first].marker = std::move(set_marker);
    }
    if (!items_.empty()) items_.back().after = std::max(items_.back().after, style::kParagraphGap);
  }

  void add_quote(const Block& block, const Column& column) {
    Column inside = column;
    inside.quote = ++ids_;
    inside.quote_x = column.x;
    inside.x += style::kQuoteIndent;
    inside.width -= style::kQuoteIndent;
    inside.in_list = false;
    inside.path.push_back({"BlockQuote", ++ids_});
    const auto first = items_.size();
    add_all(block.children, inside);
    if (first < items_.size()) items_[first].before = std::max(items_[first].before, style::kParagraphGap);
    if (!items_.empty()) items_.back().after = std::max(items_.back().after, style::kParagraphGap + 2);
  }

  void add_table(const Block& block, const Column& column) {
    auto made = item(FlowKind::table, column, "Table", 4, 10);
    made.table = set_table(block, column.width);
    for (std::size_t row = 0; row < made.table.rows.size(); ++row) {
      const auto& words = block.rows[row + (made.table.has_head ? 0 : 1)].cells;
      for (std::size_t at = 0; at < words.size(); ++at) look_at(made.table.rows[row].cells[at], words[at], made.table.widths[at]);
    }
    items_.push_back(std::move(made));
  }

  void add_image(const Block& block, const Column& column) {
    if (block.image == nullptr) return;
    auto image = read_image(*block.image, block.image_name);
    if (!image) {
      wrong_ = std::move(image).error();
      return;
    }
    auto made = item(FlowKind::image, column, "Figure", 2, 8);
    made.image = std::move(image).value();
    const double pixels_wide = cairo_image_surface_get_width(made.image.get());
    const double pixels_high = cairo_image_surface_get_height(made.image.get());
    made.width = std::min(column.width, block.image_width > 0 ? block.image_width : pixels_wide * 72 / 96);
    made.image_height = made.width * pixels_high / pixels_wide;
    if (made.image_height > kImageHeightMax) {
      made.width *= kImageHeightMax / made.image_height;
      made.image_height = kImageHeightMax;
    }
    items_.push_back(std::move(made));
  }

  void add_chart(const Block& block, const Column& column) {
    auto made = item(FlowKind::chart, column, "Figure", 6, 10);
    made.chart = bind_chart(block.chart, *options_.values, options_.language);
    if (made.chart.points.empty()) return;  // A chart of nothing is left out.
    items_.push_back(std::move(made));
  }

  const FlowOptions& options_;
  std::vector<FlowItem> items_;
  std::optional<Error> wrong_;
  int ids_ = 0;
};

}  // namespace

double FlowItem::height() const {
  switch (kind) {
    case FlowKind::text:
      return text.height();
    case FlowKind::table: {
      double sum = 0;
      for (const auto& row : table.rows) sum += row.height;
      return sum;
    }
    case FlowKind::image:
      return image_height;
    case FlowKind::chart:
      return kChartHeight;
    case FlowKind::rule:
      return 1;
    default:
      return 0;
  }
}

Result<std::vector<FlowItem>> flow_of(const std::vector<Block>& blocks, const FlowOptions& options) {
  return Composer(options).run(blocks);
}

}  // namespace switchyard::documents
