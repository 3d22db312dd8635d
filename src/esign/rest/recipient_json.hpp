// Recipients as DocuSign groups them: {"signers":[…],"carbonCopies":[…]}, each with its tabs where these are asked for.
#pragma once

#include <vector>

#include "esign/envelopes/envelope.hpp"
#include "esign/envelopes/sender_acts.hpp"
#include "http/json_value.hpp"
#include "http/json_writer.hpp"
#include "values/result.hpp"

namespace switchyard::esign {

// Of a "recipients" object. INVALID_REQUEST_BODY for a kind that is not served (agents, editors, notaries …) or a way of identifying a
// person that is not: nobody signs with less proof than the sender asked for.
Result<std::vector<Recipient>> parse_recipients(const http::JsonValue& recipients);

// One signer as it stands in "signers" or in "templateRoles".
Result<Recipient> parse_recipient(RecipientKind kind, const http::JsonValue& sent);

struct RecipientsShown {
  bool with_tabs = false;
  bool with_secrets = true;   // Access codes: for the account's own callers, not for webhooks.
};
// The object with its groups, recipientCount and currentRoutingOrder.
void write_recipients(http::JsonWriter& json, const Envelope& envelope, const RecipientsShown& shown);
// Of a template: the plan's people by role.
void write_recipients(http::JsonWriter& json, const std::vector<Recipient>& recipients, std::int64_t current_order, const RecipientsShown& shown);

// {"recipientUpdateResults":[…]}, as a member of an object that has been begun.
void write_outcomes(http::JsonWriter& json, const std::vector<RecipientOutcome>& outcomes);

}  // namespace switchyard::esign
