// A document as the blocks that are laid out: Markdown's tree with its slots filled.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "documents/binding.hpp"
#include "documents/template/chart_spec.hpp"
#include "documents/template/expansion.hpp"

namespace switchyard::documents {

// Bytes [begin, end) of the text.
struct Emphasis {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool bold = false;
  bool italic = false;
  std::string link = {};
};

// What stands in the text as the letter U+FFFC, three bytes from `at`: a place to sign or a box to tick.
struct Shape {
  std::size_t at = 0;
  std::optional<Anchor> anchor = {};  // Else a box.
  bool ticked = false;
};

// Where a value begins and ends, so that a letter without a glyph is told by the value's name.
struct ValueRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string name;
};

struct Words {
  std::string text;
  std::vector<Emphasis> emphasis = {};
  std::vector<Shape> shapes = {};
  std::vector<ValueRange> values = {};
};

enum class BlockKind { heading, paragraph, list, item, table, quote, rule, page_break, keep_begin, keep_end, image, chart };
enum class Alignment { left, center, right };

struct Block;
struct TableRow {
  std::vector<Words> cells;
};

struct Block {
  BlockKind kind = BlockKind::paragraph;
  Words words = {};
  int level = 1;         // Of a heading.
  bool ordered = false;  // Of a list.
  int start = 1;
  std::vector<Block> children = {};
  std::vector<Alignment> columns = {};
  std::vector<TableRow> rows = {};  // The first is the head; one of empty cells says that the table has neither head nor rules.
  const Image* image = nullptr;
  std::string image_name = {};
  double image_width = 0;  // In points; 0: its own size at 96 dots an inch.
  ChartSpec chart = {};
};

// `markdown` and its slots; the slots' images must outlive the blocks.
std::vector<Block> blocks_of(const Expansion& expansion);

}  // namespace switchyard::documents
