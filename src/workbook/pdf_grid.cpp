#include "workbook/pdf_grid.hpp"

#include <algorithm>

#include "workbook/refusal.hpp"

namespace switchyard::workbook {
namespace {

constexpr std::int32_t kTouch = 1'000;  // Thousandths of a point: so much of an overlap is none.

struct Text {
  std::string text;
  PageBox box;
  std::size_t column = 0;
};
using Line = std::vector<Text>;  // From left to right.

struct Span {
  std::int32_t left = 0;
  std::int32_t right = 0;
};

std::int32_t height_of(const PageBox& box) { return box.bottom - box.top; }
std::int32_t middle_of(const PageBox& box) { return box.top + height_of(box) / 2; }

PageBox around(const PageBox& a, const PageBox& b) {
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right), std::max(a.bottom, b.bottom)};
}

std::int32_t overlap_of(const Span& span, const PageBox& box) { return std::min(span.right, box.right) - std::max(span.left, box.left); }

// Of a box that is narrower than a touch, all of it.
bool overlaps(const Span& span, const PageBox& box) {
  const auto least = std::min({kTouch, box.right - box.left, span.right - span.left});
  return overlap_of(span, box) >= std::max(least, 1);
}

// The words of one line as texts.
Line joined(std::vector<const PdfWord*> words) {
  std::stable_sort(words.begin(), words.end(), [](const PdfWord* a, const PdfWord* b) { return a->box.left < b->box.left; });
  Line line;
  for (const auto* word : words) {
    const bool joins = !line.empty() && word->box.left - line.back().box.right <= std::min(height_of(word->box), height_of(line.back().box)) / 2;
    if (!joins) {
      line.push_back({word->text, word->box});
      continue;
    }
    (line.back().text += ' ') += word->text;
    line.back().box = around(line.back().box, word->box);
  }
  return line;
}

// From top to bottom.
std::vector<Line> lines_of(const PdfPage& page) {
  std::vector<const PdfWord*> words;
  words.reserve(page.words.size());
  for (const auto& word : page.words) words.push_back(&word);
  std::stable_sort(words.begin(), words.end(), [](const PdfWord* a, const PdfWord* b) { return middle_of(a->box) < middle_of(b->box); });
  std::vector<Line> lines;
  for (auto first = words.begin(); first != words.end();) {
    // All are held against the first, so that a line does not creep down the page.
    const auto last = std::find_if(first, words.end(), [&](const PdfWord* word) {
      const auto height = std::min(height_of(word->box), height_of((*first)->box));
      return (middle_of(word->box) - middle_of((*first)->box)) * 5 > height * 2;
    });
    lines.push_back(joined({first, last}));
    first = last;
  }
  return lines;
}

class Columns {
 public:
  Columns(const std::vector<Line>& lines, std::size_t count_max) {
    std::vector<const Line*> by_size;
    for (const auto& line : lines) by_size.push_back(&line);
    std::stable_sort(by_size.begin(), by_size.end(), [](const Line* a, const Line* b) { return a->size() > b->size(); });
    for (const auto* line : by_size) {
      // A line with few texts is a heading: it stands over columns and says nothing of how wide they are.
      const bool widens = line->size() * 2 >= by_size.front()->size();
      for (const auto& text : *line) {
        if (spans_.size() <= count_max) take(text.box, widens);
      }
    }
  }

  [[nodiscard]] std::size_t count() const { return spans_.size(); }
  // The column that the box overlaps most; there is one.
  [[nodiscard]] std::size_t of(const PageBox& box) const {
    const auto best = std::max_element(spans_.begin(), spans_.end(), [&](const Span& a, const Span& b) { return overlap_of(a, box) < overlap_of(b, box); });
    return static_cast<std::size_t>(best - spans_.begin());
  }

 private:
  void take(const PageBox& box, bool widens) {
    const auto first = std::find_if(spans_.begin(), spans_.end(), [&](const Span& span) { return overlaps(span, box); });
    if (first == spans_.end()) {
      const auto after = std::find_if(spans_.begin(), spans_.end(), [&](const Span& span) { return span.left > box.left; });
      spans_.insert(after, {box.left, box.right});
      return;
    }
    const auto next = first + 1;
    const bool several = next != spans_.end() && overlaps(*next, box);
    if (!widens || several) return;
    const auto left_end = first == spans_.begin() ? box.left : (first - 1)->right;
    const auto right_end = next == spans_.end() ? box.right : next->left;
    first->left = std::min(first->left, std::max(box.left, left_end));
    first->right = std::max(first->right, std::min(box.right, right_end));
  }

  std::vector<Span> spans_;  // From left to right.
};

// Texts of a line that fall on one column become one.
void put_in_columns(Line& line, const Columns& columns) {
  Line placed;
  for (auto& text : line) {
    text.column = columns.of(text.box);
    if (placed.empty() || placed.back().column < text.column) {
      placed.push_back(std::move(text));
      continue;
    }
    (placed.back().text += ' ') += text.text;
    placed.back().box = around(placed.back().box, text.box);
  }
  line = std::move(placed);
}

}  // namespace

Result<StoredGrid> grid_of(const PdfPage& page, std::string name, const PdfLimits& limits, CellTexts& texts) {
  auto lines = lines_of(page);
  const Columns columns(lines, limits.column_count_max);
  if (columns.count() > limits.column_count_max) return too_large("pdf.column_count_max", limits.column_count_max, "page " + name);
  GridBuilder builder(texts);
  builder.name(std::move(name));
  for (std::uint32_t row = 0; row < lines.size(); ++row) {
    put_in_columns(lines[row], columns);
    for (const auto& text : lines[row]) {
      const auto column = static_cast<std::uint16_t>(text.column);
      builder.add(row, PackedCell(texts.pool.add(text.text), column, CellKind::text, 0));
      builder.stands_at({row, column}, text.box);
    }
  }
  return std::move(builder).finish();
}

}  // namespace switchyard::workbook
