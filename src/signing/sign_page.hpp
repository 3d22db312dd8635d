// The pages that stand where a ceremony cannot: before it, after it, instead of it. Whole HTML documents without scripts, in English and Spanish.
#pragma once

#include <string>
#include <string_view>

namespace switchyard::signing {

enum class SignPage {
  preparing,          // The envelope is on its way to the provider; the page looks again by itself.
  not_your_turn,
  signed_already,
  completed,
  declined,
  voided,
  price_expired,
  failed,
  unknown_link,
  provider_away,      // Does not answer now; the page looks again by itself.
  done,               // The end of a ceremony, by what its address says:
  done_later,
  done_declined,
  done_expired,
  done_error
};

// `language`: "es", anything else is English.
[[nodiscard]] std::string sign_page_html(SignPage page, std::string_view language);
[[nodiscard]] int status_of(SignPage page);

}  // namespace switchyard::signing
