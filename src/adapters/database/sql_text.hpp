// What both engines agree on about the text of SQL and the texts bound to it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace switchyard::adapters {

// Well-formed UTF-8 without NUL: what PostgreSQL takes as TEXT. SQLite would take anything; the port takes the lesser.
[[nodiscard]] bool is_storable_text(std::string_view text);

// The statements of a migration: comments dropped, split after each ';' that ends a line.
[[nodiscard]] std::vector<std::string> statements_of(std::string_view sql);

// `sql` without FOR UPDATE and SKIP LOCKED, which a single writer needs not.
[[nodiscard]] std::string without_locking_clause(std::string_view sql);

}  // namespace switchyard::adapters
