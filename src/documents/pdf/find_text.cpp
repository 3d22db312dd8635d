#include "documents/pdf/find_text.hpp"

#include <glib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <memory>
#include <optional>

#include "documents/pdf/opened_pdf.hpp"
#include "documents/pdf/page_text.hpp"

namespace switchyard::documents {
namespace {

constexpr std::size_t kFoundMax = 10'000;

using Text = std::unique_ptr<gchar, decltype(&g_free)>;

// Compatible forms taken apart, so that a letter and its accent are found whichever way they are written; without spaces.
std::string folded(std::string_view text, bool any_case) {
  Text whole(g_utf8_normalize(text.data(), static_cast<gssize>(text.size()), G_NORMALIZE_NFKD), g_free);
  if (whole && any_case) whole = Text(g_utf8_casefold(whole.get(), -1), g_free);
  std::string out = whole ? std::string(whole.get()) : std::string();
  out.erase(std::remove_if(out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; }), out.end());
  return out;
}

// The letters of a page as one text, and of each of its bytes the letter.
struct Searchable {
  std::string text;
  std::vector<std::size_t> letters;
};

Searchable searchable(const std::vector<PlacedLetter>& letters, const std::vector<std::size_t>& order, bool any_case) {
  Searchable made;
  for (const auto at : order) {
    const auto text = folded(letters[at].text, any_case);
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

bool is_word(const std::string& letter) {
  const gunichar first = g_utf8_get_char_validated(letter.data(), static_cast<gssize>(letter.size()));
  return first < 0x110000 && g_unichar_isalnum(first) != 0;
}

// Two letters of one word, one after the other.
bool adjoin(const PlacedLetter& left, const PlacedLetter& right) {
  if (!is_word(left.text) || !is_word(right.text)) return false;
  if (left.box.top < right.box.bottom || right.box.top < left.box.bottom) return false;
  const double gap = right.box.left - left.box.right;
  const double height = left.box.top - left.box.bottom;
  return gap < height * 0.12 && gap > -height;
}

bool is_whole_word(const std::vector<PlacedLetter>& letters, const Searchable& in, std::size_t from, std::size_t to) {
  if (from > 0 && adjoin(letters[in.letters[from - 1]], letters[in.letters[from]])) return false;
  return to >= in.letters.size() || !adjoin(letters[in.letters[to - 1]], letters[in.letters[to]]);
}

struct FoldedNeedle {
  std::string text;
  bool any_case = false;
  bool whole_word = false;
};

// A page's text in both orders and both cases, made when it is first asked for.
class PageSearch {
 public:
  explicit PageSearch(const std::vector<PlacedLetter>& letters) : letters_(letters), written_(letters.size()) {
    for (std::size_t at = 0; at < written_.size(); ++at) written_[at] = at;
  }

  // In the order of the content; where it is not there, from above to below.
  void find(const FoldedNeedle& needle, const std::function<void(const PdfRectangle&)>& each) {
    if (needle.text.empty()) return;
    if (find_in(needle, false, each) == 0) find_in(needle, true, each);
  }

 private:
  std::size_t find_in(const FoldedNeedle& needle, bool by_place, const std::function<void(const PdfRectangle&)>& each) {
    auto& made = made_[(by_place ? 2U : 0U) + (needle.any_case ? 1U : 0U)];
    if (!made) made = searchable(letters_, by_place ? reading_order(letters_, written_) : written_, needle.any_case);
    std::size_t count = 0;
    for (const auto at : places_of(made->text, needle.text)) {
      const auto end = at + needle.text.size();
      if (needle.whole_word && !is_whole_word(letters_, *made, at, end)) continue;
      each(box_of(letters_, *made, at, end));
      ++count;
    }
    return count;
  }

  const std::vector<PlacedLetter>& letters_;
  std::vector<std::size_t> written_;
  std::array<std::optional<Searchable>, 4> made_;
};

void search_page(const std::vector<PlacedLetter>& letters, const std::vector<FoldedNeedle>& needles, const PageGeometry& geometry, int page,
                 std::vector<FoundText>& found) {
  PageSearch search(letters);
  for (std::size_t needle = 0; needle < needles.size(); ++needle) {
    search.find(needles[needle], [&](const PdfRectangle& box) {
      if (found.size() < kFoundMax) found.push_back({needle, page, geometry.seen(box)});
    });
  }
}

}  // namespace

Result<SearchedPdf> search_pdf(std::string_view pdf, std::span<const TextNeedle> needles, bool signed_too, const PdfLimits& limits) {
  auto opened = open_pdf(pdf, limits, signed_too);
  if (!opened) return std::move(opened).error();
  std::vector<FoldedNeedle> wanted;
  for (const auto& needle : needles) wanted.push_back({folded(needle.text, needle.any_case), needle.any_case, needle.whole_word});
  try {
    SearchedPdf searched;
    TextReader reader;
    for (std::size_t at = 0; at < opened->pages.size(); ++at) {
      const auto geometry = geometry_of(opened->pages[at]);
      searched.pages.push_back({static_cast<std::int32_t>(std::lround(geometry.seen_width() * 1000)), static_cast<std::int32_t>(std::lround(geometry.seen_height() * 1000))});
      if (wanted.empty()) continue;
      search_page(reader.read(opened->pages[at]), wanted, geometry, static_cast<int>(at) + 1, searched.found);
    }
    std::stable_sort(searched.found.begin(), searched.found.end(), [](const FoundText& a, const FoundText& b) { return a.needle < b.needle; });
    return searched;
  } catch (const std::exception& wrong) {
    return unreadable_pdf(wrong.what());
  }
}

Result<std::vector<FoundText>> find_text(std::string_view pdf, std::span<const std::string_view> needles,
                                         const PdfLimits& limits) {
  std::vector<TextNeedle> wanted;
  for (const auto needle : needles) wanted.push_back({.text = needle});
  auto searched = search_pdf(pdf, wanted, true, limits);
  if (!searched) return std::move(searched).error();
  return std::move(searched->found);
}

}  // namespace switchyard::documents
