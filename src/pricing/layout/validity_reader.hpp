// From when until when a file's prices hold, as it prints it, and the instants between which they are sold.
#pragma once

#include <vector>

#include "pricing/layout/table_reader.hpp"

namespace switchyard::pricing {

// The fields of `valid` that stand in columns, for TableReader::read.
[[nodiscard]] std::vector<NamedField> validity_columns(const ValidSpec& valid);

// Looks at the sheets that tables were read from. Two sheets that say two days, or none that says one: an error of the reading.
void read_validity(const LayoutSpec& layout, FieldReader& fields, const std::vector<const SheetMap*>& sheets, ReadingState& state);

// What each sheet must say; one that says otherwise is an error of the reading.
void run_checks(const LayoutSpec& layout, FieldReader& fields, const std::vector<const SheetMap*>& sheets, ReadingState& state);

}  // namespace switchyard::pricing
