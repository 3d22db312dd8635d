// Reads the blocks of a table into rates.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pricing/layout/field_reader.hpp"
#include "pricing/layout/price_reader.hpp"

namespace switchyard::pricing {

// What a file's tables have given so far, beside the rates themselves.
struct ReadingState {
  SheetReading& reading;
  bool dates_from_1904 = false;
  std::size_t offered_count = 0;   // Cells that hold something like a price.
  std::size_t withheld_count = 0;  // Of them: not read, or kept without a basis.
  std::map<std::int32_t, std::string> valid_from_days;    // Day by days since 1970, and a cell that says it.
  std::map<std::int32_t, std::string> valid_until_days;

  std::vector<std::pair<std::size_t, std::size_t>> listed_only;  // Runs of rates that the layout declares not for sale: first, last.

  static constexpr std::size_t kNotesMax = 1'000;  // Of each list of notes; the count goes on.
  void withhold(std::string cell, std::string_view code, std::string message);
  // By declaration: says nothing about the file, hence no part of the share that is doubtful.
  void withhold_as_declared(std::string cell, std::string_view code, std::string message);
  void warn(std::string cell, std::string_view code, std::string message);
  void refuse(std::string cell, std::string_view code, std::string message);
};

// "Sheet!C1", "C1" where the reading has bare refs, of a PDF "p1@447,336".
[[nodiscard]] std::string name_of_cell(const SheetReading& reading, const SheetMap& sheet, workbook::CellPlace place);

// One for a file. Not safe from many threads.
class TableReader {
 public:
  TableReader(FieldReader& fields, ReadingState& state) : fields_(fields), state_(state) {}
  ~TableReader();
  // `extra` are fields that the layout asks of every table: validity that stands in a column.
  void read(const TableSpec& table, const std::vector<NamedField>& extra, const SheetMap& sheet);

 private:
  // What a text became, as a piece of a row.
  struct Piece {
    bool said = false;
    std::string problem;
    RateRow row;
    Date date;
    bool band_unit_of_price = false;
    bool band_lower_was_one_above = false;
    std::string_view format;
  };
  struct TypedField {
    Target target;
    BoundField bound;
    bool remembered = false;  // Its texts repeat, and what became of them is kept.
    Piece piece;              // Of the block, column, row or cell read last.
  };
  struct BlockReading;

  // The rates from the `first` on are exported, never sold, because of what `cell` says.
  void list_only(std::size_t first, std::string cell);
  void read_block(const TableSpec& table, const std::vector<NamedField>& extra, const SheetMap& sheet, const Block& block);
  [[nodiscard]] bool bind_fields(const TableSpec& table, const std::vector<NamedField>& extra, BlockReading& block);
  [[nodiscard]] bool bind_one(const NamedField& field, std::vector<TypedField>& into, BlockReading& block);
  [[nodiscard]] bool bind_columns(const TableSpec& table, BlockReading& block);
  void read_row(BlockReading& block, std::uint32_t row);
  void read_cell(BlockReading& block, std::size_t column, std::uint32_t row, const workbook::Cell& cell, const OfferedValue& offered);
  // Reads the row's fields and asks whether it is skipped; the answer stands for the row.
  void begin_row(BlockReading& block, std::uint32_t row);
  [[nodiscard]] const Piece& piece_of(TypedField& field, BlockReading& block, workbook::CellPlace price);
  [[nodiscard]] Piece made(Target target, const FieldSpec& spec, const RawText& raw);
  [[nodiscard]] std::string put(const TypedField& field, const Piece& piece, RateRow& row, BlockReading& block, workbook::CellPlace price);
  [[nodiscard]] Decimal scale_of(BlockReading& block, workbook::CellPlace price, bool& found);

  FieldReader& fields_;
  ReadingState& state_;
  bool inclusive_ends_ = false;  // Of the sheet's table that is being read.
  using Memory = std::unordered_map<std::string_view, Piece>;
  // A workbook keeps a text once for many cells: where it stands tells which it is, without a look at its letters.
  [[nodiscard]] TextId price_text_id(std::string_view text);
  struct KnownText {
    std::string_view text;
    TextId id = 0;
  };
  std::vector<KnownText> known_texts_ = std::vector<KnownText>(4096);
  std::map<std::pair<const FieldSpec*, bool>, Memory> memories_;  // By field and whether the cell is a number.
};

}  // namespace switchyard::pricing
