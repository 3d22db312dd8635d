// How many pictures a TIFF file has (TIFF 6.0 section 2: a chain of directories).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace switchyard::contracting {

// Nothing where the chain leaves the file or goes in a circle. Stops counting at 10,000.
[[nodiscard]] std::optional<std::int64_t> tiff_page_count(std::string_view bytes);

}  // namespace switchyard::contracting
