#include "documents/page/blocks.hpp"

#include <algorithm>
#include <charconv>

#include "documents/template/letters.hpp"
#include "documents/template/markdown.hpp"
#include "documents/template/slots.hpp"

namespace switchyard::documents {
namespace {

constexpr std::string_view kObject = "\xEF\xBF\xBC";
constexpr std::string_view kIsolate = "\xE2\x81\xA8";
constexpr std::string_view kIsolateEnd = "\xE2\x81\xA9";

bool holds_right_to_left(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto letter = next_letter(text, at);
    if (!letter) return false;
    if (is_right_to_left(*letter)) return true;
  }
  return false;
}

class BlockMaker {
 public:
  explicit BlockMaker(const std::vector<Slot>& slots) : slots_(slots) {}

  std::vector<Block> children_of(cmark_node* node) {
    std::vector<Block> made;
    for (auto* child = cmark_node_first_child(node); child != nullptr; child = cmark_node_next(child)) {
      if (auto block = block_of(child)) made.push_back(std::move(*block));
    }
    return made;
  }

 private:
  std::optional<Block> block_of(cmark_node* node) {
    if (is_table(node)) return table_of(node);
    Block block;
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_HEADING:
        block.kind = BlockKind::heading;
        block.level = cmark_node_get_heading_level(node);
        block.words = words_of(node);
        return block;
      case CMARK_NODE_PARAGRAPH:
        return paragraph_of(node);
      case CMARK_NODE_BLOCK_QUOTE:
        block.kind = BlockKind::quote;
        block.children = children_of(node);
        return block;
      case CMARK_NODE_LIST:
        block.kind = BlockKind::list;
        block.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
        block.start = cmark_node_get_list_start(node);
        block.children = children_of(node);
        return block;
      case CMARK_NODE_ITEM:
        block.kind = BlockKind::item;
        block.children = children_of(node);
        return block;
      case CMARK_NODE_THEMATIC_BREAK:
        block.kind = BlockKind::rule;
        return block;
      case CMARK_NODE_CODE_BLOCK:
        return chart_of(node);
      default:
        return std::nullopt;  // Comments; the rest was refused when the template was parsed.
    }
  }

  std::optional<Block> paragraph_of(cmark_node* node) {
    Block block;
    auto* first = cmark_node_first_child(node);
    const bool single = first != nullptr && cmark_node_next(first) == nullptr;
    if (single && cmark_node_get_type(first) == CMARK_NODE_IMAGE) return image_of(first);
    const auto slot =
        single && cmark_node_get_type(first) == CMARK_NODE_TEXT ? only_slot(literal_of(first), slots_.size()) : std::nullopt;
    if (const auto* flow = slot ? std::get_if<FlowSlot>(&slots_[*slot]) : nullptr) {
      block.kind = *flow == FlowSlot::page_break   ? BlockKind::page_break
                   : *flow == FlowSlot::keep_begin ? BlockKind::keep_begin
                                                   : BlockKind::keep_end;
      return block;
    }
    block.words = words_of(node);
    if (block.words.text.find_first_not_of(" \n") == std::string::npos) return std::nullopt;
    return block;
  }

  std::optional<Block> image_of(cmark_node* node) {
    const auto slot = only_slot(url_of(node), slots_.size());
    const auto* image = slot ? std::get_if<ImageSlot>(&slots_[*slot]) : nullptr;
    if (image == nullptr) return std::nullopt;
    Block block{.kind = BlockKind::image, .image = image->image, .image_name = image->name};
    for (auto* child = cmark_node_first_child(node); child != nullptr; child = cmark_node_next(child))
      block.words.text += literal_of(child);
    const auto* title = cmark_node_get_title(node);
    const std::string_view wish = title == nullptr ? "" : title;
    int width = 0;
    if (wish.starts_with("width=")) std::from_chars(wish.data() + 6, wish.data() + wish.size(), width);
    block.image_width = width;
    return block;
  }

  static std::optional<Block> chart_of(cmark_node* node) {
    if (!is_chart(info_of(node))) return std::nullopt;
    Findings none;
    return Block{.kind = BlockKind::chart, .chart = parse_chart(info_of(node), literal_of(node), {}, none)};
  }

  Block table_of(cmark_node* node) {
    Block block{.kind = BlockKind::table};
    for (auto* row = cmark_node_first_child(node); row != nullptr; row = cmark_node_next(row)) {
      TableRow made;
      for (auto* cell = cmark_node_first_child(row); cell != nullptr; cell = cmark_node_next(cell))
        made.cells.push_back(words_of(cell));
      block.rows.push_back(std::move(made));
    }
    const auto columns = block.rows.empty() ? 0 : block.rows.front().cells.size();
    const auto alignments = column_alignments(node);
    for (std::size_t column = 0; column < columns; ++column) {
      const auto at = column < alignments.size() ? alignments[column] : 0;
      block.columns.push_back(at == 'r' ? Alignment::right : at == 'c' ? Alignment::center : Alignment::left);
    }
    for (auto& row : block.rows) row.cells.resize(columns);
    return block;
  }

  Words words_of(cmark_node* node) {
    Words words;
    for (auto* child = cmark_node_first_child(node); child != nullptr; child = cmark_node_next(child)) append(words, child);
    return words;
  }

  void append(Words& words, cmark_node* node) {
    const auto begin = words.text.size();
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_TEXT:
      case CMARK_NODE_CODE:
        return append_text(words, literal_of(node));
      case CMARK_NODE_SOFTBREAK:
        words.text += ' ';
        return;
      case CMARK_NODE_LINEBREAK:
        words.text += '\n';
        return;
      case CMARK_NODE_HTML_INLINE:
        if (literal_of(node).starts_with("<br")) words.text += '\n';
        return;
      default:
        break;
    }
    for (auto* child = cmark_node_first_child(node); child != nullptr; child = cmark_node_next(child)) append(words, child);
    Emphasis emphasis{.begin = begin, .end = words.text.size()};
    emphasis.bold = cmark_node_get_type(node) == CMARK_NODE_STRONG;
    emphasis.italic = cmark_node_get_type(node) == CMARK_NODE_EMPH;
    if (cmark_node_get_type(node) == CMARK_NODE_LINK) emphasis.link = url_of(node);
    words.emphasis.push_back(std::move(emphasis));
  }

  void append_text(Words& words, std::string_view text) {
    while (!text.empty()) {
      const auto piece = next_piece(text, slots_.size());
      if (!piece.slot) {
        words.text += piece.text;
        continue;
      }
      const auto& slot = slots_[*piece.slot];
      if (const auto* value = std::get_if<TextSlot>(&slot)) append_value(words, *value);
      if (const auto* anchor = std::get_if<Anchor>(&slot)) append_shape(words, Shape{.anchor = *anchor});
      if (const auto* check = std::get_if<CheckSlot>(&slot)) append_shape(words, Shape{.ticked = check->ticked});
    }
  }

  static void append_shape(Words& words, Shape shape) {
    shape.at = words.text.size();
    words.text += kObject;
    words.shapes.push_back(std::move(shape));
  }

  // A name written from right to left does not reorder the words around it.
  static void append_value(Words& words, const TextSlot& value) {
    const bool isolated = holds_right_to_left(value.text);
    if (isolated) words.text += kIsolate;
    words.values.push_back({words.text.size(), words.text.size() + value.text.size(), value.name});
    words.text += value.text;
    if (isolated) words.text += kIsolateEnd;
  }

  const std::vector<Slot>& slots_;
};

}  // namespace

std::vector<Block> blocks_of(const Expansion& expansion) {
  const auto tree = parse_markdown(expansion.markdown);
  return BlockMaker(expansion.slots).children_of(tree.get());
}

}  // namespace switchyard::documents
