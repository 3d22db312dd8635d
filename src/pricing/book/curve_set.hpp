// Third pass of compiling: shapes become curves with axes, rows become cells of them. A key twice with two prices sells nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "pricing/book/shape_resolution.hpp"
#include "pricing/book/sheet_shapes.hpp"

namespace switchyard::pricing {

enum class RowVerdict : std::uint8_t { not_for_sale, sold, repeated, duplicate_key, price_out_of_range, term_out_of_range, curve_too_large };

struct CurveSet {
  std::vector<sheet_format::BandEdge> band_axis;
  std::vector<sheet_format::StartEdge> start_axis;
  std::vector<std::int16_t> term_axis;
  std::vector<sheet_format::Curve> curves;
  std::vector<std::int32_t> prices;
  std::vector<std::uint32_t> cell_rows;
  std::vector<std::uint64_t> sparse_keys;
  std::vector<RowVerdict> verdicts;         // By row; not_for_sale where the shape says so.
  std::vector<std::uint32_t> first_rows;    // By row: the row that stood for its key first, where repeated or duplicate_key.
  std::size_t priced_count = 0;
};

// Sets `cell` of the rows that are sold.
[[nodiscard]] CurveSet build_curves(SheetShapes& shapes, const std::vector<ResolvedShape>& resolved);

}  // namespace switchyard::pricing
