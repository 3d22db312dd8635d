// Where a field's text stands in a workbook: a layout's source bound to one block of one sheet, then read row by row.
//
// A bound field knows how often it changes (Grain), so that what is the same for a block is read once, and not for each price.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "pricing/layout/block_finder.hpp"
#include "pricing/layout/field_value.hpp"
#include "pricing/layout/sheet_map.hpp"
#include "workbook/workbook.hpp"

namespace switchyard::pricing {

// Bits: of what a field depends on, beyond its block.
enum class Grain : std::uint8_t { block = 0, row = 1, column = 2, cell = 3 };
[[nodiscard]] Grain grain_of(const FieldSpec& field);

// Is told of every cell whose text a field took. Only for those who ask how a rate was made.
class CellObserver {
 public:
  virtual ~CellObserver() = default;
  virtual void took(std::uint32_t sheet, workbook::CellPlace place) = 0;
};

// A field in its block.
struct BoundField {
  const FieldSpec* spec = nullptr;
  Grain grain = Grain::block;
  std::int64_t column = -1;            // Of Source::column.
  std::int64_t axis_row = -1;          // Of Source::row.
  RawText fixed;                       // Of sources that are the same in the whole block.
  std::vector<BoundField> parts;
  std::vector<std::vector<BoundField>> conditions;  // One a condition; empty where it asks of the price cell.
  // For Fill::down: the last row that held something, up to the row looked at.
  std::int64_t filled_row = -1, looked_row = -1;
};

// One for a file. Not safe from many threads.
class FieldReader {
 public:
  FieldReader(const workbook::Workbook& workbook, std::string_view file_name);
  ~FieldReader();
  FieldReader(const FieldReader&) = delete;
  FieldReader& operator=(const FieldReader&) = delete;

  // `block` absent: the field of a sheet as a whole (validity, checks); labels are then looked for in all of it.
  [[nodiscard]] BoundField bind(const FieldSpec& field, const SheetMap& sheet, const Block* block);
  // `row` and `column` are those of the price cell, and count as far as the field's grain says. A row never comes before one
  // that was read already.
  [[nodiscard]] RawText read(BoundField& field, const SheetMap& sheet, const Block* block, workbook::CellPlace price);
  // The two steps of read() for a column or a cell beside the price that has no conditions: what stands there, and what the
  // modifiers make of it. A caller may remember the second by the first.
  [[nodiscard]] RawText source_text(BoundField& field, const SheetMap& sheet, const Block* block, workbook::CellPlace price);
  [[nodiscard]] RawText modified(const FieldSpec& field, RawText raw);
  [[nodiscard]] bool holds(const Condition& condition, std::vector<BoundField>& bound, const SheetMap& sheet, const Block* block, workbook::CellPlace price);
  [[nodiscard]] std::vector<BoundField> bind(const Condition& condition, const SheetMap& sheet, const Block* block);

  // The sheet of that index, mapped once.
  [[nodiscard]] const SheetMap& sheet(std::size_t index);
  // Null: nobody.
  void observe(CellObserver* observer) { observer_ = observer; }

 private:
  [[nodiscard]] RawText raw_of(const SheetMap& sheet, workbook::CellPlace place);
  [[nodiscard]] RawText fixed_text(const FieldSpec& field, const SheetMap& sheet, const Block* block);
  [[nodiscard]] RawText labelled(const FieldSpec& field, const SheetMap& on, const Block* block);
  [[nodiscard]] RawText scanned(const FieldSpec& field, const SheetMap& on);
  // The sheets that the field names, else the one at hand.
  [[nodiscard]] std::vector<const SheetMap*> sheets_of(const FieldSpec& field, const SheetMap& own);
  [[nodiscard]] RawText column_text(BoundField& field, const SheetMap& sheet, const Block* block, std::uint32_t row);
  [[nodiscard]] RawText axis_text(const BoundField& field, const SheetMap& sheet, const Block* block, std::uint32_t column);
  [[nodiscard]] RawText beside_text(const FieldSpec& field, const SheetMap& sheet, const Block* block, workbook::CellPlace price);
  [[nodiscard]] RawText under_own_header(const FieldSpec& field, const SheetMap& sheet, const Block& block, workbook::CellPlace price);
  [[nodiscard]] RawText looked_up(BoundField& field, const SheetMap& sheet, const Block* block, workbook::CellPlace price);
  [[nodiscard]] std::string_view kept(std::string text);

  const workbook::Workbook& workbook_;
  std::string file_name_;
  std::map<std::size_t, std::unique_ptr<SheetMap>> sheets_;
  std::map<std::pair<const FieldSpec*, std::uint32_t>, RawText> of_sheet_;  // What is the same for a sheet.
  using Table = std::unordered_map<std::string, std::string>;
  std::map<const FieldSpec*, Table> lookups_;
  TextPool texts_;       // Texts that stand nowhere as they are.
  std::string storage_;
  CellObserver* observer_ = nullptr;
};

}  // namespace switchyard::pricing
