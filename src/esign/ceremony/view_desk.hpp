// Views as the REST API hands them out. Each call is a transaction of its own. From any thread.
#pragma once

#include <string>

#include "esign/ceremony/ceremony.hpp"
#include "esign/ceremony/view.hpp"
#include "esign/envelopes/signer_acts.hpp"
#include "values/result.hpp"

namespace switchyard::esign {

struct RecipientViewRequest {
  ViewedRecipient who;
  std::string return_url;
  ViewOptions options = {};     // Origins and client URLs as they came: judged here.
};

struct MadeView {
  std::string url;              // Absolute; holds the token, which is not kept.
};

// Refused as ENVELOPE_DOES_NOT_EXIST, as recipient_for_view does, and as INVALID_REQUEST_PARAMETER for returnUrl (needed), authenticationMethod (needed),
// frameAncestors, messageOrigins and clientURLs. A recipient who is done gets a view that only shows.
Result<MadeView> make_recipient_view(const Ceremony& ceremony, const Sender& sender, const EnvelopeId& envelope, const RecipientViewRequest& request);

// Ends what the recipient has of views and open sessions. Having none is fine.
Result<void> revoke_recipient_views(const Ceremony& ceremony, const Sender& sender, const EnvelopeId& envelope, const ViewedRecipient& who);

struct SenderViewRequest {
  ViewKind kind = ViewKind::sender;  // sender and edit: of a draft; correct: of one that is under way. Else ENVELOPE_INVALID_STATUS.
  std::string return_url = {};       // May be empty.
};
Result<MadeView> make_sender_view(const Ceremony& ceremony, const Sender& sender, const EnvelopeId& envelope, const SenderViewRequest& request);

// The long-lived link of a letter to that recipient. The former ones stay good.
[[nodiscard]] std::string make_letter_link(SqlTransaction& transaction, const Ceremony& ceremony, const Envelope& envelope, const Recipient& recipient);

}  // namespace switchyard::esign
