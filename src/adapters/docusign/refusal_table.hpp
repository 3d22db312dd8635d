// What an error of DocuSign's means for us. Sources: developers.docusign.com (error codes, limits), public threads; see docs/signing.md.
#pragma once

#include <optional>
#include <string>

#include "ports/http_client.hpp"
#include "values/error.hpp"

namespace switchyard::adapters {

// The first header of that name (lower case).
[[nodiscard]] std::optional<std::string_view> header_of(const HttpAnswer& answer, std::string_view name);

// `errorCode` of the body; empty where it is HTML, empty or something else.
[[nodiscard]] std::string error_code_of(const HttpAnswer& answer);

// Of any answer that is not 2xx. Kind rate_limited and unavailable: may be tried again; all else is final.
[[nodiscard]] Error refusal_of(const HttpAnswer& answer);
// Of one item's errorDetails.
[[nodiscard]] Error refusal_of_code(std::string_view error_code, std::string_view message);

// Of POST /oauth/token: signing_consent_required with the link in its message, else signing_login_refused.
[[nodiscard]] Error login_refusal_of(const HttpAnswer& answer, const std::string& consent_link);
// Whether the same login with another of our keys may do.
[[nodiscard]] bool is_refused_key(const HttpAnswer& answer);
// One envelope was asked about too often: nothing of the account's limits.
[[nodiscard]] bool is_limit_of_one_envelope(const HttpAnswer& answer);

}  // namespace switchyard::adapters
