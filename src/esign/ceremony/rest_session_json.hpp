// The answers of the signing page's API as JSON: web/sign/src/api-types.ts.
#pragma once

#include <string>
#include <vector>

#include "esign/ceremony/authentication.hpp"
#include "esign/ceremony/reading_store.hpp"
#include "esign/ceremony/signing.hpp"
#include "esign/ceremony/standing.hpp"

namespace switchyard::esign {

// What a Session has beside its standing.
struct SessionDetails {
  AuthenticationState authentication;
  std::vector<Reading> readings = {};
  std::optional<AdoptedSignature> adopted = {};
};

[[nodiscard]] std::string session_json(const Ceremony& ceremony, const Standing& standing, const SessionDetails& details);
[[nodiscard]] std::string events_json(const Standing& standing, std::int64_t since);
[[nodiscard]] std::string authentication_json(const AuthenticationState& state);
[[nodiscard]] std::string adopted_json(const AdoptedSignature& adopted, const Standing& standing);
[[nodiscard]] std::string finished_json(const Finished& finished);
[[nodiscard]] std::string end_json(const SessionEnd& end);
[[nodiscard]] std::string idle_json(const Standing& standing);
// Grows with every change of the envelope that any of its signers may see.
[[nodiscard]] std::int64_t revision_of(const Envelope& envelope);

}  // namespace switchyard::esign
