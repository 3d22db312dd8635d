// One worksheet as a layout walks it: merged ranges by column, texts found by pattern, neighbours that hold something.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "pricing/layout/layout_spec.hpp"
#include "workbook/grid.hpp"

namespace switchyard::pricing {

// Inclusive corners.
struct Area {
  std::uint32_t first_row = 0, last_row = 0, first_column = 0, last_column = 0;
  [[nodiscard]] bool holds(workbook::CellPlace place) const {
    return place.row >= first_row && place.row <= last_row && place.column >= first_column && place.column <= last_column;
  }
};

// Not safe from many threads: what is found is remembered.
class SheetMap {
 public:
  SheetMap(const workbook::Grid& grid, std::uint32_t index);

  [[nodiscard]] const workbook::Grid& grid() const { return grid_; }
  [[nodiscard]] std::uint32_t index() const { return index_; }
  [[nodiscard]] Area all() const;
  // No cell holds more than white space.
  [[nodiscard]] bool is_blank() const;

  // The top left cell of the merged range that holds the place; the place itself where none does.
  [[nodiscard]] workbook::CellPlace merged_origin(workbook::CellPlace place) const;
  [[nodiscard]] std::optional<Area> merged_area(workbook::CellPlace place) const;

  // The first cell in reading order whose tidied text or number the pattern finds.
  [[nodiscard]] std::optional<workbook::CellPlace> find(const Pattern& pattern, const Area& area) const;
  // The same for the quoted text of number formats.
  [[nodiscard]] std::optional<workbook::CellPlace> find_format(const Pattern& pattern, const Area& area) const;
  // The first cell from `from` on, that one not counted, that holds more than white space; nothing within `steps_max`.
  [[nodiscard]] std::optional<workbook::CellPlace> next_filled(workbook::CellPlace from, int rows, int columns, int steps_max) const;

 private:
  const workbook::Grid& grid_;
  std::uint32_t index_;
  std::unordered_map<std::uint32_t, std::vector<Area>> merged_by_column_;
};

[[nodiscard]] bool is_filled(const workbook::Cell& cell);

}  // namespace switchyard::pricing
