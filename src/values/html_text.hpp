// Text put into HTML.
#pragma once

#include <string>
#include <string_view>

namespace switchyard {

// & < > " ' as entities: safe in content and in quoted attributes.
[[nodiscard]] std::string html_escaped(std::string_view text);

}  // namespace switchyard
