// The reason that every act of an operator needs.
#pragma once

#include <string_view>

#include "values/result.hpp"

namespace switchyard::pricing {

inline constexpr std::size_t kReasonSizeMax = 500;

// 1 to kReasonSizeMax bytes. Refused: "reason_missing", "reason_too_long".
[[nodiscard]] Result<void> check_operator_reason(std::string_view reason);

}  // namespace switchyard::pricing
