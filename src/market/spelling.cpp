#include "market/spelling.hpp"

#include <algorithm>
#include <vector>

namespace switchyard::market {

std::size_t spelling_distance(std::string_view a, std::string_view b, std::size_t distance_max) {
  const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > distance_max) return distance_max + 1;
  std::vector<std::size_t> two_before(b.size() + 1);
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> here(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) before[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    here[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      here[j] = std::min({before[j] + 1, here[j - 1] + 1, changed});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) here[j] = std::min(here[j], two_before[j - 2] + 1);
    }
    if (*std::min_element(here.begin(), here.end()) > distance_max) return distance_max + 1;
    std::swap(two_before, before);
    std::swap(before, here);
  }
  return before[b.size()];
}

}  // namespace switchyard::market
