#include "documents/page/table.hpp"

#include <algorithm>
#include <numeric>

#include "documents/page/style.hpp"

namespace switchyard::documents {
namespace {

struct Column {
  double natural = 0;
  double least = 0;
};

std::vector<Column> measure(const SetTable& table) {
  std::vector<Column> columns(table.columns.size());
  for (const auto& row : table.rows) {
    for (std::size_t at = 0; at < row.cells.size(); ++at) {
      columns[at].natural = std::max(columns[at].natural, row.cells[at].natural_width());
      columns[at].least = std::max(columns[at].least, row.cells[at].least_width());
    }
  }
  return columns;
}

double sum_of(const std::vector<double>& widths) { return std::accumulate(widths.begin(), widths.end(), 0.0); }

// Each column has at least its longest word. What is left is poured out evenly: a column that lacks little is filled first.
std::vector<double> widths_of(const std::vector<Column>& columns, double room) {
  const auto count = columns.size();
  const auto word_max = std::max(room * 0.45, room / static_cast<double>(count));
  std::vector<double> widths;
  for (const auto& column : columns) widths.push_back(std::min(std::max(column.least, 6.0), word_max));
  const auto least = sum_of(widths);
  if (least >= room) {
    for (auto& width : widths) width *= room / least;
    return widths;
  }
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  const auto lack = [&](std::size_t at) { return std::max(0.0, columns[at].natural - widths[at]); };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return lack(a) < lack(b); });
  auto left = room - least;
  for (std::size_t at = 0; at < count; ++at) {
    const auto more = std::min(lack(order[at]), left / static_cast<double>(count - at));
    widths[order[at]] += more;
    left -= more;
  }
  const auto taken = sum_of(widths);
  for (auto& width : widths) width += left * width / taken;
  return widths;
}

bool is_empty(const TableRow& row) {
  return std::all_of(row.cells.begin(), row.cells.end(), [](const Words& words) { return words.text.empty(); });
}

}  // namespace

SetTable set_table(const Block& block, double width) {
  SetTable table{.has_head = !block.rows.empty() && !is_empty(block.rows.front()), .columns = block.columns};
  const auto size = table.has_head ? style::kTableSize : style::kBodySize;
  for (std::size_t at = table.has_head ? 0 : 1; at < block.rows.size(); ++at) {
    SetRow row;
    for (std::size_t column = 0; column < block.columns.size(); ++column) {
      const bool is_head = table.has_head && at == 0;
      row.cells.emplace_back(block.rows[at].cells[column], TextStyle{.size = size, .bold = is_head, .tabular = table.has_head});
    }
    table.rows.push_back(std::move(row));
  }
  const auto count = static_cast<double>(table.columns.size());
  const auto paddings = 2 * style::kCellPaddingX * count;
  table.widths = table.has_head ? widths_of(measure(table), width - paddings)
                                : std::vector<double>(table.columns.size(), (width - paddings) / std::max(1.0, count));
  for (auto& row : table.rows) {
    double tallest = 0;
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
      row.cells[column].fit(table.widths[column]);
      tallest = std::max(tallest, row.cells[column].height());
    }
    row.height = tallest + 2 * style::kCellPaddingY;
  }
  return table;
}

}  // namespace switchyard::documents
