// The envelope's own record: an audit event for each thing done, in the transaction of the act, each a line of the evidence chain that the certificate of
// completion prints and the finished file carries.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "esign/evidence/evidence_chain.hpp"
#include "esign/service.hpp"

namespace switchyard::esign {

// Under the envelope's lock.
void append_event(SqlTransaction& transaction, const EnvelopeId& envelope, std::string_view envelope_status, const EvidenceEvent& event);

// Of the chain, in order; no line breaks.
[[nodiscard]] std::vector<std::string> evidence_lines(SqlReader& reader, const EnvelopeId& envelope);

// DocuSign's named fields of one event: logTime, Source, UserName, UserId, Action, Message, EnvelopeStatus, ClientIPAddress, Information, GeoLocation, Language.
struct AuditEvent {
  std::vector<std::pair<std::string, std::string>> fields;
};
[[nodiscard]] std::vector<AuditEvent> audit_events(SqlReader& reader, const EnvelopeId& envelope);

}  // namespace switchyard::esign
