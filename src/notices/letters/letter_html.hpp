// A filled-in letter as HTML that mail programs show: tables, inline styles, nothing loaded from anywhere.
#pragma once

#include <string>

#include "notices/letters/letter_shelf.hpp"

namespace switchyard::notices {

[[nodiscard]] std::string letter_html(const LetterTemplate& letter, const LetterBrand& brand, const LetterValues& values, std::string_view language);
// The partner's colour where it is one, and black or white on it, whichever is read better (WCAG relative luminance).
struct AccentColors {
  std::string background;
  std::string_view text;
};
[[nodiscard]] AccentColors accent_of(const LetterBrand& brand);

}  // namespace switchyard::notices
