// The bytes of sheets in the database: suppliers' files as they came, and compiled sheets, in parts that both engines take.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ports/database.hpp"
#include "pricing/book/compiled_sheet.hpp"

namespace switchyard::pricing {

inline constexpr std::size_t kBytesPartSizeMax = 1024 * 1024;

// A file is kept once, however many sheets were made of it.
void keep_file(SqlTransaction& transaction, std::string_view sha256, std::string_view bytes);
[[nodiscard]] std::optional<std::string> read_file(SqlReader& reader, std::string_view sha256);

// Replaces what there is at the instant; what it replaces is kept for questions about the past (known/).
void keep_compiled(SqlTransaction& transaction, const SheetId& id, std::string_view bytes, Instant at);
[[nodiscard]] std::optional<std::string> read_compiled(SqlReader& reader, const SheetId& id);

}  // namespace switchyard::pricing
