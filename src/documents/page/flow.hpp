// Blocks as things that follow each other down the pages, measured.
#pragma once

#include <cairo.h>

#include <memory>
#include <vector>

#include "documents/page/blocks.hpp"
#include "documents/page/chart.hpp"
#include "documents/page/set_text.hpp"
#include "documents/page/style.hpp"
#include "documents/page/table.hpp"
#include "values/result.hpp"

namespace switchyard::documents {

// An element of the document's structure (ISO 32000-1 14.8.4), the outermost first. Two paths with one id are inside one element.
struct StructureTag {
  const char* name = "P";
  int id = 0;
};
using StructurePath = std::vector<StructureTag>;

enum class FlowKind { text, table, rule, image, chart, page_break, keep_begin, keep_end };

struct FlowItem {
  FlowKind kind = FlowKind::text;
  double x = 0;  // From the left of the page.
  double width = 0;
  double before = 0;
  double after = 0;
  bool keep_with_next = false;
  StructurePath path = {};
  SetText text = {};
  Color color = style::kInk;
  SetText marker = {};  // Of the first line of a list's item; its path is `path` with Lbl for LBody.
  int quote = 0;        // Of the quote that it stands in; 0: none.
  double quote_x = 0;
  SetTable table = {};
  std::shared_ptr<cairo_surface_t> image = {};
  double image_height = 0;
  Chart chart = {};

  // Whole, without what stands before and after it.
  [[nodiscard]] double height() const;
};

struct FlowOptions {
  Color accent = style::kAccent;
  std::string_view language;
  const Record* values = nullptr;  // For charts.
};

// Refused: glyph_missing, image_unreadable, layout_overflow (a place to sign is wider than its cell), document_too_long.
Result<std::vector<FlowItem>> flow_of(const std::vector<Block>& blocks, const FlowOptions& options);

}  // namespace switchyard::documents
