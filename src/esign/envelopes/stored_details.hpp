// What a sender said once and is only given back, as the JSON text of a column; and whole plans of templates. Each text is written and read here alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "esign/envelopes/envelope_definition.hpp"

namespace switchyard::esign {

[[nodiscard]] std::string envelope_details(const Envelope& envelope);
void read_envelope_details(std::string_view text, Envelope& envelope);
[[nodiscard]] std::string recipient_details(const Recipient& recipient);
void read_recipient_details(std::string_view text, Recipient& recipient);
[[nodiscard]] std::string tab_details(const Tab& tab);
void read_tab_details(std::string_view text, Tab& tab);

[[nodiscard]] std::string texts_as_json(const std::vector<std::string>& texts);
[[nodiscard]] std::vector<std::string> read_texts(std::string_view json);

// A plan without the bytes of its documents.
[[nodiscard]] std::string plan_as_json(const EnvelopeDefinition& plan);
[[nodiscard]] EnvelopeDefinition read_plan(std::string_view json);

}  // namespace switchyard::esign
