// Filters of events by type, as partners write them and as they are kept.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "values/result.hpp"

namespace switchyard::webhooks {

// "contract.signed", "contract_account.*": words of lower case, one dot, a word or a star. Not held to today's catalogue: a type of tomorrow may be waited for.
[[nodiscard]] Result<std::string> parse_event_filter(std::string_view text);

// Texts without line breaks, one a line.
[[nodiscard]] std::string text_of_lines(const std::vector<std::string>& lines);
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);

}  // namespace switchyard::webhooks
