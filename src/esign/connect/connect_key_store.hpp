// The HMAC keys of accounts, opened to sign with.
#pragma once

#include "esign/connect/connect_desk.hpp"

namespace switchyard::esign {

// The active ones, the oldest first. Throws std::runtime_error where one cannot be opened: a message without its signatures would be refused.
[[nodiscard]] std::vector<Secret> open_connect_keys(SqlReader& reader, const access::Sealer& sealer, const AccountId& account);

}  // namespace switchyard::esign
