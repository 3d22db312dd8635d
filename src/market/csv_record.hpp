// One line of comma-separated values (RFC 4180, without line breaks inside quotes): reference data and ZIP tables.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "values/result.hpp"

namespace switchyard::market {

inline constexpr std::size_t kCsvLineSizeMax = 16 * 1024;
inline constexpr std::size_t kCsvFieldCountMax = 64;

// A trailing CR is dropped. Refused with `invalid_csv`: a quote that does not end or is followed by other text, or a limit.
Result<std::vector<std::string>> parse_csv_record(std::string_view line);

// Without spaces and tabs at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);
// The parts between separators, trimmed; empty ones are dropped.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text, char separator);

}  // namespace switchyard::market
