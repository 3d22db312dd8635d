// Block strings (specification, section 2.10.4): what their lines mean, and how a string is written as one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace switchyard::graphql {

// `raw` is what stands between the triple quotes. Lines end as \n, the indentation that all but the first share is taken away, so
// are blank lines at both ends; \""" is """. Writes at most raw.size() bytes to `out` and returns how many.
std::size_t resolve_block_string(std::string_view raw, char* out);

// Between triple quotes; on lines of its own where that reads better, as graphql-js decides.
[[nodiscard]] std::string print_block_string(std::string_view value);

// Whether a block string can mean exactly this: no control characters, no blank line at an end, some line without indentation.
[[nodiscard]] bool is_printable_as_block_string(std::string_view value);

}  // namespace switchyard::graphql
