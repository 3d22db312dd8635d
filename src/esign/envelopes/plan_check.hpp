// What must hold of an envelope's plan before it is kept, and before it is sent. Pure.
#pragma once

#include <string_view>

#include "esign/envelopes/envelope_definition.hpp"
#include "values/result.hpp"

namespace switchyard::esign {

// One '@', a dot behind it, no blanks, at most 100 characters: "null" and "undefined", which clients send for nothing, are none.
[[nodiscard]] bool is_email(std::string_view text);
[[nodiscard]] std::size_t count_characters(std::string_view utf8);

// INVALID_REQUEST_PARAMETER, DUPLICATE_RECIPIENT_ID, INVALID_EMAIL_ADDRESS_FOR_RECIPIENT, INVALID_CUSTOM_FIELD, CUSTOM_FIELD_LIMIT_EXCEEDED,
// UNSPECIFIED_ERROR (documents). Gives ids and routing orders to those that have none.
Result<void> check_plan(EnvelopeDefinition& plan);
Result<void> check_recipient(const Recipient& recipient);
Result<void> check_tab(const Tab& tab);
Result<void> check_custom_field(const CustomField& field);
Result<void> check_document(const NewDocument& document);

// ENVELOPE_IS_INCOMPLETE, INVALID_EMAIL_ADDRESS_FOR_RECIPIENT.
Result<void> check_complete(std::string_view email_subject, std::size_t documents, const std::vector<Recipient>& recipients);

}  // namespace switchyard::esign
