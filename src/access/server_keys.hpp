// The server's own signing keys (ES256): one signs, the next is published before it does, and one that retired is published until
// its last token has expired. Private keys lie sealed in the database, the same for every node.
#pragma once

#include "access/application.hpp"
#include "access/sealer_port.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/random.hpp"

namespace switchyard::access {

// ES256 and not EdDSA: every JOSE library of partners and gateways verifies it.
inline constexpr JwsAlgorithm kServerAlgorithm = JwsAlgorithm::es256;
inline constexpr Duration kServerKeyAgeMax = Duration::hours(24 * 30);   // A signing key this old is rotated by maintain().
inline constexpr Duration kPublishedBeforeUse = Duration::minutes(10);   // Twice as long as a client may keep the JWK set.

// Safe to call from many threads and nodes.
class ServerKeys {
 public:
  ServerKeys(Database& control, const Jose& jose, const Sealer& sealer, Random& random, SecurityClock clock);

  // Makes the first two keys where there are none. At start, after migrations.
  void ensure();
  // The next key signs from now on, the active one retires, a new next one is published. Refused as key_too_fresh while the next
  // key has been published for less than kPublishedBeforeUse.
  Result<void> rotate(std::string_view actor);
  // What time asks for: an old active key is rotated, a retired one is dropped once its tokens have expired. True where it did
  // anything. Call it hourly from a job; harmless on many nodes.
  bool maintain();
  // Seals every private key with the sealer's current key; how many were sealed anew. `sealing_key_missing` or `seal_broken`
  // where one cannot be opened: then nothing is changed.
  Result<std::int64_t> reseal(std::string_view actor);

 private:
  ServerKey make(ServerKeyState state, Instant now) const;
  void rotate_in(SqlTransaction& transaction, std::vector<ServerKey>& keys, std::string_view actor, Instant now) const;

  Database& control_;
  const Jose& jose_;
  const Sealer& sealer_;
  Random& random_;
  SecurityClock clock_;
};

}  // namespace switchyard::access
