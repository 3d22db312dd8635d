// Look-alike price sheets of made-up suppliers, and hundreds of ways to break them, each with what may be sold of the broken file.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace switchyard::pricing {

// A sheet as texts, before it becomes bytes. Numbers are texts that look like numbers.
struct TableFake {
  std::string sheet_name = "Matrix";
  std::vector<std::vector<std::string>> cells;
  [[nodiscard]] std::string& at(std::size_t row, std::size_t column) { return cells.at(row).at(column); }
};

enum class FileForm { csv, zip, xlsx };

// One supplier's file: where its head, its prices and its words stand.
struct LookAlike {
  std::string name;                  // Of the file.
  FileForm form = FileForm::csv;
  TableFake table;
  std::size_t head_row = 0;          // The header of the columns.
  std::size_t first_price_column = 0;
  std::size_t start_column = 0;
  std::size_t utility_column = 0;
  std::size_t band_column = 0;       // 0: bands are headers of price columns.
  int price_digits_before = 0;       // 1 where prices are in cents.
  std::pair<std::size_t, std::size_t> date_cell = {0, 0};  // {0, 0}: the date stands in column 0 of every row.
};
[[nodiscard]] LookAlike csv_look_alike(const std::string& day, FileForm form);
[[nodiscard]] LookAlike xlsx_look_alike(const std::string& day);
[[nodiscard]] std::string bytes_of(const LookAlike& file);

// A broken file, and what of it may be sold beside the sound file's own prices.
struct BrokenFile {
  std::string what;                  // "csv: price at row 7, column 8 is ten times as much".
  std::string file_name;
  std::string bytes;
  // Prices, in micro-dollars, that this file may sell under keys of the sound one: what its cells now say and nobody could doubt.
  std::set<std::int64_t> also_allowed = {};
  bool new_keys_allowed = false;     // A word was changed to another that is right: its rows are other rates.
  bool only_drift = false;           // Wrong beside the sheet before alone; by itself it could be right.
  bool any_close_price = false;      // Digits may have become others: only what is far off must be stopped.
};
// At least 500, the same ones every time.
[[nodiscard]] std::vector<BrokenFile> broken_files(const std::vector<LookAlike>& sound);

}  // namespace switchyard::pricing
