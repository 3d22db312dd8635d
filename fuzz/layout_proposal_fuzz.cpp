// Any grid of cells: a proposal is made or refused, its YAML parses, and reading with it does no harm.
//
// The input is a CSV whose cells may be written "=5.72E-2|0.0000" for a number with a format; "!name" alone in a line begins a sheet,
// "!!name" a hidden one; ">" before a cell merges it with the one to its right, "^" with the one below.
// links: pricing_layout
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pricing/layout/proposal/proposal.hpp"
#include "workbook/workbook.hpp"

namespace {

using namespace switchyard;

constexpr std::uint32_t kRowsMax = 120, kColumnsMax = 40;

struct Stored {
  workbook::CellKind kind = workbook::CellKind::empty;
  std::string text, format;
};

class FuzzedGrid final : public workbook::Grid {
 public:
  FuzzedGrid(std::string name, bool hidden) : name_(std::move(name)), hidden_(hidden) {}
  void put(workbook::CellPlace place, std::string_view text) {
    if (text.starts_with('>')) merged_.push_back({place, {place.row, place.column + 1}}), text.remove_prefix(1);
    if (text.starts_with('^')) merged_.push_back({place, {place.row + 1, place.column}}), text.remove_prefix(1);
    if (text.empty()) return;
    Stored stored{workbook::CellKind::text, std::string(text), {}};
    if (text.starts_with('=')) {
      const auto bar = text.find('|');
      stored = {workbook::CellKind::number, std::string(text.substr(1, bar == std::string_view::npos ? bar : bar - 1)), bar == std::string_view::npos ? std::string() : std::string(text.substr(bar + 1))};
    }
    if (text.starts_with('#')) stored.kind = workbook::CellKind::error;
    if (stored.text.empty()) return;
    cells_[place] = std::move(stored);
    rows_ = std::max(rows_, place.row + 1);
    columns_ = std::max(columns_, place.column + 1);
  }
  [[nodiscard]] std::string_view name() const override { return name_; }
  [[nodiscard]] bool hidden() const override { return hidden_; }
  [[nodiscard]] std::uint32_t row_count() const override { return rows_; }
  [[nodiscard]] std::uint32_t column_count() const override { return columns_; }
  [[nodiscard]] workbook::Cell at(std::uint32_t row, std::uint32_t column) const override {
    const auto cell = cells_.find({row, column});
    return cell == cells_.end() ? workbook::Cell{} : workbook::Cell{cell->second.kind, cell->second.text, cell->second.format};
  }
  [[nodiscard]] bool row_hidden(std::uint32_t) const override { return false; }
  [[nodiscard]] bool column_hidden(std::uint32_t) const override { return false; }
  [[nodiscard]] std::span<const workbook::MergedRange> merged() const override { return merged_; }

 private:
  std::string name_;
  bool hidden_;
  std::map<workbook::CellPlace, Stored> cells_;
  std::uint32_t rows_ = 0, columns_ = 0;
  std::vector<workbook::MergedRange> merged_;
};

class FuzzedWorkbook final : public workbook::Workbook {
 public:
  explicit FuzzedWorkbook(std::string_view text) {
    sheets_.emplace_back("Sheet1", false);
    std::uint32_t row = 0;
    while (!text.empty() && sheets_.size() < 6) {
      const auto line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(text.size(), line.size() + 1));
      if (line.starts_with('!')) {
        const bool hidden = line.starts_with("!!");
        sheets_.emplace_back(std::string(line.substr(hidden ? 2 : 1, 40)), hidden);
        row = 0;
        continue;
      }
      std::uint32_t column = 0;
      for (auto rest = line; column < kColumnsMax && row < kRowsMax; ++column) {
        const auto cell = rest.substr(0, rest.find(';'));
        sheets_.back().put({row, column}, cell);
        if (cell.size() == rest.size()) break;
        rest.remove_prefix(cell.size() + 1);
      }
      ++row;
    }
  }
  [[nodiscard]] workbook::FileType type() const override { return workbook::FileType::xlsx; }
  [[nodiscard]] std::string_view member_name() const override { return {}; }
  [[nodiscard]] std::size_t sheet_count() const override { return sheets_.size(); }
  [[nodiscard]] const workbook::Grid& sheet(std::size_t index) const override { return sheets_[index]; }
  [[nodiscard]] bool dates_from_1904() const override { return false; }

 private:
  std::deque<FuzzedGrid> sheets_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size > 64 * 1024) return 0;
  const FuzzedWorkbook book(std::string_view(reinterpret_cast<const char*>(bytes), size));
  pricing::ProposalRequest request;
  request.file_name = "rates 2026-03-02.xlsx";
  request.layout = "x";
  request.supplier = "x";
  request.supplier_name = "x";
  const auto proposal = pricing::propose_layout(book, request);
  if (!proposal) {
    // Whatever the file says, the YAML that is written of it is sound.
    if (proposal.error().code == "no_prices_found") return 0;
    std::fprintf(stderr, "%s\n", proposal.error().message.c_str());
    __builtin_trap();
  }
  if (!pricing::Layout::parse("x", proposal->yaml)) __builtin_trap();
  return 0;
}
