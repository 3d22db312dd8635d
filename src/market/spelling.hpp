// How far two words are apart in spelling.
#pragma once

#include <cstddef>
#include <string_view>

namespace switchyard::market {

// Letters put in, left out or changed, and neighbours swapped (optimal string alignment); more than `distance_max` where it is more,
// by how much is not said. Time is the product of the sizes.
[[nodiscard]] std::size_t spelling_distance(std::string_view a, std::string_view b, std::size_t distance_max);

}  // namespace switchyard::market
