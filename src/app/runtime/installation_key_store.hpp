// Random keys that an installation makes once for itself and keeps sealed in the control schema, the same on every node: what an
// environment's rate references are made with.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "access/sealer_port.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/random.hpp"

namespace switchyard::app {

inline constexpr std::size_t kInstallationKeySize = 32;  // Bytes.

// Of the control schema.
[[nodiscard]] std::span<const Migration> installation_key_migrations();

// The key of this purpose ("test.rate_refs"), made where there is none. `seal_broken` or `sealing_key_missing` where the stored
// one cannot be opened.
Result<Secret> installation_key(Database& control, const access::Sealer& sealer, Random& random, Instant now, std::string_view purpose);

// The same for a secret of another form (a private key with its certificate): `make` is called where there is none yet.
Result<Secret> installation_secret(Database& control, const access::Sealer& sealer, Instant now, std::string_view purpose, const std::function<Secret()>& make);

// Seals every key anew with the sealer's current key, in the caller's transaction; how many changed.
Result<std::int64_t> reseal_installation_keys(SqlTransaction& transaction, const access::Sealer& sealer);

// Whether the database answers a question at all: for /readyz.
[[nodiscard]] bool answers(Database& database);

}  // namespace switchyard::app
