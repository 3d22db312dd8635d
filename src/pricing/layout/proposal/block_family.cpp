#include "pricing/layout/proposal/block_family.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace switchyard::pricing::proposal {
namespace {

constexpr std::size_t kBlocksLookedAt = 400;  // Of a family, for the words that they share.
constexpr std::size_t kRowSaysMax = 4;

std::set<std::string> headers_of(const SeenBlock& block) {
  std::set<std::string> headers;
  for (const auto& label : block.labels) {
    if (!label.header.empty()) headers.insert(label.header);
  }
  return headers;
}

// Kinds of headers over prices. Prices by name are of a kind of their own for each name.
std::set<std::string> kinds_of(const SeenBlock& block) {
  static const auto kTerm = Pattern::compile(R"(^\d{1,3}(\s*-?\s*(mo|mos|mth|mths|month|months)\b.*)?$)").value();
  std::set<std::string> kinds;
  for (const auto& price : block.prices) {
    const bool named = price.kind == Look::text && !kTerm.matches(price.header);
    kinds.insert(named ? price.header : price.kind == Look::month ? "month" : price.kind == Look::band ? "band" : "term");
  }
  return kinds;
}

bool alike(const SeenBlock& a, const SeenBlock& b) {
  const auto one = headers_of(a);
  const auto other = headers_of(b);
  const auto kinds = kinds_of(a);
  const auto other_kinds = kinds_of(b);
  // The same labels over fewer kinds of prices: some sheets offer less.
  const bool fewer = one.size() > 1 && one == other && (std::includes(kinds.begin(), kinds.end(), other_kinds.begin(), other_kinds.end()) ||
                                                         std::includes(other_kinds.begin(), other_kinds.end(), kinds.begin(), kinds.end()));
  if (kinds != other_kinds && !fewer) return false;
  std::vector<std::string> both;
  std::set_intersection(one.begin(), one.end(), other.begin(), other.end(), std::back_inserter(both));
  const auto all = one.size() + other.size() - both.size();
  return all == 0 || (both.size() == std::min(one.size(), other.size()) && both.size() * 10 >= all * 6);
}

// A text of a block's head, by how many rows above the header it stands.
struct HeadText {
  int up = 0;
  std::uint32_t column = 0;  // Counted from the block's first.
  std::string text;
};

std::vector<HeadText> head_texts(const SheetLook& sheet, const SeenBlock& block) {
  constexpr std::uint32_t kHeadMax = 10;
  std::vector<HeadText> texts;
  const auto top = std::max(block.head_row, block.header_row - std::min(block.header_row, kHeadMax));
  for (auto row = top; row <= block.header_row; ++row) {
    for (auto column = block.first_column; column <= block.last_column; ++column) {
      if (sheet.at(row, column) != Look::text) continue;
      auto text = sheet.text(row, column);
      const auto once = std::count_if(texts.begin(), texts.end(), [&](const HeadText& other) { return other.text == text; }) == 0;
      if (once) texts.push_back({static_cast<int>(block.header_row - row), column - block.first_column, std::move(text)});
    }
  }
  return texts;
}

// Those that every block has, in the same row of its head; topmost first.
std::vector<HeadText> common_texts(const Looks& looks, const Family& family) {
  auto common = head_texts(*looks[family.blocks.front().sheet], family.blocks.front());
  for (std::size_t i = 1; i < std::min(family.blocks.size(), kBlocksLookedAt); ++i) {
    const auto other = head_texts(*looks[family.blocks[i].sheet], family.blocks[i]);
    std::erase_if(common, [&](const HeadText& text) {
      return std::none_of(other.begin(), other.end(), [&](const HeadText& there) { return there.text == text.text && there.up == text.up; });
    });
  }
  return common;
}

int label_rows_up(const Family& family) {
  int up = 0;
  for (const auto& block : family.blocks) {
    for (const auto& label : block.labels) {
      if (!label.header.empty()) up = std::max(up, static_cast<int>(block.header_row - label.header_row));
    }
  }
  return up;
}

// A title over the columns tells fixed prices from others, and the block must reach up to it.
int titles_rows_up(const Family& family) {
  int up = 0;
  bool fixed = false, other = false;
  for (const auto& block : family.blocks) {
    for (const auto& price : block.prices) {
      const bool not_fixed = says_not_fixed(price.over) || says_not_fixed(price.header);
      (not_fixed ? other : fixed) = true;
      up = std::max(up, price.over_rows);
    }
  }
  return fixed && other ? up : 0;
}

std::size_t times_on(const SheetLook& sheet, const Anchor& anchor) {
  std::size_t times = 0;
  for (std::uint32_t row = 0; row < sheet.rows(); ++row) {
    std::size_t here = 0;
    std::set<std::string> texts;
    for (std::uint32_t column = 0; column < sheet.columns(); ++column) {
      if (sheet.at(row, column) != Look::text) continue;
      auto text = sheet.text(row, column);
      if (text == anchor.text) ++here;
      if (!anchor.row_says.empty()) texts.insert(std::move(text));
    }
    const bool says = std::all_of(anchor.row_says.begin(), anchor.row_says.end(), [&](const std::string& text) { return texts.contains(text); });
    if (says) times += here;
  }
  return times;
}

bool stands_alone(const Looks& looks, const Family& family, const Anchor& anchor) {
  for (const auto sheet : family.sheets()) {
    const auto blocks = static_cast<std::size_t>(std::count_if(family.blocks.begin(), family.blocks.end(), [&](const SeenBlock& block) { return block.sheet == sheet; }));
    if (times_on(*looks[sheet], anchor) != blocks) return false;
  }
  return true;
}

// The best of the common texts: of blocks that repeat the topmost, else the first label's header.
std::optional<HeadText> choose_anchor(const std::vector<HeadText>& common, const Family& family) {
  const int needed = std::max(label_rows_up(family), titles_rows_up(family));
  std::optional<HeadText> best;
  for (const auto& text : common) {
    if (text.up < needed || text.text.size() > 80) continue;
    const bool better = !best || (family.repeats ? text.up > best->up : text.up < best->up) || (text.up == best->up && text.column < best->column);
    if (better) best = text;
  }
  return best;
}

void find_anchor(const Looks& looks, Family& family) {
  const auto common = common_texts(looks, family);
  const auto& first = family.blocks.front();
  auto& anchor = family.anchor;
  const auto chosen = choose_anchor(common, family);
  if (!chosen) {
    anchor = {.text = looks[first.sheet]->text(first.header_row, first.prices.front().column), .row_says = {}, .from_column = 0, .header_within = 0, .unique = false,
              .cell = looks[first.sheet]->cell(first.header_row, first.prices.front().column)};
    return;
  }
  anchor.text = chosen->text;
  anchor.header_within = chosen->up;
  anchor.unique = stands_alone(looks, family, anchor);
  for (const auto& text : common) {
    if (anchor.unique && anchor.row_says.size() >= 2) break;
    if (text.up != chosen->up || text.text == chosen->text || anchor.row_says.size() >= kRowSaysMax || text.text.size() > 60) continue;
    anchor.row_says.push_back(text.text);
    anchor.unique = stands_alone(looks, family, anchor);
  }
  for (const auto& block : family.blocks) {
    const auto place = anchor_of(*looks[block.sheet], family, block);
    anchor.from_column = std::min(anchor.from_column, static_cast<int>(block.first_column) - static_cast<int>(place.column));
  }
  const auto place = anchor_of(*looks[first.sheet], family, first);
  anchor.cell = looks[first.sheet]->cell(place.row, place.column);
}

}  // namespace

std::vector<std::uint32_t> Family::sheets() const {
  std::vector<std::uint32_t> sheets;
  for (const auto& block : blocks) {
    if (std::find(sheets.begin(), sheets.end(), block.sheet) == sheets.end()) sheets.push_back(block.sheet);
  }
  return sheets;
}

workbook::CellPlace anchor_of(const SheetLook& sheet, const Family& family, const SeenBlock& block) {
  const auto row = block.header_row - std::min(block.header_row, static_cast<std::uint32_t>(family.anchor.header_within));
  for (auto column = block.first_column; column <= block.last_column; ++column) {
    if (sheet.at(row, column) == Look::text && sheet.text(row, column) == family.anchor.text) return {row, column};
  }
  return {row, block.first_column};
}

std::vector<Family> families_of(const Looks& looks, std::vector<SeenBlock> blocks) {
  std::vector<Family> families;
  for (auto& block : blocks) {
    const auto family = std::find_if(families.begin(), families.end(), [&](const Family& other) { return alike(other.blocks.front(), block); });
    if (family != families.end()) {
      family->repeats = family->repeats || family->blocks.back().sheet == block.sheet;
      family->blocks.push_back(std::move(block));
    } else {
      families.emplace_back().blocks.push_back(std::move(block));
    }
  }
  for (auto& family : families) find_anchor(looks, family);
  return families;
}

}  // namespace switchyard::pricing::proposal
