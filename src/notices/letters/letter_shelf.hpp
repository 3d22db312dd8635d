// The letters that the product has, in each language, and one of them made for a receiver: as text, and as HTML in the partner's name and colour.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "notices/letters/letter_template.hpp"
#include "ports/mail.hpp"
#include "values/instant.hpp"

namespace switchyard::notices {

enum class LetterKind : std::uint8_t {
  invitation, reminder, completed,       // To a signer.
  declined, voided, signed_late, failed, // To the partner's contact.
  declined_signer, voided_signer         // To those who were asked to sign.
};
[[nodiscard]] std::string_view text_of(LetterKind kind);  // "invitation": the file's name.

// In whose name a letter speaks. Nothing else of this installation shows.
struct LetterBrand {
  std::string name = {};
  std::string email = {};         // Where answers go, and the partner's own letters. Empty: nowhere.
  std::string phone = {};
  std::string address = {};
  std::string accent_color = {};  // "#1d4e89"; anything else: a neutral one.
  std::string language = "en";    // Of letters to the partner.
};

class LetterShelf {
 public:
  // Those embedded, all kinds in English and Spanish. One that is broken or missing is refused as letter_template_invalid, with its name.
  static Result<LetterShelf> load();

  // `language` "es", "es-MX": Spanish; anything else: English. Receivers, sender's address and category are the caller's to set.
  [[nodiscard]] Mail write(LetterKind kind, std::string_view language, const LetterBrand& brand, LetterValues values) const;

 private:
  std::map<std::pair<LetterKind, std::string>, LetterTemplate> templates_;
};

// "November 24, 2026 at 18:00 UTC", "24 de noviembre de 2026 a las 18:00 UTC".
[[nodiscard]] std::string letter_time(Instant instant, std::string_view language);

}  // namespace switchyard::notices
