// What a layout's YAML says, parsed and whole: docs/layouts.md is the reference of every key.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pricing/layout/pattern.hpp"
#include "pricing/rate_row.hpp"
#include "values/decimal.hpp"
#include "workbook/workbook.hpp"

namespace switchyard::pricing {

// Where a field's text stands.
enum class Source : std::uint8_t {
  column,      // The cell of the row, in a column found by its header or counted from the anchor.
  row,         // The cell above the price: an axis.
  cell,        // Counted from the anchor.
  label,       // Beside or below a text.
  sheet_name,
  file_name,
  constant,
  beside,      // The cell of the row in the nearest column that has a header, or counted from the price.
  scan,        // The first text of a sheet that a pattern finds.
  lookup,      // A table of the workbook, by the value of another field.
  first_of,    // The first of several that says something.
  join,        // Several, one after the other; those that say nothing are left out.
};

// `format`: the text stands in the number format of the cell that is the value; `format_text`: that number format is the value.
enum class Side : std::uint8_t { right, below, left, here, format, format_text };
enum class Fill : std::uint8_t { none, down, right, merge };

// What a text is made to.
enum class Kind : std::uint8_t { text, integer, decimal, date, month, time, band };

// One way to write a date: "M/D/YYYY", "MMM-YY". Tokens: D DD M MM MMM MMMM YY YYYY; all else is itself. "serial" is the day
// number of a cell with a date format, "day_number" that of any number cell.
struct DateForm {
  std::string text;
  bool serial = false;
  bool any_format = false;
};

struct Condition;

struct FieldSpec {
  Source source = Source::constant;
  std::string where;                     // "line 12, column 9": for messages about the layout's own words.
  std::optional<Pattern> pattern;        // Of column, row, label, scan, beside: the header or the text.
  int offset = 0;                        // Of column, row and beside where there is no pattern; of cell its column.
  int row_offset = 0;                    // Of cell.
  std::string constant;
  Side side = Side::right;
  int nth = 1;                           // Of label: the value is the nth filled cell that way.
  bool whole_sheet = false;              // A label, or the row of an axis, is looked for in the whole sheet, not near the block's head alone.
  std::optional<Pattern> sheet;          // Of label and scan: on this sheet of the workbook instead.
  bool hidden = false;                   // That sheet may be hidden.
  std::vector<FieldSpec> parts;          // Of first_of and join; of lookup the key.
  std::string separator = " ";
  std::optional<Pattern> lookup_key;     // Headers of the look-up sheet.
  std::optional<Pattern> lookup_value;

  Fill fill = Fill::none;
  std::optional<Pattern> regex;
  std::string group;
  std::vector<std::pair<std::string, std::string>> map;
  bool map_else_keep = false;            // A text that the map does not know stays as it is, instead of being refused.
  Kind kind = Kind::text;
  std::vector<DateForm> forms;
  std::int64_t min = 0, max = 0;         // Of integer, where max > 0.
  bool snap = true;                      // Of band: ends one off a multiple of 5 are put on it.
  bool suffixes = false;                 // Of band: K and M.
  std::optional<EnergyUnit> unit;        // Of band, where the text has none.
  bool unit_of_price = false;
  std::vector<Condition> when;           // All must hold, or the field says nothing.
  bool optional = false;                 // To say nothing is right.
};

// A question to one cell or field of the row; all that it names must hold.
struct Condition {
  std::vector<FieldSpec> field;          // One; empty: the price cell.
  std::optional<Pattern> matches;
  std::optional<Pattern> matches_not;
  std::optional<Pattern> format;         // The number format of the price cell.
};

// Places of RateRow and of the sheet that a field can fill.
enum class Target : std::uint8_t {
  commodity, customer_class, utility, rate_class, zone, state, product, billing, purchase_of_receivables, green_percent, start, term, band,
  price_unit, valid_from, valid_until,
};
inline constexpr std::size_t kTargetCount = 16;
[[nodiscard]] std::string_view text_of(Target target);

struct NamedField {
  Target target;
  FieldSpec field;
};

// Columns that carry prices, and what the column says about them.
struct PriceColumns {
  Pattern header;
  std::optional<Pattern> under;          // Only below this text: its merged range, else up to the next text of its row.
  std::optional<Pattern> group_ends;     // Of `under`: columns stand in groups that end with this header; the text stands over one.
  std::vector<NamedField> fields;
};

struct PriceRange {
  Decimal min;
  Decimal max;
};

enum class BasisKind : std::uint8_t { displayed, stored };

struct PriceSpec {
  Decimal scale = Decimal::from_integer(1);
  std::vector<std::pair<Condition, Decimal>> scale_when;  // The first that holds; where there are some, one must.
  bool blank_is_none = false, zero_is_none = false, negative_is_none = false, error_is_none = false;
  std::optional<Decimal> none_from;      // 999 and above.
  std::vector<Pattern> none_texts;
  std::optional<PriceRange> range;       // In dollars a unit.
  BasisKind basis = BasisKind::displayed;
  std::optional<int> displayed_digits;   // Else those of the cell's number format, in the cell's own scale.
  std::optional<int> decimals;           // Of the contract price.
};

struct SheetChoice {
  std::optional<Pattern> include;
  std::optional<Pattern> exclude;
  bool hidden = false;
};

// Rows that are read and exported, and not sold until a person has asked.
struct DoubtSpec {
  Condition condition;
  std::string because;
};

struct TableSpec {
  std::string name;
  SheetChoice sheets;
  Pattern anchor;
  std::vector<Pattern> anchor_row_says;  // Other texts of the anchor's row.
  int from_column = 0;                   // A block begins so many columns left of its anchor.
  int header_within = 0;                 // The header is the first row with a price column, at most so many rows below the anchor.
  bool optional = false;                 // A sheet without it is no fault.
  std::optional<Pattern> until;          // A row with this text ends the block.
  std::optional<Pattern> not_sold_below; // From a row with this text on, rates are listed and not sold.
  std::vector<Condition> skip_if;
  std::vector<DoubtSpec> doubt_if;
  std::vector<PriceColumns> prices;
  std::vector<NamedField> fields;
  PriceSpec price;
};

struct ValidSpec {
  std::optional<FieldSpec> from;
  std::optional<FieldSpec> until;
  bool until_included = true;            // The printed day is the last one.
  std::vector<FieldSpec> agree;          // Where these say a day, it is that of `from`.
  std::string zone;                      // IANA.
  int at_minutes = -1;                   // The cut-off on the last day.
  std::optional<FieldSpec> at;           // The same, as the sheet prints it.
};

struct CheckSpec {
  std::string name;
  FieldSpec field;
  Pattern matches;
  std::string because;
  bool holds = false;                    // The sheet is held where it fails, not refused.
};

// Something that a layout's author has not settled: nothing is sold by a layout that has one.
struct UnsureSpec {
  std::string at;      // The key that it is about: "tables.prices.fields.utility".
  std::string ask;     // The question, in words.
  std::string where;   // "line 12, column 5".
};

// What the reference data needs of a supplier that it does not know; the name and the cut-off are the layout's own.
struct NewSupplier {
  std::vector<std::string> states;
  std::string time_zone;                 // IANA.
  std::string aggregate_by;              // As market::Supplier has it.
};

struct LayoutSpec {
  std::string name;
  int version = 1;
  std::string supplier;
  std::string supplier_name;
  std::vector<workbook::FileType> types;
  std::optional<Pattern> member;         // Of a zip.
  std::optional<Pattern> match_file_name;
  std::vector<Pattern> match_sheets;     // Each fits a visible sheet's name.
  std::vector<Pattern> says;             // Each stands in a cell near the top of a visible sheet.
  std::vector<Pattern> says_not;
  ValidSpec valid;
  std::optional<bool> bare_refs;
  std::vector<TableSpec> tables;
  std::vector<std::string> scope;
  std::vector<CheckSpec> checks;
  bool contiguous_bands = false;
  std::vector<UnsureSpec> unsure;
  std::optional<NewSupplier> new_supplier;
  std::string yaml;                      // What all of it was parsed from.
};

}  // namespace switchyard::pricing
