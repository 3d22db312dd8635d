#include "access/client_assertion.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace switchyard::access {

std::string make_client_assertion(const SigningKey& key, const ClientAssertion& assertion) {
  boost::json::object header{{"alg", text_of(key.algorithm())}, {"typ", "JWT"}};
  if (assertion.kid) header["kid"] = *assertion.kid;
  const std::int64_t now = assertion.now.unix_seconds();
  const boost::json::object claims{{"iss", assertion.client_id}, {"sub", assertion.client_id}, {"aud", assertion.audience},
                                   {"iat", now},                 {"exp", now + 240},           {"jti", assertion.jti}};
  return sign_compact(key, boost::json::serialize(header), boost::json::serialize(claims));
}

std::string token_request_form(std::string_view assertion) {
  return "grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion=" +
         std::string(assertion);  // Base64url and dots need no escape.
}

}  // namespace switchyard::access
