// shape_doubts and validity_doubts: what a sheet has beside its prices.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "pricing/sheets/drift_checks.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::int32_t kValidityFarDays = 31;
constexpr std::int32_t kValidityLongDays = 93;
constexpr std::int64_t kMsPerDay = 86'400'000;

struct Shape {
  std::size_t rows = 0;
  std::map<std::string, std::set<std::uint32_t>, std::less<>> columns;  // With prices, by worksheet.
  std::set<std::int32_t> months;                                        // Starts, by Month::index.

  void add(const RateRow& row, std::set<std::uint32_t>& columns_here) {
    ++rows;
    columns_here.insert(row.cell.column);
    if (row.has_start) months.insert(row.start_from.month_of().index());
  }
  // A month that lies between others and is not there.
  [[nodiscard]] std::optional<std::int32_t> skipped() const {
    std::int32_t next = months.empty() ? 0 : *months.begin();
    for (const std::int32_t month : months) {
      if (month != next) return next;
      ++next;
    }
    return std::nullopt;
  }
};

Shape shape_of(const SheetReading& reading) {
  Shape shape;
  std::vector<std::set<std::uint32_t>> columns(reading.worksheets.size() + 1);
  for (const RateRow& row : reading.rows) shape.add(row, columns[std::min<std::size_t>(row.sheet, reading.worksheets.size())]);
  for (std::size_t i = 0; i < reading.worksheets.size(); ++i) {
    if (!columns[i].empty()) shape.columns[reading.worksheets[i]] = std::move(columns[i]);
  }
  return shape;
}

Shape shape_of(const CompiledSheet& sheet) {
  Shape shape;
  sheet.each_row([&](const ExportRow& exported, const TextPool&) { shape.add(*exported.row, shape.columns[exported.worksheet]); });
  return shape;
}

}  // namespace

std::vector<CellNote> shape_doubts(const SheetReading& reading, const CompiledSheet* former) {
  const Shape now = shape_of(reading);
  const Shape before = former != nullptr ? shape_of(*former) : Shape{};
  std::vector<CellNote> doubts;
  if (const auto month = now.skipped(); month && !before.skipped()) {
    doubts.push_back({"", "months_skip", fmt::format("the start months leave out {}", Month::from_index(*month).text())});
  }
  if (former == nullptr || former->scope_values() != scope_values_of(reading)) return doubts;
  if (now.rows * 2 < before.rows) {
    doubts.push_back({"", "fewer_rates", fmt::format("{} rates, and sheet {} had {}: less than half", now.rows, former->facts().id.text(), before.rows)});
  }
  for (const auto& [worksheet, columns] : now.columns) {
    const auto was = before.columns.find(worksheet);
    if (was == before.columns.end() || was->second.size() == columns.size()) continue;
    doubts.push_back({worksheet, "columns_changed", fmt::format("prices stand in {} columns, and in {} of sheet {}", columns.size(), was->second.size(), former->facts().id.text())});
  }
  return doubts;
}

std::vector<CellNote> validity_doubts(const SheetReading& reading, Instant now) {
  std::vector<CellNote> doubts;
  const auto today = static_cast<std::int32_t>(now.unix_ms() / kMsPerDay);
  if (reading.valid_from.days() > today + kValidityFarDays) {
    doubts.push_back({"", "validity_far", fmt::format("valid from {}, over {} days ahead", reading.valid_from.text(), kValidityFarDays)});
  }
  if (reading.valid_until.days() > reading.valid_from.days() + kValidityLongDays) {
    doubts.push_back({"", "validity_long", fmt::format("valid from {} until {}, over {} days", reading.valid_from.text(), reading.valid_until.text(), kValidityLongDays)});
  }
  return doubts;
}

}  // namespace switchyard::pricing
