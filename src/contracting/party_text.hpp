// Texts that partners send, trimmed and held against their limits; what is wrong is gathered field by field.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "values/error.hpp"

namespace switchyard::contracting {

// Without spaces, tabs and line breaks at its ends.
[[nodiscard]] std::string trimmed_text(std::string_view text);
// Well-formed UTF-8 without control characters; line breaks and tabs where `multiline`.
[[nodiscard]] bool is_plain_text(std::string_view text, bool multiline = false);
// ASCII letters in lower case.
[[nodiscard]] std::string lower_case(std::string_view text);

// Of one object of the input; `pointer` is the object's ("/contacts/0"), or empty.
class FieldCheck {
 public:
  FieldCheck(std::string pointer, std::vector<FieldError>& refusals) : pointer_(std::move(pointer)), refusals_(refusals) {}

  void refuse(std::string_view name, std::string code, std::string detail);
  // Trimmed, at most `size_max` bytes: too_long, control_character.
  std::string text(std::string_view name, std::string_view given, std::size_t size_max);
  // The same, not empty: missing.
  std::string required(std::string_view name, std::string_view given, std::size_t size_max);
  // Not empty, with line breaks and tabs.
  std::string paragraph(std::string_view name, std::string_view given, std::size_t size_max);
  // Nothing, or `size_min` to `size_max` digits once dashes and spaces are out; else `code`.
  std::string digits(std::string_view name, std::string_view given, std::size_t size_min, std::size_t size_max, std::string code);
  // Nothing, or an address that mail can be sent to; the part after the @ in lower case. email_invalid.
  std::string email(std::string_view name, std::string_view given);
  // Nothing, or E.164: ten digits are of North America. phone_invalid.
  std::string phone(std::string_view name, std::string_view given);

  [[nodiscard]] std::string at(std::string_view name) const { return pointer_ + "/" + std::string(name); }

 private:
  std::string plain(std::string_view name, std::string text, std::size_t size_max, bool multiline);
  std::string pointer_;
  std::vector<FieldError>& refusals_;
};

// `code` with all that was gathered, `unprocessable`. Precondition: something was.
[[nodiscard]] Error gathered(std::string code, std::string message, std::vector<FieldError> refusals);

}  // namespace switchyard::contracting
