// Text put into HTML.
#pragma once

#include <string>
#include <string_view>

namespace switchyard::notices {

// & < > " ' as entities: safe in content and in quoted attributes.
[[nodiscard]] std::string html_escaped(std::string_view text);
// Escaped, with its http(s) links as links. Line breaks stay as they are.
[[nodiscard]] std::string html_with_links(std::string_view text);

}  // namespace switchyard::notices
