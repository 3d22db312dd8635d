// The words of the public page.
#pragma once

#include <string_view>

#include "esign/evidence/evidence_page.hpp"

namespace switchyard::esign {

struct PageWords {
  std::string_view title, lead, choose, hint, check, offline, other_language, fault, events, holds, wrong, envelope, certificate, fingerprint, file_hash, title_holds,
      title_wrong, another, refused;
};
[[nodiscard]] const PageWords& page_words(PageLanguage language);

// A finding in the page's language; empty where its own sentence, which is English, is to be shown.
[[nodiscard]] std::string_view finding_words(std::string_view code, PageLanguage language);

}  // namespace switchyard::esign
