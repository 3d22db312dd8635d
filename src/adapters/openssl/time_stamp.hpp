// RFC 3161: a time-stamp authority's token over a seal's signature. The token that is kept has one shape (its signer's certificate, one
// signer, nothing unused), into which what the authority sends is brought; so a changed byte of it is noticed too.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/openssl/seal_certificate.hpp"
#include "ports/http_client.hpp"
#include "ports/random.hpp"
#include "values/result.hpp"

namespace switchyard::adapters {

// What it points to outlives the key that asks it.
struct TimeStampAuthority {
  std::string url;  // http or https.
  HttpClient* http = nullptr;
  Random* random = nullptr;  // Of nonces.
  Duration timeout = Duration::seconds(5);
};

// Asks, and checks the answer. Refused: as HttpClient, and `time_stamp_refused` with what the authority or the check said.
Result<std::string> request_time_stamp(const TimeStampAuthority& authority, std::string_view signature);

// Of a token in the shape above, over this signature; else `time_stamp_wrong`.
Result<documents::SealTimeStamp> verify_time_stamp(std::string_view token, std::string_view signature, const std::vector<Certificate>& named);

}  // namespace switchyard::adapters
