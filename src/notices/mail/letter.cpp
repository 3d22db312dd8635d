#include "notices/mail/letter.hpp"

#include <array>
#include <utility>

namespace switchyard::notices {
namespace {

constexpr std::array<std::pair<LetterState, std::string_view>, 4> kStates{{{LetterState::queued, "queued"},
                                                                          {LetterState::sent, "sent"},
                                                                          {LetterState::refused, "refused"},
                                                                          {LetterState::kept, "kept"}}};

}  // namespace

std::string_view text_of(LetterState state) {
  for (const auto& [value, text] : kStates) {
    if (value == state) return text;
  }
  return {};
}

std::optional<LetterState> parse_letter_state(std::string_view text) {
  for (const auto& [value, word] : kStates) {
    if (word == text) return value;
  }
  return std::nullopt;
}

}  // namespace switchyard::notices
