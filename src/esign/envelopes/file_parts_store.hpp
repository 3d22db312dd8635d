// Bytes kept in the environment's database, in parts, under the name of their owner: "document/GUID", "finished/ENVELOPE/NAME", "template/GUID/ID".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ports/database.hpp"

namespace switchyard::esign {

inline constexpr std::size_t kFilePartSize = 1u << 20;  // Bytes.

// Takes the place of what was there.
void write_file(SqlTransaction& transaction, std::string_view owner, std::string_view bytes);
void delete_file(SqlTransaction& transaction, std::string_view owner);
// Nothing where there is no such owner; an empty file has one empty part.
[[nodiscard]] std::optional<std::string> read_file(SqlReader& reader, std::string_view owner);

}  // namespace switchyard::esign
