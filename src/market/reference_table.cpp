#include "market/reference_table.hpp"

#include <algorithm>
#include <unordered_set>

#include "market/csv_record.hpp"

namespace switchyard::market {
namespace {

Error refusal_at(std::string_view name, std::size_t line, std::string_view what) {
  return Error{.kind = ErrorKind::invalid,
               .code = "invalid_reference",
               .message = std::string(name) + ".csv:" + std::to_string(line) + ": " + std::string(what)};
}

// Cuts the first line off `rest`.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

}  // namespace

Result<std::vector<std::size_t>> ReferenceTable::places_of(std::string_view header) const {
  const auto names = parse_csv_record(header);
  if (!names) return refusal_at(name_, 1, names.error().message);
  std::vector<std::size_t> places;
  for (const std::string& name : *names) {
    const auto column = std::find(columns_.begin(), columns_.end(), name);
    if (column == columns_.end()) return refusal_at(name_, 1, "The column '" + name + "' is not known.");
    places.push_back(static_cast<std::size_t>(column - columns_.begin()));
  }
  std::unordered_set<std::size_t> distinct(places.begin(), places.end());
  if (distinct.size() != columns_.size() || places.size() != columns_.size()) {
    return refusal_at(name_, 1, "Each of the " + std::to_string(columns_.size()) + " columns must stand once in the header.");
  }
  return places;
}

std::string ReferenceTable::key_of(const Row& row) const {
  std::string key;
  for (std::size_t i = 0; i < key_columns_; ++i) key += (i > 0 ? "/" : "") + row.cells[i];
  return key;
}

Result<ReferenceTable> ReferenceTable::parse(std::string_view name, std::string_view csv, std::vector<std::string> columns,
                                             std::size_t key_columns) {
  ReferenceTable table;
  table.name_ = name;
  table.columns_ = std::move(columns);
  table.key_columns_ = key_columns;
  const auto places = table.places_of(take_line(csv));
  if (!places) return places.error();
  std::unordered_set<std::string> keys;
  for (std::size_t line = 2; !csv.empty(); ++line) {
    auto fields = parse_csv_record(take_line(csv));
    if (!fields) return refusal_at(name, line, fields.error().message);
    if (fields->size() != places->size()) return refusal_at(name, line, "The row has another number of fields than the header.");
    if (table.rows_.size() == kRowCountMax) return refusal_at(name, line, "A table has at most 50000 rows.");
    Row row{.key = {}, .cells = std::vector<std::string>(table.columns_.size()), .line = line};
    for (std::size_t i = 0; i < fields->size(); ++i) row.cells[(*places)[i]] = std::move((*fields)[i]);
    row.key = table.key_of(row);
    if (row.cells.front().empty()) return refusal_at(name, line, "The key is empty.");
    if (!keys.insert(row.key).second) return refusal_at(name, line, "The row '" + row.key + "' stands twice.");
    table.rows_.push_back(std::move(row));
  }
  return table;
}

Result<void> ReferenceTable::apply(std::span<const ReferenceOverride> overrides) {
  for (const ReferenceOverride& change : overrides) {
    if (change.table != name_) continue;
    const auto column = std::find(columns_.begin(), columns_.end(), change.column);
    if (column == columns_.end() || column < columns_.begin() + static_cast<std::ptrdiff_t>(key_columns_)) {
      return Error{.kind = ErrorKind::invalid,
                   .code = "unknown_column",
                   .message = "The table '" + name_ + "' has no column '" + change.column + "' that may be overridden."};
    }
    auto row = std::find_if(rows_.begin(), rows_.end(), [&](const Row& each) { return each.key == change.row_key; });
    if (row == rows_.end()) {
      Row made{.key = change.row_key, .cells = std::vector<std::string>(columns_.size()), .line = 0};
      std::string_view rest = change.row_key;
      for (std::size_t i = 0; i < key_columns_; ++i) {
        const std::size_t end = i + 1 == key_columns_ ? rest.size() : std::min(rest.find('/'), rest.size());
        made.cells[i] = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
      row = rows_.insert(rows_.end(), std::move(made));
    }
    row->cells[static_cast<std::size_t>(column - columns_.begin())] = change.value;
  }
  return {};
}

const std::string& ReferenceTable::text(std::size_t row, std::string_view column) const {
  const auto place = std::find(columns_.begin(), columns_.end(), column);
  ENSURE(row < rows_.size() && place != columns_.end());
  return rows_[row].cells[static_cast<std::size_t>(place - columns_.begin())];
}

Error ReferenceTable::refusal(std::size_t row, std::string_view what) const {
  ENSURE(row < rows_.size());
  if (rows_[row].line > 0) return refusal_at(name_, rows_[row].line, what);
  return Error{.kind = ErrorKind::invalid,
               .code = "invalid_reference",
               .message = name_ + ", the overridden row '" + rows_[row].key + "': " + std::string(what)};
}

}  // namespace switchyard::market
