// What happens to envelopes by time alone: they expire, and signers are reminded. Called by a clock's tick; each envelope in a transaction of its own.
#pragma once

#include <cstdint>

#include "esign/service.hpp"

namespace switchyard::esign {

inline constexpr std::int64_t kTickEnvelopesMax = 200;

// Voids those that are past their time ("Envelope has expired."); gives how many.
std::int64_t expire_envelopes(const EsignService& service);
// Writes to signers whose reminder is due; gives how many letters.
std::int64_t remind_signers(const EsignService& service);
// Tells those who can act that an envelope expires soon, once; gives how many letters.
std::int64_t warn_of_expiry(const EsignService& service);

}  // namespace switchyard::esign
