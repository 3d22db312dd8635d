#include "documents/pdf/find_text.hpp"

#include <glib.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "documents/pdf/opened_pdf.hpp"
#include "documents/pdf/page_text.hpp"

namespace switchyard::documents {
namespace {

constexpr std::size_t kFoundMax = 10'000;

// Compatible forms taken apart, so that a letter and its accent are found whichever way they are written; without spaces.
std::string folded(std::string_view text) {
  const std::unique_ptr<gchar, decltype(&g_free)> whole(
      g_utf8_normalize(text.data(), static_cast<gssize>(text.size()), G_NORMALIZE_NFKD), g_free);
  std::string out = whole ? std::string(whole.get()) : std::string();
  out.erase(std::remove_if(out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; }), out.end());
  return out;
}

// The letters of a page as one text, and of each of its bytes the letter.
struct Searchable {
  std::string text;
  std::vector<std::size_t> letters;
};

Searchable searchable(const std::vector<PlacedLetter>& letters, const std::vector<std::size_t>& order) {
  Searchable made;
  for (const auto at : order) {
    const auto text = folded(letters[at].text);
    made.text += text;
    made.letters.insert(made.letters.end(), text.size(), at);
  }
  return made;
}

// Of the letters that stand on the line of the first.
PdfRectangle box_of(const std::vector<PlacedLetter>& letters, const Searchable& in, std::size_t from, std::size_t to) {
  auto box = letters[in.letters[from]].box;
  const auto first = box;
  for (auto at = from; at < to; ++at) {
    const auto& next = letters[in.letters[at]].box;
    const bool apart = next.bottom > first.top || next.top < first.bottom;
    const bool apart_across = next.left > first.right || next.right < first.left;
    if (apart && apart_across) continue;
    box = {std::min(box.left, next.left), std::min(box.bottom, next.bottom), std::max(box.right, next.right),
           std::max(box.top, next.top)};
  }
  return box;
}

std::vector<std::size_t> places_of(const std::string& text, const std::string& needle) {
  std::vector<std::size_t> places;
  for (auto at = text.find(needle); at != std::string::npos && places.size() < kFoundMax;
       at = text.find(needle, at + needle.size()))
    places.push_back(at);
  return places;
}

// Lines from above to below, each from left to right: for content that is written in another order.
std::vector<std::size_t> reading_order(const std::vector<PlacedLetter>& letters, std::vector<std::size_t> order) {
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const auto line_a = std::lround(letters[a].box.bottom);
    const auto line_b = std::lround(letters[b].box.bottom);
    return line_a != line_b ? line_a > line_b : letters[a].box.left < letters[b].box.left;
  });
  return order;
}

void search_page(const std::vector<PlacedLetter>& letters, const std::vector<std::string>& needles, const PageGeometry& geometry,
                 int page, std::vector<FoundText>& found) {
  std::vector<std::size_t> order(letters.size());
  for (std::size_t at = 0; at < order.size(); ++at) order[at] = at;
  const auto written = searchable(letters, order);
  Searchable read;
  for (std::size_t needle = 0; needle < needles.size(); ++needle) {
    if (needles[needle].empty()) continue;
    auto places = places_of(written.text, needles[needle]);
    const auto* in = &written;
    if (places.empty()) {
      if (read.text.empty()) read = searchable(letters, reading_order(letters, order));
      places = places_of(read.text, needles[needle]);
      in = &read;
    }
    for (const auto at : places) {
      if (found.size() == kFoundMax) return;
      found.push_back({needle, page, geometry.seen(box_of(letters, *in, at, at + needles[needle].size()))});
    }
  }
}

}  // namespace

Result<std::vector<FoundText>> find_text(std::string_view pdf, std::span<const std::string_view> needles,
                                         const PdfLimits& limits) {
  auto opened = open_pdf(pdf, limits, true);
  if (!opened) return std::move(opened).error();
  std::vector<std::string> wanted;
  for (const auto needle : needles) wanted.push_back(folded(needle));
  try {
    std::vector<FoundText> found;
    TextReader reader;
    for (std::size_t at = 0; at < opened->pages.size(); ++at) {
      search_page(reader.read(opened->pages[at]), wanted, geometry_of(opened->pages[at]), static_cast<int>(at) + 1, found);
    }
    std::stable_sort(found.begin(), found.end(), [](const FoundText& a, const FoundText& b) { return a.needle < b.needle; });
    return found;
  } catch (const std::exception& wrong) {
    return unreadable_pdf(wrong.what());
  }
}

}  // namespace switchyard::documents
