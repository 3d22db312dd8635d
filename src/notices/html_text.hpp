// Plain text of letters as HTML.
#pragma once

#include <string>
#include <string_view>

namespace switchyard::notices {

// Escaped, with its http(s) links as links. Line breaks stay as they are.
[[nodiscard]] std::string html_with_links(std::string_view text);

}  // namespace switchyard::notices
