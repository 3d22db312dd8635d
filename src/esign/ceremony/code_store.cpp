#include "esign/ceremony/code_store.hpp"

namespace switchyard::esign {
namespace {

constexpr std::string_view kFindCode = "SELECT code_sha256, sent_at_ms, expires_at_ms, tries, window_from_ms, window_count FROM esign_email_codes WHERE recipient_guid = $1";
constexpr std::string_view kWriteCode =
    "INSERT INTO esign_email_codes (recipient_guid, code_sha256, sent_at_ms, expires_at_ms, tries, window_from_ms, window_count) VALUES ($1, $2, $3, $4, $5, $6, $7) "
    "ON CONFLICT (recipient_guid) DO UPDATE SET code_sha256 = $2, sent_at_ms = $3, expires_at_ms = $4, tries = $5, window_from_ms = $6, window_count = $7";
constexpr std::string_view kSpendCode = "UPDATE esign_email_codes SET code_sha256 = '' WHERE recipient_guid = $1";
constexpr std::string_view kFindTries = "SELECT window_from_ms, wrong_count FROM esign_access_tries WHERE recipient_guid = $1";
constexpr std::string_view kWriteTries =
    "INSERT INTO esign_access_tries (recipient_guid, window_from_ms, wrong_count) VALUES ($1, $2, $3) "
    "ON CONFLICT (recipient_guid) DO UPDATE SET window_from_ms = $2, wrong_count = $3";

}  // namespace

std::optional<EmailCode> find_email_code(SqlReader& reader, const RecipientGuid& recipient) {
  std::optional<EmailCode> found;
  reader.query(kFindCode, {std::string_view(recipient.text())}, [&](const SqlRow& row) {
    found = EmailCode{.code_sha256 = std::string(row.text(0)),
                      .sent_at = Instant::from_unix_ms(row.integer(1)),
                      .expires_at = Instant::from_unix_ms(row.integer(2)),
                      .tries = row.integer(3),
                      .window_from = Instant::from_unix_ms(row.integer(4)),
                      .window_count = row.integer(5)};
  });
  return found;
}

void write_email_code(SqlTransaction& transaction, const RecipientGuid& recipient, const EmailCode& code) {
  transaction.execute(kWriteCode, {std::string_view(recipient.text()), std::string_view(code.code_sha256), code.sent_at.unix_ms(), code.expires_at.unix_ms(), code.tries,
                                   code.window_from.unix_ms(), code.window_count});
}

void spend_email_code(SqlTransaction& transaction, const RecipientGuid& recipient) { transaction.execute(kSpendCode, {std::string_view(recipient.text())}); }

AccessTries find_access_tries(SqlReader& reader, const RecipientGuid& recipient) {
  AccessTries found;
  reader.query(kFindTries, {std::string_view(recipient.text())},
               [&](const SqlRow& row) { found = {.window_from = Instant::from_unix_ms(row.integer(0)), .wrong_count = row.integer(1)}; });
  return found;
}

void write_access_tries(SqlTransaction& transaction, const RecipientGuid& recipient, const AccessTries& tries) {
  transaction.execute(kWriteTries, {std::string_view(recipient.text()), tries.window_from.unix_ms(), tries.wrong_count});
}

}  // namespace switchyard::esign
