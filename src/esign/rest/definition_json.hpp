// Bodies of createEnvelope, update and templates: JSON to what the domain is asked for. Refused with the domain's codes, the member named.
#pragma once

#include <vector>

#include "esign/envelopes/envelope_definition.hpp"
#include "esign/envelopes/sender_acts.hpp"
#include "esign/templates/template.hpp"
#include "http/json_value.hpp"
#include "http/json_writer.hpp"
#include "values/result.hpp"

namespace switchyard::esign {

Result<EnvelopeDefinition> parse_definition(const http::JsonValue& body);
Result<EnvelopeUpdate> parse_update(const http::JsonValue& body);
// "documents":[{documentBase64,name,fileExtension,documentId}].
Result<std::vector<NewDocument>> parse_documents(const http::JsonValue& body);
// {"textCustomFields":[…],"listCustomFields":[…]}.
Result<std::vector<CustomField>> parse_custom_fields(const http::JsonValue& fields);
void write_custom_fields(http::JsonWriter& json, const std::vector<CustomField>& fields);  // The object.
Result<Notification> parse_notification(const http::JsonValue& sent);
void write_notification(http::JsonWriter& json, const Notification& notification);  // The object.
// One of eventNotification(s), or the body of a Connect configuration.
Result<EventNotification> parse_event_notification(const http::JsonValue& sent);
// envelopeTemplate: name and description beside the plan.
Result<Template> parse_template(const http::JsonValue& body);

}  // namespace switchyard::esign
