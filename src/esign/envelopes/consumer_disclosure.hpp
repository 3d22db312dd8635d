// The electronic record and signature disclosure: what 15 USC 7001(c) has a person told before he consents.
#pragma once

#include <string>
#include <string_view>

#include "access/jose_port.hpp"
#include "esign/accounts/account.hpp"

namespace switchyard::esign {

struct ConsumerDisclosure {
  std::string version;            // "2026-11-1": changes with the words.
  std::string language;           // "en" or "es".
  std::string company;            // The account's name.
  std::string text;               // Plain, paragraphs apart by an empty line.
  std::string sha256;             // Of the text.
  std::string withdraw_email = {};
};

// Any language but Spanish ("es", "es-MX" …) is English. `sha256` needs Jose: see service.hpp.
[[nodiscard]] ConsumerDisclosure consumer_disclosure(const Account& account, std::string_view language, const access::Jose& jose);

}  // namespace switchyard::esign
