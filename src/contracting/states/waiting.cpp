#include "contracting/states/waiting.hpp"

namespace switchyard::contracting {

std::string_view text_of(WaitingOn party) {
  switch (party) {
    case WaitingOn::nobody: return "";
    case WaitingOn::customer: return "customer";
    case WaitingOn::partner: return "partner";
    case WaitingOn::operators: return "operator";
    case WaitingOn::supplier: return "supplier";
    case WaitingOn::utility: return "utility";
  }
  return "";
}

Result<WaitingOn> parse_waiting_on(std::string_view text) {
  for (const WaitingOn party : {WaitingOn::nobody, WaitingOn::customer, WaitingOn::partner, WaitingOn::operators, WaitingOn::supplier, WaitingOn::utility}) {
    if (text_of(party) == text) return party;
  }
  return Error{ErrorKind::invalid, "not_one_of", "must be customer, partner, operator, supplier or utility"};
}

}  // namespace switchyard::contracting
