#include "notices/envelopes/followed_envelope_store.hpp"

#include "values/ensure.hpp"

namespace switchyard::notices {
namespace {

SqlValue instant_or_null(const std::optional<Instant>& instant) { return instant ? SqlValue(instant->unix_ms()) : SqlValue(nullptr); }

// envelope_id, partner_id, purpose, subject_id, document_version, title, message, sign_by_at_ms, is_open, round, created_at_ms
FollowedEnvelope followed_of(const SqlRow& row) {
  const auto id = signing::EnvelopeId::parse(row.text(0));
  ENSURE(id.has_value());
  FollowedEnvelope envelope{.id = *id,
                            .subject = {.partner = std::string(row.text(1)),
                                        .purpose = static_cast<signing::EnvelopePurpose>(row.integer(2)),
                                        .id = std::string(row.text(3)),
                                        .document_version = row.integer(4)},
                            .title = std::string(row.text(5)),
                            .message = std::string(row.text(6)),
                            .is_open = row.integer(8) != 0,
                            .round = row.integer(9),
                            .created_at = Instant::from_unix_ms(row.integer(10))};
  if (const auto sign_by = row.integer_or_null(7)) envelope.sign_by = Instant::from_unix_ms(*sign_by);
  return envelope;
}

}  // namespace

void insert_followed(SqlTransaction& transaction, const FollowedEnvelope& envelope, std::optional<Instant> next_look) {
  const std::string id = envelope.id.text();
  transaction.execute(
      "INSERT INTO notices_envelopes (envelope_id, partner_id, purpose, subject_id, document_version, title, message, sign_by_at_ms, is_open, round, next_look_at_ms, created_at_ms) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, 1, $9, $10)",
      {std::string_view(id), std::string_view(envelope.subject.partner), static_cast<std::int64_t>(envelope.subject.purpose), std::string_view(envelope.subject.id),
       envelope.subject.document_version, std::string_view(envelope.title), std::string_view(envelope.message), instant_or_null(envelope.sign_by), instant_or_null(next_look),
       envelope.created_at.unix_ms()});
}

std::optional<FollowedEnvelope> find_followed(SqlReader& reader, const signing::EnvelopeId& id) {
  const std::string text = id.text();
  std::optional<FollowedEnvelope> found;
  reader.query(
      "SELECT envelope_id, partner_id, purpose, subject_id, document_version, title, message, sign_by_at_ms, is_open, round, created_at_ms FROM notices_envelopes WHERE envelope_id = $1",
      {std::string_view(text)}, [&](const SqlRow& row) { found = followed_of(row); });
  return found;
}

std::optional<FollowedEnvelope> find_followed_of(SqlReader& reader, const signing::EnvelopeSubject& subject) {
  std::optional<FollowedEnvelope> found;
  reader.query(
      "SELECT envelope_id, partner_id, purpose, subject_id, document_version, title, message, sign_by_at_ms, is_open, round, created_at_ms FROM notices_envelopes "
      "WHERE subject_id = $1 AND partner_id = $2 AND purpose = $3 AND document_version = $4 ORDER BY envelope_id DESC LIMIT 1",
      {std::string_view(subject.id), std::string_view(subject.partner), static_cast<std::int64_t>(subject.purpose), subject.document_version},
      [&](const SqlRow& row) { found = followed_of(row); });
  return found;
}

std::vector<signing::EnvelopeId> due_envelopes(SqlReader& reader, Instant now, int limit) {
  std::vector<signing::EnvelopeId> due;
  reader.query("SELECT envelope_id FROM notices_envelopes WHERE next_look_at_ms <= $1 AND is_open = 1 ORDER BY next_look_at_ms LIMIT $2",
               {now.unix_ms(), static_cast<std::int64_t>(limit)}, [&](const SqlRow& row) {
                 const auto id = signing::EnvelopeId::parse(row.text(0));
                 ENSURE(id.has_value());
                 due.push_back(*id);
               });
  return due;
}

void look_again_at(SqlTransaction& transaction, const signing::EnvelopeId& id, std::optional<Instant> next_look) {
  const std::string text = id.text();
  transaction.execute("UPDATE notices_envelopes SET next_look_at_ms = $2 WHERE envelope_id = $1 AND is_open = 1", {std::string_view(text), instant_or_null(next_look)});
}

void begin_round(SqlTransaction& transaction, const signing::EnvelopeId& id, Instant next_look) {
  const std::string text = id.text();
  transaction.execute("UPDATE notices_envelopes SET round = round + 1, next_look_at_ms = $2 WHERE envelope_id = $1 AND is_open = 1", {std::string_view(text), next_look.unix_ms()});
}

void close_followed(SqlTransaction& transaction, const signing::EnvelopeId& id) {
  const std::string text = id.text();
  transaction.execute("UPDATE notices_envelopes SET is_open = 0, next_look_at_ms = NULL WHERE envelope_id = $1", {std::string_view(text)});
}

bool insert_invitation(SqlTransaction& transaction, const signing::EnvelopeId& id, const Invitation& invitation) {
  const std::string text = id.text();
  return transaction.execute("INSERT INTO notices_invitations (envelope_id, role, address, round, invited_at_ms, reminders) VALUES ($1, $2, $3, $4, $5, 0) "
                             "ON CONFLICT (envelope_id, role, address, round) DO NOTHING",
                             {std::string_view(text), static_cast<std::int64_t>(invitation.role), std::string_view(invitation.address), invitation.round,
                              invitation.invited_at.unix_ms()}) > 0;
}

void write_reminders(SqlTransaction& transaction, const signing::EnvelopeId& id, const Invitation& invitation) {
  const std::string text = id.text();
  transaction.execute("UPDATE notices_invitations SET reminders = $5 WHERE envelope_id = $1 AND role = $2 AND address = $3 AND round = $4",
                      {std::string_view(text), static_cast<std::int64_t>(invitation.role), std::string_view(invitation.address), invitation.round, invitation.reminders});
}

std::vector<Invitation> invitations_of(SqlReader& reader, const signing::EnvelopeId& id) {
  const std::string text = id.text();
  std::vector<Invitation> all;
  reader.query("SELECT role, address, round, invited_at_ms, reminders FROM notices_invitations WHERE envelope_id = $1 ORDER BY round, role, address", {std::string_view(text)},
               [&](const SqlRow& row) {
                 all.push_back({.role = static_cast<signing::SignerRole>(row.integer(0)),
                                .address = std::string(row.text(1)),
                                .round = row.integer(2),
                                .invited_at = Instant::from_unix_ms(row.integer(3)),
                                .reminders = row.integer(4)});
               });
  return all;
}

}  // namespace switchyard::notices
