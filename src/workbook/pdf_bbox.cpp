// The output of `pdftotext -bbox`, as poppler 22.12 prints it: a <doc> of <page width height> of <word xMin yMin xMax yMax>.
#include <fmt/format.h>

#include <array>
#include <optional>

#include "workbook/pdf_words_port.hpp"
#include "workbook/refusal.hpp"
#include "workbook/xml_scanner.hpp"

namespace switchyard::workbook {
namespace {

constexpr std::int64_t kPointsMax = 1'000'000;  // A page is at most 14,400 points wide (ISO 32000-1, annex C.2).

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "376.250000" as 376250, half up; nothing for what is no such number.
std::optional<std::int32_t> thousandths_of(std::string_view text) {
  const bool negative = text.starts_with('-');
  std::size_t at = negative ? 1 : 0;
  std::int64_t value = 0;
  const auto digits_from = at;
  for (; at < text.size() && is_digit(text[at]); ++at) {
    value = value * 10 + (text[at] - '0');
    if (value > kPointsMax) return std::nullopt;
  }
  if (at == digits_from) return std::nullopt;
  if (at < text.size() && text[at++] != '.') return std::nullopt;
  for (int digit = 0; digit < 3; ++digit) {
    const bool has_digit = at < text.size() && is_digit(text[at]);
    value = value * 10 + (has_digit ? text[at++] - '0' : 0);
  }
  if (at < text.size() && is_digit(text[at]) && text[at] >= '5') ++value;
  while (at < text.size() && is_digit(text[at])) ++at;
  if (at != text.size()) return std::nullopt;
  return static_cast<std::int32_t>(negative ? -value : value);
}

class BboxReader {
 public:
  BboxReader(std::string_view doc, const PdfLimits& limits) : xml_(doc), limits_(limits) {}

  Result<std::vector<PdfPage>> read() {
    while (true) {
      switch (xml_.next()) {
        case XmlScanner::Event::start:
          if (auto begun = begin_element(); !begun) return std::move(begun).error();
          break;
        case XmlScanner::Event::finished:
          return std::move(pages_);
        case XmlScanner::Event::malformed:
          return unreadable(fmt::format("the words of the PDF, at byte {}: {}", xml_.offset(), xml_.problem()));
        default:
          break;
      }
    }
  }

 private:
  Result<void> begin_element() {
    if (xml_.name() == "page") return begin_page();
    return xml_.name() == "word" ? take_word() : Result<void>{};
  }

  // Of the attributes named; nothing where one is no length.
  template <std::size_t N>
  std::optional<std::array<std::int32_t, N>> lengths(const std::array<std::string_view, N>& names) const {
    std::array<std::int32_t, N> values{};
    for (std::size_t i = 0; i < N; ++i) {
      const auto value = thousandths_of(xml_.attribute(names[i]).value_or(""));
      if (!value) return std::nullopt;
      values[i] = *value;
    }
    return values;
  }

  Result<void> begin_page() {
    if (pages_.size() == limits_.page_count_max) return too_large("pdf.page_count_max", limits_.page_count_max, "the number of pages");
    const auto size = lengths<2>({"width", "height"});
    if (!size) return unreadable(fmt::format("page {} of the PDF has no size", pages_.size() + 1));
    pages_.push_back({.width = (*size)[0], .height = (*size)[1], .words = {}});
    return {};
  }

  Result<void> take_word() {
    if (pages_.empty()) return unreadable("the PDF has a word outside of its pages");
    if (++word_count_ > limits_.word_count_max) {
      return too_large("pdf.word_count_max", limits_.word_count_max, fmt::format("the number of words up to page {}", pages_.size()));
    }
    const auto box = lengths<4>({"xMin", "yMin", "xMax", "yMax"});
    if (!box || (*box)[2] < (*box)[0] || (*box)[3] < (*box)[1]) {
      return unreadable(fmt::format("a word of page {} of the PDF has no box", pages_.size()));
    }
    std::string_view text;
    // Where the element is cut short, the next event says so.
    if (!xml_.take_text(scratch_, text)) return {};
    if (text.size() > limits_.word_size_max) {
      return too_large("pdf.word_size_max", limits_.word_size_max, fmt::format("a word of page {}", pages_.size()));
    }
    if (!text.empty()) pages_.back().words.push_back({std::string(text), {(*box)[0], (*box)[1], (*box)[2], (*box)[3]}});
    return {};
  }

  XmlScanner xml_;
  const PdfLimits& limits_;
  std::vector<PdfPage> pages_;
  std::size_t word_count_ = 0;
  std::string scratch_;
};

}  // namespace

Result<std::vector<PdfPage>> read_bbox(std::string_view xhtml, const PdfLimits& limits) {
  constexpr std::string_view kOpen = "<doc>";
  constexpr std::string_view kClose = "</doc>";
  // Around it stand a document type and the file's own title, of which nothing is needed.
  const auto from = xhtml.find(kOpen);
  const auto until = xhtml.rfind(kClose);
  if (from == std::string_view::npos || until == std::string_view::npos || until < from) {
    return unreadable("the words of the PDF are cut short");
  }
  return BboxReader(xhtml.substr(from, until + kClose.size() - from), limits).read();
}

}  // namespace switchyard::workbook
