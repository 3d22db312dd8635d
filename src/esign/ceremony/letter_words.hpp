// What the letters say.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "esign/ceremony/letter_form.hpp"
#include "esign/envelopes/envelope.hpp"
#include "esign/envelopes/letters.hpp"

namespace switchyard::esign {

struct LetterFacts {
  LetterPurpose purpose = LetterPurpose::invitation;
  std::string language = "en";
  std::string_view brand;
  const Envelope* envelope = nullptr;
  const Recipient* recipient = nullptr;   // Null: the sender is written to.
  std::optional<LetterButton> link = {};  // Its label is given here.
};

[[nodiscard]] LetterContent letter_content(LetterFacts facts);

}  // namespace switchyard::esign
