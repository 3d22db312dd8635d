#include "signing/envelope_words.hpp"

#include <array>

#include <fmt/format.h>

namespace switchyard::signing {
namespace {

constexpr std::array<std::string_view, 3> kPurposes{"agreement", "authorization", "countersignature"};
constexpr std::array<std::string_view, 4> kRoles{"customer", "co_signer", "agency", "supplier"};
constexpr std::array<std::string_view, 7> kStates{"queued", "sent", "delivered", "completed", "declined", "voided", "failed"};
constexpr std::array<std::string_view, 7> kNews{"viewed", "signer_done", "customer_side_done", "completed", "declined", "voided", "failed"};

template <class T, std::size_t kCount>
Result<T> parse(const std::array<std::string_view, kCount>& words, std::string_view text) {
  for (std::size_t i = 0; i < kCount; ++i) {
    if (words[i] == text) return static_cast<T>(i);
  }
  return Error{ErrorKind::invalid, "word_unknown", fmt::format("'{}' is none of {}", text, fmt::join(words, ", "))};
}

}  // namespace

std::string_view text_of(EnvelopePurpose purpose) { return kPurposes[static_cast<std::size_t>(purpose)]; }
std::string_view text_of(SignerRole role) { return kRoles[static_cast<std::size_t>(role)]; }
std::string_view text_of(EnvelopeState state) { return kStates[static_cast<std::size_t>(state)]; }
std::string_view text_of(EnvelopeNewsKind kind) { return kNews[static_cast<std::size_t>(kind)]; }
std::string_view text_of(FinishedDocument::Kind kind) { return kind == FinishedDocument::Kind::combined ? "combined" : "certificate"; }

Result<EnvelopePurpose> parse_envelope_purpose(std::string_view text) { return parse<EnvelopePurpose>(kPurposes, text); }
Result<SignerRole> parse_signer_role(std::string_view text) { return parse<SignerRole>(kRoles, text); }
Result<EnvelopeState> parse_envelope_state(std::string_view text) { return parse<EnvelopeState>(kStates, text); }
Result<EnvelopeNewsKind> parse_envelope_news_kind(std::string_view text) { return parse<EnvelopeNewsKind>(kNews, text); }

bool is_ended(EnvelopeState state) { return state >= EnvelopeState::completed; }
bool is_customer_side(SignerRole role) { return role != SignerRole::supplier; }

}  // namespace switchyard::signing
