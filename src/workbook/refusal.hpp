// The four ways in which this room refuses a file, worded alike.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "values/error.hpp"

namespace switchyard::workbook {

// The bytes do not hold what they should; `what` says where and why.
[[nodiscard]] Error unreadable(std::string what);
// A limit of workbook.hpp is passed: its name, its value, and where.
[[nodiscard]] Error too_large(std::string_view limit_name, std::size_t limit, std::string_view where);
[[nodiscard]] Error type_unsupported(std::string what);
[[nodiscard]] Error encrypted(std::string what);

// At most 80 bytes of what a file says, printable, for a message.
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace switchyard::workbook
