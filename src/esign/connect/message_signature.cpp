#include "esign/connect/message_signature.hpp"

#include "values/base64.hpp"

namespace switchyard::esign {

std::string message_signature(const KeyedDigest& digest, std::string_view key, std::string_view body) { return encode_base64(digest.hmac_sha256(key, body)); }

}  // namespace switchyard::esign
