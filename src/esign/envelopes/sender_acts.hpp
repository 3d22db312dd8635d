// What a sender does with envelopes. Each opens its own transaction, takes the envelope's lock, and writes state, audit event, Connect event and
// letters together. Refused with DocuSign's codes; ENVELOPE_DOES_NOT_EXIST where it is another account's. From any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "esign/envelopes/envelope_definition.hpp"
#include "esign/service.hpp"

namespace switchyard::esign {

// Draft or sent. Refused as INVALID_REQUEST_BODY and INVALID_REQUEST_PARAMETER (the field is named), ENVELOPE_IS_INCOMPLETE, ANCHOR_TAB_STRING_NOT_FOUND,
// ANCHOR_TAG_PROCESSING_FAILURE, TAB_PAGE_NUMBER_NOT_SPECIFIED, TAB_OUT_OF_BOUNDS, DOCUMENT_DOES_NOT_EXIST, TEMPLATE_ID_INVALID, UNSPECIFIED_ERROR (not a
// PDF, too large), INVALID_EMAIL_ADDRESS_FOR_RECIPIENT, DUPLICATE_RECIPIENT_ID … Gives the envelope as it is kept.
Result<Envelope> create_envelope(const EsignService& service, const Sender& sender, const EnvelopeDefinition& definition);

// What PUT /envelopes/{e} may carry at once; what is not given stays.
struct EnvelopeUpdate {
  std::optional<EnvelopeStatus> status = {};   // sent (a draft), voided, deleted (a draft).
  std::string voided_reason = {};
  bool resend = false;                         // Writes again to those whose turn it is.
  std::optional<std::string> email_subject = {};
  std::optional<std::string> email_blurb = {};
  std::optional<Notification> notification = {};
};
// ENVELOPE_CANNOT_VOID_INVALID_STATE, ENVELOPE_VOID_REASON_REQUIRED, ENVELOPE_INVALID_STATUS, and those of create_envelope.
Result<Envelope> update_envelope(const EsignService& service, const Sender& sender, const EnvelopeId& id, const EnvelopeUpdate& update);

// 200 even where one of them failed: each has its own outcome.
struct RecipientOutcome {
  std::string recipient_id;
  RecipientGuid guid = {};
  std::string error_code = "SUCCESS";
  std::string message = {};
};
// Corrects those whose recipientId is there (what is empty stays), adds the others; with their tabs where given. RECIPIENT_UPDATE_FAILED for one who
// is done. `resend` writes to them again.
Result<std::vector<RecipientOutcome>> change_recipients(const EsignService& service, const Sender& sender, const EnvelopeId& id,
                                                        const std::vector<Recipient>& recipients, bool resend);
Result<std::vector<RecipientOutcome>> add_recipients(const EsignService& service, const Sender& sender, const EnvelopeId& id,
                                                     const std::vector<Recipient>& recipients, bool resend);
Result<std::vector<RecipientOutcome>> delete_recipients(const EsignService& service, const Sender& sender, const EnvelopeId& id,
                                                        const std::vector<std::string>& recipient_ids);

// Drafts only (ENVELOPE_INVALID_STATUS): those whose id is there are replaced.
Result<Envelope> put_documents(const EsignService& service, const Sender& sender, const EnvelopeId& id, const std::vector<NewDocument>& documents);
Result<Envelope> delete_documents(const EsignService& service, const Sender& sender, const EnvelopeId& id, const std::vector<std::string>& document_ids);

// Of one recipient who is not done; UNKNOWN_ENVELOPE_RECIPIENT, INVALID_TAB_ID. Gives the tabs that were made, changed or deleted.
Result<std::vector<Tab>> create_tabs(const EsignService& service, const Sender& sender, const EnvelopeId& id, std::string_view recipient_id,
                                     const std::vector<Tab>& tabs);
Result<std::vector<Tab>> update_tabs(const EsignService& service, const Sender& sender, const EnvelopeId& id, std::string_view recipient_id,
                                     const std::vector<Tab>& tabs);
Result<std::vector<Tab>> delete_tabs(const EsignService& service, const Sender& sender, const EnvelopeId& id, std::string_view recipient_id,
                                     const std::vector<Tab>& tabs);

// INVALID_CUSTOM_FIELD, CUSTOM_FIELD_LIMIT_EXCEEDED. All custom fields afterwards. update: by field id, else by name.
Result<std::vector<CustomField>> create_custom_fields(const EsignService& service, const Sender& sender, const EnvelopeId& id,
                                                      const std::vector<CustomField>& fields);
Result<std::vector<CustomField>> update_custom_fields(const EsignService& service, const Sender& sender, const EnvelopeId& id,
                                                      const std::vector<CustomField>& fields);
Result<std::vector<CustomField>> delete_custom_fields(const EsignService& service, const Sender& sender, const EnvelopeId& id,
                                                      const std::vector<CustomField>& fields);

}  // namespace switchyard::esign
