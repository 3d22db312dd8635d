// Codes sent by e-mail and wrong tries, by recipient: more sessions give no more tries. Real time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "esign/guid.hpp"
#include "ports/database.hpp"
#include "values/instant.hpp"

namespace switchyard::esign {

struct EmailCode {
  std::string code_sha256 = {};  // Empty: spent.
  Instant sent_at{};
  Instant expires_at{};
  std::int64_t tries = 0;
  Instant window_from{};         // Since when window_count codes were sent.
  std::int64_t window_count = 0;
};
[[nodiscard]] std::optional<EmailCode> find_email_code(SqlReader& reader, const RecipientGuid& recipient);
void write_email_code(SqlTransaction& transaction, const RecipientGuid& recipient, const EmailCode& code);
// No code is good any more; the window stays.
void spend_email_code(SqlTransaction& transaction, const RecipientGuid& recipient);

struct AccessTries {
  Instant window_from{};
  std::int64_t wrong_count = 0;
};
[[nodiscard]] AccessTries find_access_tries(SqlReader& reader, const RecipientGuid& recipient);
void write_access_tries(SqlTransaction& transaction, const RecipientGuid& recipient, const AccessTries& tries);

}  // namespace switchyard::esign
