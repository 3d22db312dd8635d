// What may stand in a tab, and whether it is still to be filled. Pure.
#pragma once

#include <string>

#include "esign/envelopes/envelope.hpp"

namespace switchyard::esign {

// tab_value_invalid with the tab's id as the field. An empty value empties a typed tab.
Result<void> check_tab_value(const Tab& tab, const std::string& value);
// Of radios: none of its group is chosen.
[[nodiscard]] bool is_missing(const Recipient& signer, const Tab& tab);
// Of the kinds that fill themselves; a date as 11/24/2026.
[[nodiscard]] std::string automatic_value(const Envelope& envelope, const Recipient& signer, TabKind kind, Instant now);

}  // namespace switchyard::esign
