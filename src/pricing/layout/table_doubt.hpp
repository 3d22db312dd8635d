// Doubt about a whole block of a table: its rates stay in the reading and are held together.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "pricing/layout/table_reader.hpp"

namespace switchyard::pricing {

struct ReadBlock {
  const TableSpec& table;
  const SheetMap& sheet;
  const Block& block;
  std::span<const std::size_t> filled;   // By price column: cells that are not empty.
  std::size_t offered_count = 0;         // Prices, and those of them that miss a field.
  std::size_t unreadable_count = 0;
  const std::string& last_problem;
  std::size_t first_rate = 0;            // Its first in the reading; those behind are its own.
};

// "field_missing": over a quarter of its prices miss a field, so what could be read of it is not trusted either. "header_moved": a column of
// prices has no price at all, and one beside or among the others has prices and no header.
void doubt_block(ReadingState& state, FieldReader& fields, const ReadBlock& read);

}  // namespace switchyard::pricing
