// The two environments that partners see. A request is bound to one of them by its credential.
#pragma once

#include <cstdint>
#include <string_view>

#include "values/result.hpp"

namespace switchyard {

enum class EnvironmentName : std::uint8_t { test, live };
[[nodiscard]] std::string_view text_of(EnvironmentName environment);  // "test", "live".
Result<EnvironmentName> parse_environment(std::string_view text);

}  // namespace switchyard
