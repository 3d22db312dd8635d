// Letters as data: a text file a kind and language (invitation.en.txt), read once and checked, then filled in for each receiver.
//
//   subject: Please sign: {title}
//
//   # A heading
//
//   A paragraph with {placeholders}, on one line.
//
//   [Label of a button]({link})
//
//   ?sign_by A paragraph that is left out where {sign_by} is empty.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "values/result.hpp"

namespace switchyard::notices {

using LetterValues = std::map<std::string, std::string, std::less<>>;

struct LetterParagraph {
  enum class Kind : std::uint8_t { heading, text, button };
  Kind kind = Kind::text;
  std::string text;             // With its placeholders; of a button its label.
  std::string link = {};        // Of a button: the name of the placeholder.
  std::string condition = {};   // Left out where this value is empty.
};

struct LetterTemplate {
  std::string subject;
  std::vector<LetterParagraph> paragraphs;
};

// Refused as letter_template_invalid, with the line: a placeholder that nothing fills, no subject, an unclosed brace.
Result<LetterTemplate> parse_letter_template(std::string_view text);

// A placeholder without a value becomes nothing. Values are text: what looks like a placeholder in one stays as it is.
[[nodiscard]] std::string fill_in(std::string_view text, const LetterValues& values);

// Every name that a template may use.
[[nodiscard]] bool is_letter_value(std::string_view name);

}  // namespace switchyard::notices
