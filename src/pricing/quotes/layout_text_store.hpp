// The layouts that sheets were read with, as their texts were then: a quote's line can be read out of its file again although its
// layout has changed since.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ports/database.hpp"
#include "pricing/book/compiled_sheet.hpp"

namespace switchyard::pricing {

struct KeptLayout {
  std::string name;  // With its version, "liberty-daily@1".
  std::string yaml;
};

// A text is kept once. `sha256` is of `yaml`.
void keep_layout_text(SqlTransaction& transaction, const SheetId& sheet, std::string_view sha256, const KeptLayout& layout);
// The hash of the text that the sheet was read with; empty where none was kept (sheets of before).
[[nodiscard]] std::string layout_sha256_of(SqlReader& reader, std::string_view sheet_id);
[[nodiscard]] std::optional<KeptLayout> read_layout_text(SqlReader& reader, std::string_view sha256);
// With the sheet; texts stay.
void forget_layout_of(SqlTransaction& transaction, std::string_view sheet_id);

}  // namespace switchyard::pricing
