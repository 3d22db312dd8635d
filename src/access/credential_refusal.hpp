// Why a credential did not hold: which one, what came and what was expected. One closed list of codes, with what OAuth (RFC 6749
// section 5.2) calls each and which kind of error it is at an API route.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "values/error.hpp"

namespace switchyard::access {

// `received` and `expected` are empty where there is nothing to show; neither ever holds a key, an assertion or a token.
struct CredentialRefusal {
  std::string_view code;  // Of the list; static.
  std::string message;
  std::string received = {};
  std::string expected = {};
};

struct RefusalKind {
  std::string_view code;
  std::string_view oauth_error;  // "invalid_client"…
  int oauth_status;
  ErrorKind kind;
};
[[nodiscard]] std::span<const RefusalKind> refusal_kinds();
// ENSURE: the code is of the list.
[[nodiscard]] const RefusalKind& kind_of(const CredentialRefusal& refusal);

// For problem+json: the message, and in words what was received and expected.
[[nodiscard]] Error error_of(const CredentialRefusal& refusal);

// Text from outside for a message: in quotes, cut at 120 bytes, without what could not be shown.
[[nodiscard]] std::string in_quotes(std::string_view text);

template <class T>
using Checked = std::variant<T, CredentialRefusal>;

}  // namespace switchyard::access
