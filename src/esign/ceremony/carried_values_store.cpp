#include "esign/ceremony/carried_values.hpp"
#include "esign/envelopes/envelope_store.hpp"

namespace switchyard::esign {
namespace {

constexpr std::string_view kFind =
    "SELECT e.id FROM esign_custom_fields f JOIN esign_envelopes e ON e.id = f.envelope_id JOIN esign_recipients r ON r.envelope_id = e.id "
    "WHERE f.value = $1 AND f.name = 'switchyardContract' AND e.account_id = $2 AND e.status = 'voided' AND e.id <> $3 AND r.email = $4 "
    "ORDER BY e.created_at_ms DESC, e.id DESC LIMIT 1";

}  // namespace

std::optional<Envelope> find_withdrawn_before(SqlReader& reader, const Envelope& envelope, const Recipient& recipient) {
  const std::string contract = envelope.custom_field("switchyardContract");
  if (contract.empty()) return std::nullopt;
  std::optional<EnvelopeId> id;
  reader.query(kFind, {std::string_view(contract), std::string_view(envelope.account.text()), std::string_view(envelope.id.text()), std::string_view(recipient.email)},
               [&](const SqlRow& row) { id = EnvelopeId::of_stored(row.text(0)); });
  if (!id) return std::nullopt;
  return find_envelope(reader, envelope.account, *id);
}

}  // namespace switchyard::esign
