// How a letter of the signing service looks: one form for all, with the account's name and colour, as text and as HTML.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "esign/accounts/account.hpp"
#include "ports/environment.hpp"
#include "ports/mail.hpp"

namespace switchyard::esign {

struct LetterButton {
  std::string label;
  std::string url;
};

struct LetterContent {
  std::string language = "en";
  std::string subject = {};
  std::vector<std::string> paragraphs = {};     // Plain text: escaped in the HTML.
  std::string quoted = {};                      // Someone's own words, set apart; may hold line breaks.
  std::optional<LetterButton> button = {};
  std::string code = {};                        // Set large.
  std::string closing = {};                     // Small, at the end.
};

struct LetterBrand {
  std::string name;
  std::string accent;                           // "#1d4e89".
  std::string accent_ink;                       // "#ffffff" or "#000000", whichever reads better on it.
};
[[nodiscard]] LetterBrand brand_of(const Account& account);

// From the brand's name, to that address. Subjects are cut to what a letter may have.
[[nodiscard]] Mail form_letter(const LetterBrand& brand, EnvironmentName environment, const LetterContent& content, const MailAddress& to);

}  // namespace switchyard::esign
