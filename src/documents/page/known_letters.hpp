// For text of any origin that must be printed: letters that no font of ours has would refuse the whole document.
#pragma once

#include <string>
#include <string_view>

namespace switchyard::documents {

// Sound UTF-8 with each such letter as "?".
[[nodiscard]] std::string with_known_letters(std::string_view text);

}  // namespace switchyard::documents
