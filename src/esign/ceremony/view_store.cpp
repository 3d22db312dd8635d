#include "esign/ceremony/view_store.hpp"

namespace switchyard::esign {
namespace {

constexpr std::string_view kInsert =
    "INSERT INTO esign_views (token_sha256, kind, account_id, envelope_id, recipient_guid, signer_email, options, return_url, created_at_ms, expires_at_ms) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
constexpr std::string_view kFind =
    "SELECT token_sha256, kind, account_id, envelope_id, recipient_guid, signer_email, options, return_url, created_at_ms, expires_at_ms, opened_at_ms, revoked_at_ms "
    "FROM esign_views WHERE token_sha256 = $1";
constexpr std::string_view kOpen = "UPDATE esign_views SET opened_at_ms = $2 WHERE token_sha256 = $1 AND opened_at_ms IS NULL AND revoked_at_ms IS NULL";
constexpr std::string_view kRevoke = "UPDATE esign_views SET revoked_at_ms = $3 WHERE envelope_id = $1 AND recipient_guid = $2 AND revoked_at_ms IS NULL AND kind <> 'letter'";
constexpr std::string_view kRevokeAll = "UPDATE esign_views SET revoked_at_ms = $3 WHERE envelope_id = $1 AND recipient_guid = $2 AND revoked_at_ms IS NULL";
constexpr std::string_view kForget = "DELETE FROM esign_views WHERE expires_at_ms < $1";

std::optional<Instant> instant_of(std::optional<std::int64_t> ms) {
  if (!ms) return std::nullopt;
  return Instant::from_unix_ms(*ms);
}

View view_of(const SqlRow& row) {
  View view;
  view.token_sha256 = row.text(0);
  view.kind = view_kind_of_stored(row.text(1));
  view.account = AccountId::of_stored(row.text(2));
  view.envelope = EnvelopeId::of_stored(row.text(3));
  view.recipient = RecipientGuid::of_stored(row.text(4));
  view.signer_email = row.text(5);
  view.options = options_of_stored(row.text(6));
  view.return_url = row.text(7);
  view.created_at = Instant::from_unix_ms(row.integer(8));
  view.expires_at = Instant::from_unix_ms(row.integer(9));
  view.opened_at = instant_of(row.integer_or_null(10));
  view.revoked_at = instant_of(row.integer_or_null(11));
  return view;
}

}  // namespace

void insert_view(SqlTransaction& transaction, const View& view) {
  const std::string options = options_text(view.options);
  transaction.execute(kInsert, {std::string_view(view.token_sha256), text_of(view.kind), std::string_view(view.account.text()), std::string_view(view.envelope.text()),
                                std::string_view(view.recipient.text()), std::string_view(view.signer_email), std::string_view(options), std::string_view(view.return_url),
                                view.created_at.unix_ms(), view.expires_at.unix_ms()});
}

std::optional<View> find_view(SqlReader& reader, std::string_view token_sha256) {
  std::optional<View> found;
  reader.query(kFind, {token_sha256}, [&](const SqlRow& row) { found = view_of(row); });
  return found;
}

bool mark_view_opened(SqlTransaction& transaction, std::string_view token_sha256, Instant at) {
  return transaction.execute(kOpen, {token_sha256, at.unix_ms()}) == 1;
}

void revoke_views(SqlTransaction& transaction, const EnvelopeId& envelope, const RecipientGuid& recipient, bool with_letters, Instant at) {
  transaction.execute(with_letters ? kRevokeAll : kRevoke, {std::string_view(envelope.text()), std::string_view(recipient.text()), at.unix_ms()});
}

void delete_views_expired_before(SqlTransaction& transaction, Instant at) { transaction.execute(kForget, {at.unix_ms()}); }

}  // namespace switchyard::esign
