// Files that a person names on the command line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "values/result.hpp"

namespace switchyard::app {

// The whole file; `file_unreadable` or `file_too_large`, with its name.
Result<std::string> read_file_text(const std::string& path, std::size_t size_max);
// Written whole or not at all: beside it first, then renamed. `owner_only` gives it the mode 0600.
Result<void> write_file_text(const std::string& path, std::string_view text, bool owner_only = false);

}  // namespace switchyard::app
