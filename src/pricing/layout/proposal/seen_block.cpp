#include "pricing/layout/proposal/seen_block.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace switchyard::pricing::proposal {
namespace {

constexpr std::uint32_t kGapMax = 6;       // Empty rows inside a table.
constexpr std::uint32_t kHeaderAbove = 8;  // How far over the first price its header may stand.
constexpr std::uint32_t kOverAbove = 3;    // How far over the header a title of columns may stand.

// Prices below one another in one column.
struct Run {
  std::uint32_t column = 0, first = 0, last = 0, count = 0, header_row = 0;
  Decimal min, max;
};

// A whole number in a column of prices: one of them by chance, such as 65 among 64.6, or a header that begins the next table.
bool is_price_by_chance(const Run& run, Decimal value) {
  if (run.max < Decimal::from_integer(1)) return false;
  const auto twice = multiply(run.max, Decimal::from_integer(2));
  const auto double_value = multiply(value, Decimal::from_integer(2));
  return twice && double_value && value <= *twice && *double_value >= run.min;
}

std::optional<std::uint32_t> header_above(const SheetLook& sheet, const Run& run) {
  // Where other columns have prices, an empty cell is no offer: as many as there are.
  const auto has_prices_near = [&](std::uint32_t row) {
    constexpr std::uint32_t kNear = 6;
    for (auto column = run.column - std::min(run.column, kNear); column <= run.column + kNear; ++column) {
      if (sheet.at(row, column) == Look::price) return true;
    }
    return false;
  };
  std::uint32_t blanks = 0;
  for (std::uint32_t up = 1; blanks <= kHeaderAbove && up <= run.first; ++up) {
    const auto look = sheet.at(run.first - up, run.column);
    blanks += look == Look::blank && !has_prices_near(run.first - up) ? 1 : 0;
    if (look == Look::price) return std::nullopt;
    if (look != Look::blank && look != Look::none_word && look != Look::other) return run.first - up;
  }
  return std::nullopt;
}

std::vector<Run> runs_of(const SheetLook& sheet, std::uint32_t column) {
  std::vector<Run> runs;
  std::optional<Run> run;
  const auto close = [&] {
    if (run) {
      if (const auto header = header_above(sheet, *run)) {
        run->header_row = *header;
        runs.push_back(*run);
      }
    }
    run.reset();
  };
  for (std::uint32_t row = 0; row < sheet.rows(); ++row) {
    const auto look = sheet.at(row, column);
    const auto value = look == Look::price || look == Look::whole ? sheet.number(row, column) : std::nullopt;
    const bool zero = value && *value == Decimal::from_integer(0);
    const bool price = value && (look == Look::price || (run && !zero && is_price_by_chance(*run, *value)));
    if (price) {
      if (!run) run = Run{.column = column, .first = row, .last = row, .count = 0, .header_row = 0, .min = *value, .max = *value};
      run->last = row;
      ++run->count;
      run->min = std::min(run->min, *value);
      run->max = std::max(run->max, *value);
      continue;
    }
    const bool gap = look == Look::blank || look == Look::none_word || look == Look::other || zero;
    if (run && (!gap || row - run->last > kGapMax)) close();
  }
  close();
  return runs;
}

void find_over(const SheetLook& sheet, const SeenBlock& block, SeenPrices& price) {
  for (std::uint32_t up = 1; up <= kOverAbove && block.header_row >= up && block.header_row - up >= block.head_row; ++up) {
    const auto row = block.header_row - up;
    const auto origin = sheet.map().merged_origin({row, price.column});
    if (sheet.at(origin.row, origin.column) != Look::blank) {
      price.over = sheet.text(origin.row, origin.column);
      price.over_merged = sheet.map().merged_area({row, price.column}).has_value();
    } else {
      // A title that is not merged stands over its first column, and over the empty cells to the right.
      for (auto column = price.column; column-- > block.first_column && price.over.empty();) {
        if (sheet.at(row, column) == Look::blank) continue;
        const bool own = std::any_of(block.prices.begin(), block.prices.end(), [&](const SeenPrices& other) { return other.column == column; });
        if (!own || sheet.map().merged_area({row, column})) break;
        price.over = sheet.text(row, column);
      }
    }
    if (price.over.empty()) continue;
    price.over_rows = static_cast<int>(up);
    return;
  }
}

SeenLabel label_at(const SheetLook& sheet, const SeenBlock& block, std::uint32_t column) {
  SeenLabel label{.column = column, .header = {}, .header_row = block.header_row, .role = Role::none};
  for (std::uint32_t up = 0; up <= kOverAbove && block.header_row >= up && block.header_row - up >= block.head_row; ++up) {
    const auto origin = sheet.map().merged_origin({block.header_row - up, column});
    if (origin.column != column || sheet.at(origin.row, origin.column) != Look::text) continue;
    // A title over several columns is none of one.
    const auto area = sheet.map().merged_area(origin);
    if (area && area->last_column > area->first_column + 1) break;
    label.header = sheet.text(origin.row, origin.column);
    label.header_row = origin.row;
    label.role = role_of_header(label.header);
    break;
  }
  return label;
}

// A text two rows or more above the header is the title of something else, unless another label has its header in that row.
void drop_far_headers(SeenBlock& block) {
  for (auto& label : block.labels) {
    if (label.header.empty() || label.header_row + 1 >= block.header_row) continue;
    const auto in_row = std::count_if(block.labels.begin(), block.labels.end(), [&](const SeenLabel& other) { return other.header_row == label.header_row && other.role != Role::none; });
    if (in_row < 2) label = {.column = label.column, .header = {}, .header_row = block.header_row, .role = Role::none};
  }
}

bool holds_anything(const SheetLook& sheet, std::uint32_t column, std::uint32_t first, std::uint32_t last) {
  for (auto row = first; row <= last; ++row) {
    if (sheet.at(row, column) != Look::blank) return true;
  }
  return false;
}

// All that stands in the column there is a term.
bool holds_terms(const SheetLook& sheet, std::uint32_t column, std::uint32_t first, std::uint32_t last) {
  bool any = false;
  for (auto row = first; row <= last; ++row) {
    const auto look = sheet.at(row, column);
    if (look == Look::blank || look == Look::none_word || look == Look::other) continue;
    const auto value = look == Look::whole ? sheet.number(row, column) : std::nullopt;
    if (!value || *value > Decimal::from_integer(120)) return false;
    any = any || *value > Decimal::from_integer(0);
  }
  return any;
}

// Cuts the columns of one row of headers into blocks that stand side by side.
class Cutter {
 public:
  Cutter(const SheetLook& sheet, SeenBlock whole, std::vector<std::uint32_t> price_columns)
      : sheet_(sheet), whole_(std::move(whole)), price_columns_(std::move(price_columns)), here_(whole_) {}

  [[nodiscard]] std::vector<SeenBlock> cut() {
    for (std::uint32_t column = 0; column <= price_columns_.back(); ++column) {
      if (is_price(column)) {
        SeenPrices price{.column = column, .kind = sheet_.at(whole_.header_row, column), .header = sheet_.text(whole_.header_row, column), .over = {}};
        price.pair = pair_;
        pair_ = false;
        here_.prices.push_back(std::move(price));
        here_.last_column = column;
        continue;
      }
      if (!holds_anything(sheet_, column, whole_.first_row, whole_.last_row)) continue;
      if (!here_.prices.empty() && is_price(column + 1) && holds_terms(sheet_, column, whole_.first_row, whole_.last_row)) {
        pair_ = true;
        continue;
      }
      if (!here_.prices.empty()) finish();
      here_.labels.push_back(label_at(sheet_, whole_, column));
    }
    finish();
    return std::move(blocks_);
  }

 private:
  [[nodiscard]] bool is_price(std::uint32_t column) const { return std::binary_search(price_columns_.begin(), price_columns_.end(), column); }

  void finish() {
    const bool pairs = std::any_of(here_.prices.begin(), here_.prices.end(), [](const SeenPrices& price) { return price.pair; });
    // Where terms stand beside later prices, the one beside the first is of the same kind.
    if (pairs && !here_.labels.empty() && here_.labels.back().column + 1 == here_.prices.front().column &&
        holds_terms(sheet_, here_.labels.back().column, whole_.first_row, whole_.last_row)) {
      here_.labels.pop_back();
      here_.prices.front().pair = true;
    }
    here_.first_column = here_.labels.empty() ? here_.prices.front().column : here_.labels.front().column;
    drop_far_headers(here_);
    for (auto& price : here_.prices) find_over(sheet_, here_, price);
    blocks_.push_back(std::move(here_));
    here_ = whole_;
  }

  const SheetLook& sheet_;
  SeenBlock whole_;
  std::vector<std::uint32_t> price_columns_;
  SeenBlock here_;
  bool pair_ = false;
  std::vector<SeenBlock> blocks_;
};

}  // namespace

std::vector<SeenBlock> see_blocks(const SheetLook& sheet, std::uint32_t index) {
  std::map<std::uint32_t, std::vector<Run>> by_header;
  for (std::uint32_t column = 0; column < sheet.columns(); ++column) {
    for (auto& run : runs_of(sheet, column)) by_header[run.header_row].push_back(run);
  }
  std::vector<SeenBlock> blocks;
  std::uint32_t head_row = 0;
  for (auto& [header_row, runs] : by_header) {
    SeenBlock whole{.sheet = index, .head_row = head_row, .header_row = header_row, .first_row = runs.front().first, .last_row = runs.front().last, .labels = {}, .prices = {}};
    std::vector<std::uint32_t> columns;
    std::uint32_t count = 0;
    for (const auto& run : runs) {
      whole.first_row = std::min(whole.first_row, run.first);
      whole.last_row = std::max(whole.last_row, run.last);
      count += run.count;
      columns.push_back(run.column);
    }
    std::sort(columns.begin(), columns.end());
    columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
    if (count < 2) continue;
    for (auto& block : Cutter(sheet, whole, std::move(columns)).cut()) blocks.push_back(std::move(block));
    head_row = whole.last_row + 1;
  }
  return blocks;
}

}  // namespace switchyard::pricing::proposal
