#include "documents/page/painter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "documents/page/image.hpp"
#include "documents/page/page_frame.hpp"
#include "documents/page/structure.hpp"
#include "documents/template/value_text.hpp"

namespace switchyard::documents {
namespace {

cairo_status_t append_bytes(void* closure, const unsigned char* bytes, unsigned size) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(bytes), size);
  return CAIRO_STATUS_SUCCESS;
}

std::int32_t thousandths(double points) { return static_cast<std::int32_t>(std::lround(points * 1000)); }

void set_color(cairo_t* context, Color color) { cairo_set_source_rgb(context, color.red, color.green, color.blue); }

double shift_of(Alignment alignment, double room) {
  switch (alignment) {
    case Alignment::left:
      return 0;
    case Alignment::center:
      return room / 2;
    case Alignment::right:
      return room;
  }
  return 0;
}

class Painter {
 public:
  Painter(const std::vector<FlowItem>& items, const PageFrame& frame, cairo_t* context)
      : items_(items), frame_(frame), context_(context), structure_(context) {}

  void paint(const Placement& placement) {
    const auto& item = items_[placement.item];
    page_ = placement.page;
    if (item.quote != 0) draw_quote_bar(item, placement);
    last_ = {placement.page, item.quote, placement.y + placement.height};
    switch (item.kind) {
      case FlowKind::text:
        return draw_text(item, placement);
      case FlowKind::table:
        return draw_row(item, placement);
      case FlowKind::rule:
        return draw_rule(item, placement.y);
      case FlowKind::image:
        return draw_image(item, placement.y);
      case FlowKind::chart:
        structure_.enter(item.path);
        return draw_chart(context_, item.chart, item.x, placement.y, item.width, frame_.accent);
      default:
        return;
    }
  }

  void end_page() {
    structure_.leave();
    cairo_show_page(context_);
  }

  std::vector<PlacedAnchor> take_anchors() && { return std::move(anchors_); }

 private:
  struct Last {
    int page = 0;
    int quote = 0;
    double bottom = 0;
  };

  void draw_quote_bar(const FlowItem& item, const Placement& placement) {
    structure_.leave();
    const bool goes_on = last_.page == placement.page && last_.quote == item.quote;
    const auto top = goes_on ? last_.bottom : placement.y;
    set_color(context_, tinted(frame_.accent, 0.55));
    cairo_rectangle(context_, item.quote_x, top, 2.2, placement.y + placement.height - top);
    cairo_fill(context_);
  }

  void draw_rule(const FlowItem& item, double y) {
    structure_.leave();
    line(item.x, item.x + item.width, y + 0.5, 0.6, style::kHairline);
  }

  void line(double from, double to, double y, double thickness, Color color) {
    set_color(context_, color);
    cairo_set_line_width(context_, thickness);
    cairo_move_to(context_, from, y);
    cairo_line_to(context_, to, y);
    cairo_stroke(context_);
  }

  void draw_image(const FlowItem& item, double y) {
    structure_.enter(item.path);
    draw_picture(context_, item.image.get(), item.x, y, item.width, item.image_height);
  }

  void draw_text(const FlowItem& item, const Placement& placement) {
    if (!item.marker.empty() && placement.lines.front().from == 0) {
      auto path = item.path;
      if (!path.empty()) path.back() = {"Lbl", path.back().id};
      structure_.enter(path);
      const auto x = item.x - 5 - item.marker.width();
      set_color(context_, style::kMuted);
      const auto shift = item.text.lines().front().baseline - item.marker.lines().front().baseline;
      draw_lines(item.marker, {0, 1}, x, placement.y + shift, item.marker.width(), Alignment::left);
    }
    structure_.enter(item.path);
    set_color(context_, item.color);
    draw_lines(item.text, placement.lines.front(), item.x, placement.y, item.width, Alignment::left);
  }

  void draw_row(const FlowItem& item, const Placement& placement) {
    const auto& table = item.table;
    const bool is_head = table.has_head && placement.row == 0;
    structure_.leave();
    if (is_head) {
      set_color(context_, tinted(frame_.accent, 0.92));
      cairo_rectangle(context_, item.x, placement.y, item.width, placement.height);
      cairo_fill(context_);
    }
    auto path = item.path;
    path.push_back({"TR", 1'000'000 + static_cast<int>(rows_drawn_++)});
    path.push_back({is_head ? "TH" : "TD", 0});
    double x = item.x + style::kCellPaddingX;
    for (std::size_t cell = 0; cell < table.widths.size(); ++cell) {
      path.back().id = static_cast<int>(cell) + 1;
      structure_.enter(path);
      set_color(context_, is_head ? frame_.accent : style::kInk);
      const auto& text = table.rows[placement.row].cells[cell];
      draw_lines(text, placement.lines[cell], x, placement.y + style::kCellPaddingY, table.widths[cell], table.columns[cell]);
      x += table.widths[cell] + 2 * style::kCellPaddingX;
    }
    if (!table.has_head) return;
    structure_.leave();
    const auto bottom = placement.y + placement.height;
    if (is_head) return line(item.x, item.x + item.width, bottom, 0.9, tinted(frame_.accent, 0.3));
    line(item.x, item.x + item.width, bottom, 0.4, style::kHairline);
  }

  void draw_lines(const SetText& text, LineRange range, double x, double y, double width, Alignment alignment) {
    if (range.from >= range.to) return;
    const auto top = text.lines()[range.from].top;
    for (auto at = range.from; at < range.to; ++at) {
      const auto& each = text.lines()[at];
      const auto left = x + shift_of(alignment, width - each.width);
      const auto line_top = y + each.top - top;
      cairo_move_to(context_, left, line_top + each.baseline);
      pango_cairo_show_layout_line(context_, each.line);
      for (const auto& shape : text.shapes()) {
        if (shape.line == at) draw_shape(shape, left, line_top);
      }
    }
  }

  void draw_shape(const SetShape& shape, double x, double y) {
    cairo_save(context_);
    if (shape.shape.anchor) {
      draw_anchor(shape, x + shape.x, y + shape.y);
    } else {
      draw_check(shape, x + shape.x, y + shape.y);
    }
    cairo_restore(context_);
  }

  // The name in white, so that any signing service finds it, and the line to sign on.
  void draw_anchor(const SetShape& shape, double x, double y) {
    const auto name = shape.shape.anchor->name();
    anchors_.push_back({name, page_, {thousandths(x), thousandths(y), thousandths(shape.width), thousandths(shape.height)}});
    const SetText text(Words{.text = "/" + name + "/"}, {.size = 4});
    cairo_set_source_rgb(context_, 1, 1, 1);
    cairo_move_to(context_, x, y + shape.height - 2);
    pango_cairo_show_layout_line(context_, text.lines().front().line);
    line(x, x + shape.width, y + shape.height, 0.6, style::kMuted);
    const auto& words = page_words(frame_.language);
    const auto kind = shape.shape.anchor->kind;
    const auto word = kind == AnchorKind::signature  ? words.signature
                      : kind == AnchorKind::initials ? words.initials
                                                     : words.date;
    const SetText caption(Words{.text = std::string(word)}, {.size = style::kCaptionSize});
    cairo_move_to(context_, x, y + shape.height + caption.lines().front().baseline);
    pango_cairo_show_layout_line(context_, caption.lines().front().line);
  }

  void draw_check(const SetShape& shape, double x, double y) {
    const auto side = std::min(shape.width, shape.height) * 0.82;
    cairo_set_line_width(context_, 0.7);
    set_color(context_, style::kMuted);
    cairo_rectangle(context_, x + 0.5, y + shape.height - side, side, side);
    cairo_stroke(context_);
    if (!shape.shape.ticked) return;
    set_color(context_, style::kInk);
    cairo_set_line_width(context_, 1.3);
    const auto bottom = y + shape.height;
    cairo_move_to(context_, x + 0.5 + side * 0.2, bottom - side * 0.5);
    cairo_line_to(context_, x + 0.5 + side * 0.42, bottom - side * 0.24);
    cairo_line_to(context_, x + 0.5 + side * 0.82, bottom - side * 0.78);
    cairo_stroke(context_);
  }

  const std::vector<FlowItem>& items_;
  const PageFrame& frame_;
  cairo_t* context_;
  Structure structure_;
  int page_ = 1;
  Last last_;
  std::size_t rows_drawn_ = 0;
  std::vector<PlacedAnchor> anchors_;
};

void require(cairo_status_t status) {
  if (status != CAIRO_STATUS_SUCCESS)
    throw std::runtime_error(fmt::format("a page cannot be drawn: {}", cairo_status_to_string(status)));
}

}  // namespace

PaintedPdf paint(const std::vector<FlowItem>& items, const Pages& pages, const PageFrame& frame, const RenderOptions& options) {
  PaintedPdf painted;
  const Surface surface(cairo_pdf_surface_create_for_stream(append_bytes, &painted.bytes, style::kPageWidth, style::kPageHeight));
  const auto date = options.created_at.text();
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, frame.title.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_MOD_DATE, date.c_str());
  {
    const Context context(cairo_create(surface.get()));
    Painter painter(items, frame, context.get());
    std::size_t at = 0;
    for (int page = 1; page <= pages.count; ++page) {
      draw_frame(context.get(), frame, options, page, pages.count);
      for (; at < pages.placements.size() && pages.placements[at].page == page; ++at) painter.paint(pages.placements[at]);
      painter.end_page();
    }
    painted.anchors = std::move(painter).take_anchors();
    require(cairo_status(context.get()));
  }
  cairo_surface_finish(surface.get());
  require(cairo_surface_status(surface.get()));
  return painted;
}

}  // namespace switchyard::documents
