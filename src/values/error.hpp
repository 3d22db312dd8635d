// What went wrong, in words that a partner may read. An Error is a refusal, not a bug and not a lost database.
#pragma once

#include <string>
#include <vector>

namespace switchyard {

// The family of a refusal; one table in http/ maps it to a status and one in graphql/ to an extension.
enum class ErrorKind {
  invalid,          // The input cannot be understood or breaks a stated rule: 400, 422 where a body was well formed.
  unauthenticated,  // No credential, or one that did not hold: 401.
  forbidden,        // A credential that may not do this: 403.
  not_found,        // No such thing for this caller: 404.
  conflict,         // The thing's state does not allow it now: 409.
  unprocessable,    // Well formed, but it cannot be carried out: 422.
  too_large,        // Over a named limit of size: 413.
  unsupported,      // A media type, algorithm or format that is not taken: 415.
  rate_limited,     // Over a named limit of rate: 429.
  unavailable,      // Something outside does not answer now; trying again may help: 503.
};

// One field of an input that is wrong. `pointer` is a JSON pointer ("/accounts/0/zip"), or the name of a query parameter,
// header, cell or file line as the place has it.
struct FieldError {
  std::string pointer;
  std::string code;
  std::string detail;

  bool operator==(const FieldError&) const = default;
};

// `code` stands in api/errors.md and is a promise; `message` says what came and what would be right, and never holds a secret.
struct Error {
  ErrorKind kind = ErrorKind::invalid;
  std::string code;
  std::string message;
  std::vector<FieldError> fields = {};

  bool operator==(const Error&) const = default;
};

// A refusal of one input: the field that is wrong and why.
[[nodiscard]] Error invalid_field(std::string pointer, std::string code, std::string detail);

// The same refusal, said of the field that held the input. Fields already named are kept.
[[nodiscard]] Error at_field(Error error, std::string pointer);

}  // namespace switchyard
