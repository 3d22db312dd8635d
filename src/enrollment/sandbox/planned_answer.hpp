// Where the sandbox is in one account's case: what a job of it carries.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "values/date.hpp"
#include "values/result.hpp"

namespace switchyard::enrollment {

inline constexpr std::string_view kSandboxSource = "sandbox";

struct PlannedAnswer {
  std::string submission;                // sbm_…
  std::string account;                   // cac_…
  std::string test_case;                 // Name.
  std::size_t step = 0;
  std::optional<Date> start = {};        // That was asked for.
};

// JSON.
[[nodiscard]] std::string text_of(const PlannedAnswer& planned);
// "payload_invalid"
[[nodiscard]] Result<PlannedAnswer> parse_planned_answer(std::string_view text);
// The sandbox's name of it: the same however often the job runs.
[[nodiscard]] std::string message_id_of(const PlannedAnswer& planned);

}  // namespace switchyard::enrollment
