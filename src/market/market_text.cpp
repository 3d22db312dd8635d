#include "market/market.hpp"

namespace switchyard::market {

std::string_view text_of(Confidence confidence) {
  switch (confidence) {
    case Confidence::low: return "low";
    case Confidence::medium: return "medium";
    case Confidence::high: return "high";
  }
  return "low";
}

}  // namespace switchyard::market
