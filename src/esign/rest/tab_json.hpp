// Tabs as DocuSign groups them: {"signHereTabs":[…],"textTabs":[…],"radioGroupTabs":[{"groupName","radios":[…]}]}.
#pragma once

#include <string_view>
#include <vector>

#include "esign/envelopes/tab.hpp"
#include "http/json_value.hpp"
#include "http/json_writer.hpp"
#include "values/result.hpp"

namespace switchyard::esign {

// Of a "tabs" object. A kind that is not served here (approveTabs, formulaTabs …) is refused where it has any: INVALID_REQUEST_BODY.
Result<std::vector<Tab>> parse_tabs(const http::JsonValue& tabs);

// The object. `recipient_id` is the sender's.
void write_tabs(http::JsonWriter& json, const std::vector<Tab>& tabs, std::string_view recipient_id);

}  // namespace switchyard::esign
