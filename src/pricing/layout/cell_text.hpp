// A cell's text as layouts compare it: no white space at the ends, and one space for every run of it within, line breaks too.
#pragma once

#include <string>
#include <string_view>

namespace switchyard::pricing {

// `storage` holds the text only where it had to be changed; otherwise the answer views `text` itself.
[[nodiscard]] std::string_view tidy_text(std::string_view text, std::string& storage);
[[nodiscard]] bool is_blank(std::string_view text);

}  // namespace switchyard::pricing
