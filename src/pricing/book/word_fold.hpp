// How two spellings of one class, zone or product are seen to be the same: letters and digits count, case and punctuation do not.
#pragma once

#include <string>
#include <string_view>

namespace switchyard::pricing {

// "GS-1", "gs 1" and "GS1" fold to "gs1". '<', '>', '&' and '+' stay ("GM<25" is not "GM>25"), and so does all that is not ASCII.
[[nodiscard]] std::string folded(std::string_view word);
[[nodiscard]] inline bool is_same_word(std::string_view a, std::string_view b) { return folded(a) == folded(b); }

}  // namespace switchyard::pricing
