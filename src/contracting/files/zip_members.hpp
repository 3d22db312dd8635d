// The names within a ZIP file, from its central directory (APPNOTE 4.3.12); nothing is unpacked.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace switchyard::contracting {

inline constexpr std::size_t kZipMembersMax = 10'000;

// In lower case, with '/' between folders. Nothing where the directory is missing or broken, or where it has more members than kZipMembersMax.
[[nodiscard]] std::optional<std::vector<std::string>> zip_member_names(std::string_view bytes);

}  // namespace switchyard::contracting
