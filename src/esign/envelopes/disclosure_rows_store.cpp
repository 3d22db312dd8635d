#include "esign/envelopes/disclosure_rows_store.hpp"

namespace switchyard::esign {
namespace {

std::string_view view(const std::string& text) { return text; }

}  // namespace

void write_acceptance(SqlTransaction& transaction, const EnvelopeId& envelope, const RecipientGuid& recipient, const ConsumerDisclosure& disclosure,
                      Instant at) {
  transaction.execute("INSERT INTO esign_disclosures (sha256, version, language, words) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                      {view(disclosure.sha256), view(disclosure.version), view(disclosure.language), view(disclosure.text)});
  transaction.execute(
      "INSERT INTO esign_acceptances (envelope_id, recipient_guid, disclosure_sha256, accepted_at_ms) VALUES ($1, $2, $3, $4) "
      "ON CONFLICT (envelope_id, recipient_guid) DO UPDATE SET disclosure_sha256 = excluded.disclosure_sha256, "
      "accepted_at_ms = excluded.accepted_at_ms",
      {view(envelope.text()), view(recipient.text()), view(disclosure.sha256), at.unix_ms()});
}

std::map<RecipientGuid, AcceptedDisclosure> acceptances_of(SqlReader& reader, const EnvelopeId& envelope) {
  std::map<RecipientGuid, AcceptedDisclosure> found;
  reader.query(
      "SELECT a.recipient_guid, a.accepted_at_ms, d.version, d.language, d.sha256 FROM esign_acceptances a "
      "JOIN esign_disclosures d ON d.sha256 = a.disclosure_sha256 WHERE a.envelope_id = $1",
      {view(envelope.text())}, [&](const SqlRow& row) {
        found[RecipientGuid::of_stored(row.text(0))] = {.at = Instant::from_unix_ms(row.integer(1)),
                                                        .version = std::string(row.text(2)),
                                                        .language = std::string(row.text(3)),
                                                        .sha256 = std::string(row.text(4))};
      });
  return found;
}

std::vector<DisclosureText> accepted_texts(SqlReader& reader, const EnvelopeId& envelope) {
  std::vector<DisclosureText> texts;
  reader.query(
      "SELECT version, language, sha256, words FROM esign_disclosures WHERE sha256 IN "
      "(SELECT disclosure_sha256 FROM esign_acceptances WHERE envelope_id = $1) ORDER BY language, sha256",
      {view(envelope.text())}, [&](const SqlRow& row) {
        texts.push_back({.version = std::string(row.text(0)),
                         .language = std::string(row.text(1)),
                         .sha256 = std::string(row.text(2)),
                         .text = std::string(row.text(3))});
      });
  return texts;
}

}  // namespace switchyard::esign
