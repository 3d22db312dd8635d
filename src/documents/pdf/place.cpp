#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <qpdf/QPDFPageObjectHelper.hh>

#include "documents/page/finish.hpp"
#include "documents/page/image.hpp"
#include "documents/page/page_frame.hpp"
#include "documents/page/set_text.hpp"
#include "documents/pdf/cells.hpp"
#include "documents/pdf/geometry.hpp"
#include "documents/pdf/opened_pdf.hpp"
#include "documents/pdf/pages.hpp"
#include "documents/template/letters.hpp"

namespace switchyard::documents {
namespace {

constexpr double kSizeMin = 3;
constexpr std::size_t kStampsMax = 10'000;
constexpr double kInkWidth = 1.2;

Error invalid_stamp(std::size_t at, std::string why) {
  const auto pointer = fmt::format("/{}", at);
  return {ErrorKind::invalid, "stamp_invalid", fmt::format("stamp {}: {}", at, why), {{pointer, "stamp_invalid", why}}};
}

struct Drawn {
  Cell cell;
  std::string fault = {};
};

Drawn fault(std::string why) {
  return {Cell{.width = 1, .height = 1, .draw = [](cairo_t*) {}}, std::move(why)};
}

Words in_style(const std::string& words, bool slanted) {
  Words set{.text = words};
  if (slanted) set.emphasis.push_back({.begin = 0, .end = words.size(), .italic = true});
  return set;
}

Drawn draw_text(const StampText& stamp, double width, double height) {
  const auto words = printable(stamp.text);
  const auto color = parse_color(stamp.color);
  if (!words || words->empty()) return fault("the text is empty or not UTF-8");
  if (!color) return fault("a color is # and six hexadecimal digits");
  for (double size = std::clamp(stamp.size / 1000.0, kSizeMin, 200.0); size >= kSizeMin; size -= 0.5) {
    auto text = std::make_shared<SetText>(in_style(*words, stamp.slanted), TextStyle{.size = size});
    if (text->lacks_glyphs()) return fault("no font has a letter of the text");
    if (words->find('\n') != std::string::npos || text->width() > width) text->fit(width);
    const bool breaks = text->lines().size() > 1 && size > kSizeMin && words->find(' ') == std::string::npos &&
                        words->find('\n') == std::string::npos;
    if (text->height() > height + 0.5 || text->width() > width + 0.5 || breaks) continue;
    return {Cell{.width = width, .height = height, .draw = [text, color = *color](cairo_t* context) {
                   cairo_set_source_rgb(context, color.red, color.green, color.blue);
                   for (const auto& line : text->lines()) {
                     cairo_move_to(context, 0, line.top + line.baseline);
                     pango_cairo_show_layout_line(context, line.line);
                   }
                 }}};
  }
  return fault("the text does not fit its box even in small print");
}

Drawn draw_image(const Image& stamp, double width, double height) {
  auto image = read_image(stamp, "stamp");
  if (!image) return fault(image.error().message);
  return {Cell{.width = width, .height = height, .draw = [image = std::move(image).value(), width, height](cairo_t* context) {
                 const double across = cairo_image_surface_get_width(image.get());
                 const double down = cairo_image_surface_get_height(image.get());
                 const auto scale = std::min(width / across, height / down);
                 draw_picture(context, image.get(), 0, height - down * scale, across * scale, down * scale);
               }}};
}

Drawn draw_ink(const StampInk& stamp, double width, double height) {
  const auto color = parse_color(stamp.color);
  if (!color) return fault("a color is # and six hexadecimal digits");
  if (stamp.strokes.empty()) return fault("there is no stroke");
  return {
      Cell{.width = width, .height = height, .draw = [strokes = stamp.strokes, color = *color, width, height](cairo_t* context) {
             cairo_set_source_rgb(context, color.red, color.green, color.blue);
             cairo_set_line_width(context, kInkWidth);
             cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND);
             cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND);
             for (const auto& stroke : strokes) {
               cairo_new_path(context);
               for (const auto& [x, y] : stroke.points)
                 cairo_line_to(context, std::clamp(x, 0, 1'000) * width / 1000, std::clamp(y, 0, 1'000) * height / 1000);
               if (stroke.points.size() == 1) cairo_close_path(context);
               cairo_stroke(context);
             }
           }}};
}

Drawn draw_stamp(const Stamp& stamp) {
  const auto width = stamp.box.width / 1000.0;
  const auto height = stamp.box.height / 1000.0;
  if (const auto* text = std::get_if<StampText>(&stamp.content)) return draw_text(*text, width, height);
  if (const auto* image = std::get_if<Image>(&stamp.content)) return draw_image(*image, width, height);
  return draw_ink(std::get<StampInk>(stamp.content), width, height);
}

// Upright as the page is seen, its lower left corner at that of the box.
std::string matrix_of(const PageGeometry& geometry, const Box& box) {
  const auto x = box.x / 1000.0;
  const auto y = (box.y + box.height) / 1000.0;
  const auto corner = geometry.own(x, y);
  const auto right = geometry.own(x + 1, y);
  const auto above = geometry.own(x, y - 1);
  return fmt::format("{:.3f} {:.3f} {:.3f} {:.3f} {:.3f} {:.3f}", right[0] - corner[0], right[1] - corner[1],
                     above[0] - corner[0], above[1] - corner[1], corner[0], corner[1]);
}

void add_to_page(QPDF& pdf, QPDFObjectHandle page, const std::vector<std::pair<std::size_t, std::string>>& stamps, Cells& cells) {
  QPDFPageObjectHelper helper(page);
  auto resources = helper.getAttribute("/Resources", true);
  if (!resources.isDictionary()) {
    resources = QPDFObjectHandle::newDictionary();
    page.replaceKey("/Resources", resources);
  }
  auto objects = resources.getKey("/XObject").isDictionary() ? resources.getKey("/XObject").shallowCopy()
                                                             : QPDFObjectHandle::newDictionary();
  std::string content = "\nQ\n";
  for (const auto& [cell, matrix] : stamps) {
    int number = 0;
    std::string name;
    do name = fmt::format("/Stamp{}", ++number);
    while (objects.hasKey(name));
    objects.replaceKey(name, cells.put_into(pdf, cell));
    content += fmt::format("q {} cm {} Do Q\n", matrix, name);
  }
  resources.replaceKey("/XObject", objects);
  helper.addPageContents(pdf.newStream("q\n"), true);
  helper.addPageContents(pdf.newStream(content), false);
}

Result<std::vector<Cell>> cells_of(std::span<const Stamp> stamps, const std::vector<QPDFObjectHandle>& pages) {
  std::vector<Cell> cells;
  if (stamps.size() > kStampsMax) return invalid_stamp(kStampsMax, fmt::format("over {} stamps", kStampsMax));
  for (std::size_t at = 0; at < stamps.size(); ++at) {
    const auto& box = stamps[at].box;
    if (stamps[at].page < 1 || stamps[at].page > static_cast<int>(pages.size()))
      return invalid_stamp(at, fmt::format("the file has pages 1 to {}", pages.size()));
    const auto geometry = geometry_of(pages[static_cast<std::size_t>(stamps[at].page - 1)]);
    const bool inside = box.width > 0 && box.height > 0 && box.x >= 0 && box.y >= 0 &&
                        (box.x + box.width) / 1000.0 <= geometry.seen_width() + 1 &&
                        (box.y + box.height) / 1000.0 <= geometry.seen_height() + 1;
    if (!inside) return invalid_stamp(at, "its box is not on the page");
    auto drawn = draw_stamp(stamps[at]);
    if (!drawn.fault.empty()) return invalid_stamp(at, drawn.fault);
    cells.push_back(std::move(drawn.cell));
  }
  return cells;
}

cairo_status_t append_png(void* closure, const unsigned char* bytes, unsigned size) {
  static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(bytes), size);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

std::string stamp_fault(const Stamp& stamp) { return draw_stamp(stamp).fault; }

Result<PdfPages> place(std::string_view pdf, std::span<const Stamp> stamps, Instant modified_at, const PdfLimits& limits) {
  auto opened = open_pdf(pdf, limits);
  if (!opened) return std::move(opened).error();
  try {
    const auto drawn = cells_of(stamps, opened->pages);
    if (!drawn) return drawn.error();
    Cells cells(*drawn);
    std::map<int, std::vector<std::pair<std::size_t, std::string>>> by_page;
    for (std::size_t at = 0; at < stamps.size(); ++at) {
      const auto geometry = geometry_of(opened->pages[static_cast<std::size_t>(stamps[at].page - 1)]);
      by_page[stamps[at].page].emplace_back(at, matrix_of(geometry, stamps[at].box));
    }
    for (const auto& [page, on_page] : by_page)
      add_to_page(*opened->pdf, opened->pages[static_cast<std::size_t>(page - 1)], on_page, cells);
    PdfPages made{.bytes = write_pdf(*opened->pdf, modified_at), .pages = static_cast<int>(opened->pages.size())};
    made.sha256 = sha256_of(made.bytes);
    return made;
  } catch (const std::exception& wrong) {
    return unreadable_pdf(wrong.what());
  }
}

Result<Image> picture_of(const std::variant<StampText, Image, StampInk>& content, std::int32_t width, std::int32_t height) {
  constexpr double kDotsEachPoint = 3;
  if (width < 1'000 || height < 1'000 || width > 1'000'000 || height > 1'000'000) return invalid_stamp(0, "its size is not one of a mark");
  const auto drawn = draw_stamp({.page = 1, .box = {0, 0, width, height}, .content = content});
  if (!drawn.fault.empty()) return invalid_stamp(0, drawn.fault);
  const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(width / 1000.0 * kDotsEachPoint),
                                                   static_cast<int>(height / 1000.0 * kDotsEachPoint)));
  {
    const Context context(cairo_create(surface.get()));
    cairo_set_source_rgb(context.get(), 1, 1, 1);
    cairo_paint(context.get());
    cairo_scale(context.get(), kDotsEachPoint, kDotsEachPoint);
    drawn.cell.draw(context.get());
  }
  Image picture;
  if (cairo_surface_write_to_png_stream(surface.get(), append_png, &picture.png) != CAIRO_STATUS_SUCCESS) return invalid_stamp(0, "it cannot be drawn");
  return picture;
}

}  // namespace switchyard::documents
