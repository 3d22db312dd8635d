#include "signing/envelope_store.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "signing/envelope_words.hpp"

namespace switchyard::signing {
namespace {

constexpr std::string_view kSelect =
    "SELECT id, partner_id, purpose, subject_id, document_version, state, provider, provider_envelope, title, message, language, supplier, sign_by_at_ms, reason, "
    "created_at_ms, changed_at_ms, asked_at_ms, resent_at_ms, void_reason, kept_at_ms FROM signing_envelopes ";

std::optional<Instant> instant_or_none(const SqlRow& row, int column) {
  const auto ms = row.integer_or_null(column);
  return ms ? std::optional(Instant::from_unix_ms(*ms)) : std::nullopt;
}

SqlValue ms_or_null(const std::optional<Instant>& instant) { return instant ? SqlValue(instant->unix_ms()) : SqlValue(nullptr); }

SqlValue text_or_null(const std::string& text) { return text.empty() ? SqlValue(nullptr) : SqlValue(std::string_view(text)); }

std::string key_of(const EnvelopeSubject& subject) { return fmt::format("{}/{}/{}", text_of(subject.purpose), subject.id, subject.document_version); }

KeptEnvelope envelope_of(const SqlRow& row) {
  KeptEnvelope kept;
  Envelope& envelope = kept.envelope;
  envelope.id = EnvelopeId::parse(row.text(0)).value();
  envelope.subject = {.partner = std::string(row.text(1)), .purpose = parse_envelope_purpose(row.text(2)).value(), .id = std::string(row.text(3)),
                      .document_version = row.integer(4)};
  envelope.state = parse_envelope_state(row.text(5)).value();
  kept.provider = row.text(6);
  envelope.provider_envelope = row.text_or_null(7).value_or("");
  kept.title = row.text(8);
  kept.message = row.text(9);
  kept.language = row.text(10);
  kept.supplier = row.text(11);
  envelope.sign_by = instant_or_none(row, 12);
  envelope.reason = row.text(13);
  envelope.created_at = Instant::from_unix_ms(row.integer(14));
  envelope.changed_at = Instant::from_unix_ms(row.integer(15));
  kept.asked_at = instant_or_none(row, 16);
  kept.resent_at = instant_or_none(row, 17);
  kept.void_reason = row.text_or_null(18);
  kept.kept_at = instant_or_none(row, 19);
  return kept;
}

KeptSigner signer_of_row(const SqlRow& row) {
  KeptSigner kept{.recipient = std::string(row.text(0)), .progress = {}};
  Signer& signer = kept.progress.signer;
  signer.role = parse_signer_role(row.text(1)).value();
  signer.name = row.text(2);
  signer.email = row.text(3);
  signer.title = row.text(4);
  signer.routing_order = row.integer(5);
  signer.is_embedded = row.integer(6) != 0;
  signer.is_written_to = row.integer(7) != 0;
  if (!row.is_null(8)) kept.access_code_sealed = std::string(row.blob(8));
  signer.language = row.text(9);
  kept.progress.provider_recipient = row.text(10);
  kept.progress.delivered_at = instant_or_none(row, 11);
  kept.progress.signed_at = instant_or_none(row, 12);
  kept.progress.declined_at = instant_or_none(row, 13);
  kept.progress.declined_reason = row.text(14);
  return kept;
}

std::optional<KeptEnvelope> with_signers(SqlReader& reader, std::optional<KeptEnvelope> envelope) {
  if (!envelope) return envelope;
  reader.query("SELECT recipient, role, name, email, title, routing_order, is_embedded, is_written_to, access_code_sealed, language, provider_recipient, delivered_at_ms, "
               "signed_at_ms, declined_at_ms, declined_reason FROM signing_signers WHERE envelope_id = $1 ORDER BY routing_order, recipient",
               {envelope->envelope.id.text()}, [&](const SqlRow& row) { envelope->signers.push_back(signer_of_row(row)); });
  return envelope;
}

void insert_signers(SqlTransaction& transaction, const std::string& id, const std::vector<KeptSigner>& signers) {
  for (const KeptSigner& each : signers) {
    const Signer& signer = each.progress.signer;
    transaction.execute(
        "INSERT INTO signing_signers (envelope_id, recipient, role, name, email, title, routing_order, is_embedded, is_written_to, access_code_sealed, language, "
        "provider_recipient, declined_reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, '', '')",
        {id, each.recipient, text_of(signer.role), signer.name, signer.email, signer.title, signer.routing_order, std::int64_t{signer.is_embedded},
         std::int64_t{signer.is_written_to}, each.access_code_sealed ? SqlValue(Blob{*each.access_code_sealed}) : SqlValue(nullptr), signer.language});
  }
}

}  // namespace

bool KeptEnvelope::is_living() const { return !is_ended(envelope.state) && !void_reason; }

KeptSigner* KeptEnvelope::signer(std::string_view recipient) {
  const auto found = std::ranges::find(signers, recipient, &KeptSigner::recipient);
  return found == signers.end() ? nullptr : &*found;
}

const KeptSigner* KeptEnvelope::signer_of(SignerRole role) const {
  const auto found = std::ranges::find_if(signers, [&](const KeptSigner& each) { return each.progress.signer.role == role; });
  return found == signers.end() ? nullptr : &*found;
}

Envelope KeptEnvelope::shown() const {
  Envelope shown = envelope;
  for (const KeptSigner& each : signers) shown.signers.push_back(each.progress);
  return shown;
}

bool insert_envelope(SqlTransaction& transaction, const NewEnvelopeRows& rows) {
  const KeptEnvelope& kept = rows.envelope;
  const Envelope& envelope = kept.envelope;
  const std::string id = envelope.id.text();
  const std::string key = key_of(envelope.subject);
  const auto made = transaction.execute(
      "INSERT INTO signing_envelopes (id, partner_id, purpose, subject_id, document_version, living_key, state, provider, title, message, language, supplier, sign_by_at_ms, "
      "due_at_ms, reason, created_at_ms, changed_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, '', $14, $15) ON CONFLICT (living_key) DO NOTHING",
      {id, envelope.subject.partner, text_of(envelope.subject.purpose), envelope.subject.id, envelope.subject.document_version, key, text_of(envelope.state), kept.provider,
       kept.title, kept.message, kept.language, kept.supplier, ms_or_null(envelope.sign_by), envelope.created_at.unix_ms(), envelope.changed_at.unix_ms()});
  if (made == 0) return false;
  insert_signers(transaction, id, kept.signers);
  std::int64_t position = 0;
  for (const EnvelopePaper& paper : rows.papers) {
    transaction.execute("INSERT INTO signing_papers (envelope_id, position, document, title) VALUES ($1, $2, $3, $4)", {id, ++position, paper.document, paper.title});
  }
  position = 0;
  for (const CopyReceiver& copy : rows.copies) {
    transaction.execute("INSERT INTO signing_copies (envelope_id, position, name, email) VALUES ($1, $2, $3, $4)", {id, ++position, copy.name, copy.email});
  }
  return true;
}

void update_envelope(SqlTransaction& transaction, const KeptEnvelope& kept) {
  const Envelope& envelope = kept.envelope;
  const std::string id = envelope.id.text();
  const std::string key = key_of(envelope.subject);
  transaction.execute(
      "UPDATE signing_envelopes SET living_key = $2, state = $3, provider_envelope = $4, reason = $5, changed_at_ms = $6, asked_at_ms = $7, resent_at_ms = $8, "
      "void_reason = $9, kept_at_ms = $10, due_at_ms = $11 WHERE id = $1",
      {id, kept.is_living() ? SqlValue(std::string_view(key)) : SqlValue(nullptr), text_of(envelope.state), text_or_null(envelope.provider_envelope), envelope.reason,
       envelope.changed_at.unix_ms(), ms_or_null(kept.asked_at), ms_or_null(kept.resent_at), sql_value(kept.void_reason), ms_or_null(kept.kept_at),
       kept.is_living() ? ms_or_null(envelope.sign_by) : SqlValue(nullptr)});
  for (const KeptSigner& each : kept.signers) {
    const SignerProgress& progress = each.progress;
    transaction.execute(
        "UPDATE signing_signers SET name = $3, email = $4, title = $5, access_code_sealed = $6, provider_recipient = $7, delivered_at_ms = $8, signed_at_ms = $9, "
        "declined_at_ms = $10, declined_reason = $11 WHERE envelope_id = $1 AND recipient = $2",
        {id, each.recipient, progress.signer.name, progress.signer.email, progress.signer.title,
         each.access_code_sealed ? SqlValue(Blob{*each.access_code_sealed}) : SqlValue(nullptr), progress.provider_recipient, ms_or_null(progress.delivered_at),
         ms_or_null(progress.signed_at), ms_or_null(progress.declined_at), progress.declined_reason});
  }
}

std::optional<KeptEnvelope> find_envelope(SqlReader& reader, const EnvelopeId& id) {
  static const std::string kSql = std::string(kSelect) + "WHERE id = $1";
  std::optional<KeptEnvelope> found;
  reader.query(kSql, {id.text()}, [&](const SqlRow& row) { found = envelope_of(row); });
  return with_signers(reader, std::move(found));
}

std::optional<KeptEnvelope> find_provider_envelope(SqlReader& reader, std::string_view provider_envelope) {
  static const std::string kSql = std::string(kSelect) + "WHERE provider_envelope = $1";
  std::optional<KeptEnvelope> found;
  reader.query(kSql, {provider_envelope}, [&](const SqlRow& row) { found = envelope_of(row); });
  return with_signers(reader, std::move(found));
}

std::optional<KeptEnvelope> find_envelope_of(SqlReader& reader, const EnvelopeSubject& subject) {
  static const std::string kSql =
      std::string(kSelect) + "WHERE subject_id = $1 AND purpose = $2 AND document_version = $3 AND partner_id = $4 ORDER BY id DESC LIMIT 1";
  std::optional<KeptEnvelope> found;
  reader.query(kSql, {subject.id, text_of(subject.purpose), subject.document_version, subject.partner}, [&](const SqlRow& row) { found = envelope_of(row); });
  return with_signers(reader, std::move(found));
}

std::vector<EnvelopePaper> papers_of(SqlReader& reader, const EnvelopeId& id) {
  std::vector<EnvelopePaper> papers;
  reader.query("SELECT document, title FROM signing_papers WHERE envelope_id = $1 ORDER BY position", {id.text()},
               [&](const SqlRow& row) { papers.push_back({.document = std::string(row.text(0)), .title = std::string(row.text(1))}); });
  return papers;
}

std::vector<CopyReceiver> copies_of(SqlReader& reader, const EnvelopeId& id) {
  std::vector<CopyReceiver> copies;
  reader.query("SELECT name, email FROM signing_copies WHERE envelope_id = $1 ORDER BY position", {id.text()},
               [&](const SqlRow& row) { copies.push_back({.name = std::string(row.text(0)), .email = std::string(row.text(1))}); });
  return copies;
}

std::vector<EnvelopeId> overdue_envelopes(SqlReader& reader, Instant now, int limit) {
  std::vector<EnvelopeId> overdue;
  reader.query("SELECT id FROM signing_envelopes WHERE due_at_ms <= $1 ORDER BY due_at_ms, id LIMIT $2", {now.unix_ms(), std::int64_t{limit}},
               [&](const SqlRow& row) { overdue.push_back(EnvelopeId::parse(row.text(0)).value()); });
  return overdue;
}

std::vector<EnvelopeCount> count_envelopes(SqlReader& reader) {
  std::vector<EnvelopeCount> counts;
  reader.query("SELECT state, COUNT(*) FROM signing_envelopes GROUP BY state", {},
               [&](const SqlRow& row) { counts.push_back({.state = parse_envelope_state(row.text(0)).value(), .count = row.integer(1)}); });
  return counts;
}

}  // namespace switchyard::signing
