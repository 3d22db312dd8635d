// Connect configurations, deliveries and keys as DocuSign's REST API writes them.
#pragma once

#include <string>

#include "esign/connect/connect_desk.hpp"
#include "http/json_value.hpp"
#include "http/json_writer.hpp"

namespace switchyard::esign {

// What is not sent stays as `former` has it.
Result<ConnectConfiguration> parse_connect_configuration(const http::JsonValue& sent, ConnectConfiguration former);
void write_connect_configuration(http::JsonWriter& json, const ConnectConfiguration& configuration);
// A log entry, or a failure.
void write_connect_delivery(http::JsonWriter& json, const ConnectDelivery& delivery, std::string_view account, bool is_failure);

}  // namespace switchyard::esign
