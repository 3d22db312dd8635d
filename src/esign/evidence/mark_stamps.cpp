#include "esign/evidence/mark_stamps.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "documents/page/known_letters.hpp"
#include "esign/evidence/certificate_words.hpp"

namespace switchyard::esign {
namespace {

constexpr const char* kPen = "#0b2a5b";
constexpr const char* kPrint = "#1c242e";
constexpr const char* kMuted = "#5c6978";
constexpr std::int32_t kTypedNameMax = 24'000;
constexpr std::int32_t kCaptionHeight = 8'000;
constexpr std::int32_t kCaptionSize = 5'000;
constexpr std::int32_t kCaptionedHeightMin = 24'000;  // A box lower or narrower than these has no room for it.
constexpr std::int32_t kCaptionedWidthMin = 80'000;

struct ContentOf {
  std::int32_t height;

  // A line of our fonts is 1.36 of its size high.
  StampContent operator()(const TypedName& name) const {
    return documents::StampText{name.text, std::min(kTypedNameMax, height * 100 / 140), kPen, true};
  }
  StampContent operator()(const PlainText& text) const { return documents::StampText{text.text, text.size, kPrint}; }
  StampContent operator()(const Tick&) const {
    return documents::StampInk{{documents::StampStroke{{{150, 550}, {400, 820}, {860, 180}}}}, kPrint};
  }
  StampContent operator()(const documents::StampInk& ink) const { return ink; }
  StampContent operator()(const documents::Image& picture) const { return picture; }
};

bool is_empty(const MarkInk& ink) {
  if (const auto* text = std::get_if<PlainText>(&ink)) return text->text.find_first_not_of(" \n\t") == std::string::npos;
  if (const auto* name = std::get_if<TypedName>(&ink)) return name->text.empty();
  return false;
}

bool has_caption(const Mark& mark) {
  return mark.kind == MarkKind::signature && !mark.signature_id.empty() && mark.box.height >= kCaptionedHeightMin && mark.box.width >= kCaptionedWidthMin;
}

}  // namespace

StampContent stamp_content(const MarkInk& ink, std::int32_t height) { return std::visit(ContentOf{height}, ink); }

std::vector<documents::Stamp> stamps_of(const Mark& mark, std::string_view language) {
  if (is_empty(mark.ink)) return {};
  auto box = mark.box;
  std::vector<documents::Stamp> stamps;
  if (has_caption(mark)) {
    box.height -= kCaptionHeight;
    const documents::Box below{box.x, box.y + box.height, box.width, kCaptionHeight};
    const auto words = fmt::format("{} {} · {}", certificate_words(language).signed_by, documents::with_known_letters(mark.signer), mark.signature_id.substr(0, 16));
    stamps.push_back({mark.page, below, documents::StampText{words, kCaptionSize, kMuted}});
  }
  stamps.push_back({mark.page, box, stamp_content(mark.ink, box.height)});
  return stamps;
}

}  // namespace switchyard::esign
