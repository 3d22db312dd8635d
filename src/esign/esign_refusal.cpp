#include "esign/esign_refusal.hpp"

#include <algorithm>
#include <iterator>

#include "values/ensure.hpp"

namespace switchyard::esign {
namespace {

struct Known {
  std::string_view code;
  ErrorKind kind;
  std::string_view message;
};

constexpr Known kKnown[] = {
    {"ANCHOR_TAB_STRING_NOT_FOUND", ErrorKind::invalid, "The anchor text of a tab was not found in any document of the envelope."},
    {"ANCHOR_TAG_PROCESSING_FAILURE", ErrorKind::invalid, "The anchors could not be looked for. Invalid document."},
    {"BULK_SEND_LIST_DOES_NOT_EXIST", ErrorKind::not_found, "The account has no bulk send list of that id."},
    {"CONNECT_CONFIGURATION_DOES_NOT_EXIST", ErrorKind::not_found, "The account has no Connect configuration of that id."},
    {"CONNECT_KEY_LIMIT", ErrorKind::invalid, "An account has at most 100 active Connect keys."},
    {"CUSTOM_FIELD_LIMIT_EXCEEDED", ErrorKind::invalid, "An envelope has at most 50 custom fields."},
    {"DOCUMENT_DOES_NOT_EXIST", ErrorKind::not_found, "The envelope has no document of that id."},
    {"DOCUMENT_NOT_READY", ErrorKind::unavailable, "The envelope is completed and its files are being sealed: ask again in a few seconds."},
    {"DUPLICATE_RECIPIENT_ID", ErrorKind::invalid, "A recipientId stands for one recipient of an envelope."},
    {"ENVELOPE_CANNOT_VOID_INVALID_STATE", ErrorKind::invalid, "Only envelopes in the 'Sent' or 'Delivered' states may be voided."},
    {"ENVELOPE_DOES_NOT_EXIST", ErrorKind::not_found, "The envelope ID does not exist in the account, or the caller may not see it."},
    {"ENVELOPE_INVALID_STATUS", ErrorKind::invalid, "The envelope's status does not allow this."},
    {"ENVELOPE_IS_INCOMPLETE", ErrorKind::invalid, "The Envelope is not Complete. A Complete Envelope Requires Documents, Recipients, Tabs, and a Subject Line."},
    {"ENVELOPE_VOID_REASON_REQUIRED", ErrorKind::invalid, "Voiding needs a voidedReason of 1 to 200 characters."},
    {"INVALID_CUSTOM_FIELD", ErrorKind::invalid, "A custom field has a name of 1 to 100 characters and a value of at most 100."},
    {"INVALID_EMAIL_ADDRESS_FOR_RECIPIENT", ErrorKind::invalid, "The email address for the recipient is invalid."},
    {"INVALID_REQUEST_BODY", ErrorKind::invalid, "The request body is missing or improperly formatted."},
    {"INVALID_REQUEST_PARAMETER", ErrorKind::invalid, "The request contained at least one invalid parameter."},
    {"INVALID_TAB_ID", ErrorKind::invalid, "The recipient has no tab of that id."},
    {"INVALID_TAB_OPERATION", ErrorKind::invalid, "The tab does not allow this."},
    {"RECIPIENT_NOT_IN_SEQUENCE", ErrorKind::invalid, "The token for an out of sequence recipient cannot be generated."},
    {"RECIPIENT_UPDATE_FAILED", ErrorKind::invalid, "The recipient is done and cannot be changed."},
    {"TAB_OUT_OF_BOUNDS", ErrorKind::invalid, "The tab stands outside of its page."},
    {"TAB_PAGE_NUMBER_NOT_SPECIFIED", ErrorKind::invalid, "A tab without an anchor needs documentId, pageNumber, xPosition and yPosition."},
    {"TEMPLATE_ID_INVALID", ErrorKind::not_found, "The account has no template of that id."},
    {"UNKNOWN_ENVELOPE_RECIPIENT", ErrorKind::invalid,
     "The recipient you have identified is not a valid recipient of the specified envelope: clientUserId, email and userName must equal the envelope's."},
    {"UNSPECIFIED_ERROR", ErrorKind::invalid, "The request could not be carried out."},
};

}  // namespace

Error esign_refusal(std::string_view code, std::string message) {
  const auto* known = std::find_if(std::begin(kKnown), std::end(kKnown), [&](const Known& one) { return one.code == code; });
  ENSURE(known != std::end(kKnown));
  return {known->kind, std::string(code), message.empty() ? std::string(known->message) : std::move(message), {}};
}

}  // namespace switchyard::esign
