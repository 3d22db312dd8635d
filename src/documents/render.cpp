#include "documents/render.hpp"

#include <fmt/format.h>

#include "documents/page/finish.hpp"
#include "documents/page/image.hpp"
#include "documents/page/painter.hpp"
#include "documents/template/expansion.hpp"
#include "documents/template/letters.hpp"

namespace switchyard::documents {
namespace {

constexpr std::size_t kOptionSizeMax = 200;

Error refused_option(std::string name, std::string code, std::string detail) {
  return {ErrorKind::invalid, code, fmt::format("{}: {}", name, detail), {{std::move(name), std::move(code), std::move(detail)}}};
}

// What stands on each page is one line of letters.
Result<std::string> line_of(const std::string& text, const char* name) {
  auto letters = printable(text);
  if (!letters) return refused_option(name, "variable_type", "the text is not UTF-8");
  if (letters->size() > kOptionSizeMax)
    return refused_option(name, "variable_too_long", fmt::format("it has over {} bytes", kOptionSizeMax));
  for (auto& c : *letters) c = c == '\n' ? ' ' : c;
  if (!letters->empty() && SetText(Words{.text = *letters}, {}).lacks_glyphs())
    return refused_option(name, "glyph_missing", "holds a letter that no font has");
  return std::move(*letters);
}

Result<RenderOptions> checked(RenderOptions options) {
  for (auto [text, name] : {std::pair{&options.title, "title"},
                            {&options.contract_number, "contractNumber"},
                            {&options.version, "version"},
                            {&options.page_code, "pageCode"},
                            {&options.issuer, "issuer"},
                            {&options.language, "language"}}) {
    auto line = line_of(*text, name);
    if (!line) return std::move(line).error();
    *text = std::move(line).value();
  }
  return options;
}

Result<PageFrame> frame_of(const Template& source, const RenderOptions& options) {
  PageFrame frame{.title = options.title.empty() ? source.title() : options.title, .language = source.language()};
  if (!options.accent_color.empty()) {
    const auto accent = parse_color(options.accent_color);
    if (!accent) return refused_option("accentColor", "accent_invalid", "a color is # and six hexadecimal digits");
    frame.accent = *accent;
  }
  if (options.logo.png.empty()) return frame;
  auto logo = read_image(options.logo, "logo");
  if (!logo) return std::move(logo).error();
  frame.logo = std::move(logo).value();
  return frame;
}

}  // namespace

Result<RenderedPdf> render(const Template& source, const Record& values, const RenderOptions& wanted) {
  const auto options = checked(wanted);
  if (!options) return options.error();
  const auto frame = frame_of(source, *options);
  if (!frame) return frame.error();
  const auto expansion = expand(source.compiled(), values);
  if (!expansion) return expansion.error();
  const auto items = flow_of(blocks_of(*expansion), {.accent = frame->accent, .language = source.language(), .values = &values});
  if (!items) return items.error();
  const auto pages = paginate(*items);
  if (pages.count > kRenderedPagesMax) {
    return Error{ErrorKind::too_large, "document_too_long", fmt::format("the document has over {} pages", kRenderedPagesMax), {}};
  }
  auto painted = paint(*items, pages, *frame, *options);
  const auto language = options->language.empty() ? source.language() : options->language;
  RenderedPdf rendered{.bytes = finish_pdf(painted.bytes, frame->title, language, options->created_at)};
  rendered.sha256 = sha256_of(rendered.bytes);
  rendered.pages = pages.count;
  rendered.anchors = std::move(painted.anchors);
  return rendered;
}

}  // namespace switchyard::documents
