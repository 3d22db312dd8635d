// Which disclosure a recipient accepted, and its words.
#pragma once

#include <map>
#include <vector>

#include "esign/envelopes/consumer_disclosure.hpp"
#include "esign/evidence/completion_facts.hpp"
#include "ports/database.hpp"

namespace switchyard::esign {

void write_acceptance(SqlTransaction& transaction, const EnvelopeId& envelope, const RecipientGuid& recipient, const ConsumerDisclosure& disclosure,
                      Instant at);
// By recipient.
[[nodiscard]] std::map<RecipientGuid, AcceptedDisclosure> acceptances_of(SqlReader& reader, const EnvelopeId& envelope);
// Each text once.
[[nodiscard]] std::vector<DisclosureText> accepted_texts(SqlReader& reader, const EnvelopeId& envelope);

}  // namespace switchyard::esign
