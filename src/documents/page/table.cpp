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

// A head may take two lines: it asks for its longest word alone.
std::vector<Column> measure(const SetTable& table) {
  std::vector<Column> columns(table.columns.size());
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto& cells = table.rows[row].cells;
    for (std::size_t at = 0; at < cells.size(); ++at) {
      const bool is_head = table.has_head && row == 0;
      columns[at].natural = std::max(columns[at].natural, is_head ? cells[at].least_width() : cells[at].natural_width());
      columns[at].least = std::max(columns[at].least, cells[at].least_width());
    }
  }
  return columns;
}

double sum_of(const std::vector<double>& widths) { return std::accumulate(widths.begin(), widths.end(), 0.0); }

// Where not even the longest words have room, the widest columns give way.
std::vector<double> evened(std::vector<double> widths, double room) {
  std::vector<std::size_t> order(widths.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return widths[a] < widths[b]; });
  auto left = room;
  for (std::size_t at = 0; at < order.size(); ++at) {
    auto& width = widths[order[at]];
    width = std::min(width, left / static_cast<double>(order.size() - at));
    left -= width;
  }
  return widths;
}

// A date or a number that is broken over two lines is hard to read; an address is not.
constexpr double kShortLack = 32;

// Each column has at least its longest word; then columns that lack little are filled, and those that lack much share the rest.
std::vector<double> widths_of(const std::vector<Column>& columns, double room) {
  const auto word_max = std::max(room * 0.45, room / static_cast<double>(columns.size()));
  std::vector<double> widths;
  for (const auto& column : columns) widths.push_back(std::min(std::max(column.least, 6.0), word_max));
  const auto least = sum_of(widths);
  if (least >= room) return evened(std::move(widths), room);
  std::vector<double> lacks;
  for (std::size_t at = 0; at < columns.size(); ++at) lacks.push_back(std::max(0.0, columns[at].natural - widths[at]));
  auto left = room - least;
  const auto give = [&](double lack_max, double share_max) {
    double wanted = 0;
    for (const auto lack : lacks) wanted += lack <= lack_max ? lack : 0;
    const auto share = wanted <= 0 ? 0 : std::min(1.0, left * share_max / wanted);
    for (std::size_t at = 0; at < lacks.size(); ++at) {
      if (lacks[at] > lack_max) continue;
      widths[at] += lacks[at] * share;
      left -= lacks[at] * share;
      lacks[at] -= lacks[at] * share;
    }
  };
  give(kShortLack, 0.7);
  give(room, 1);
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
