// What a file says outside of its tables: dates, hours, units, kinds of customers; each with the cell that says it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "pricing/layout/proposal/block_family.hpp"

namespace switchyard::pricing::proposal {

struct ProseCell {
  std::uint32_t sheet = 0;
  workbook::CellPlace place;
  std::string text;
};

// Texts of visible sheets, sheet names first as text of cells that are none.
class Prose {
 public:
  Prose(const Looks& looks, const std::vector<SeenBlock>& blocks);
  // The first text that the pattern finds.
  [[nodiscard]] const ProseCell* find(const Pattern& pattern) const;
  [[nodiscard]] std::vector<const ProseCell*> find_all(const Pattern& pattern) const;
  [[nodiscard]] std::string cell(const ProseCell& at) const;
  // Does a text beside the prices say it, such as a usage band?
  [[nodiscard]] bool data_says(const Pattern& pattern) const;

 private:
  const Looks& looks_;
  std::vector<ProseCell> cells_;
  std::set<std::string> data_;  // The different texts beside prices.
};

// A key of the layout, what it rests on, and where that is not enough the question.
struct Decision {
  std::string key;       // "utility".
  std::string yaml;      // Of the value, on one line.
  std::string rests_on;  // In words, with cells.
  std::string ask;       // Empty: settled.
};

// `table_sheets` are those that prices stand on.
// valid.from, valid.until, valid.agree, valid.at, valid.zone, as far as the file says them.
[[nodiscard]] std::vector<Decision> choose_validity(const Looks& looks, const Prose& prose, std::string_view file_name, const std::string& cut_off,
                                                    const std::set<std::uint32_t>& table_sheets);

// How prices are written: the unit that they are sold in, and dollars of it for 1 of the cell.
struct UnitChoice {
  std::string price_unit;   // "$/kWh"
  std::string scale;        // "0.001"; empty: 1.
  std::string rests_on;
  std::string ask;
  bool gas = false;
};
// `answer` is a person's; `least` and `most` are of all cells that look like prices.
[[nodiscard]] UnitChoice choose_unit(const Prose& prose, const std::string& answer, const std::string& commodity, Decimal least, Decimal most);

}  // namespace switchyard::pricing::proposal
