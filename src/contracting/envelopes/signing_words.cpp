#include "contracting/envelopes/signing_words.hpp"

#include "contracting/word_list.hpp"

namespace switchyard::contracting {
namespace {

using signing::EnvelopeNewsKind;
using signing::EnvelopePurpose;
using signing::EnvelopeState;
using signing::FinishedDocument;
using signing::SignerRole;

constexpr WordList<SignerRole, 4> kRoles = {
    {{SignerRole::customer, "customer"}, {SignerRole::co_signer, "co_signer"}, {SignerRole::agency, "agency"}, {SignerRole::supplier, "supplier"}}};
constexpr WordList<EnvelopePurpose, 3> kPurposes = {
    {{EnvelopePurpose::agreement, "agreement"}, {EnvelopePurpose::authorization, "authorization"}, {EnvelopePurpose::countersignature, "countersignature"}}};
constexpr WordList<EnvelopeState, 7> kStates = {{{EnvelopeState::queued, "queued"},
                                                 {EnvelopeState::sent, "sent"},
                                                 {EnvelopeState::delivered, "delivered"},
                                                 {EnvelopeState::completed, "completed"},
                                                 {EnvelopeState::declined, "declined"},
                                                 {EnvelopeState::voided, "voided"},
                                                 {EnvelopeState::failed, "failed"}}};
constexpr WordList<EnvelopeNewsKind, 7> kNews = {{{EnvelopeNewsKind::viewed, "viewed"},
                                                  {EnvelopeNewsKind::signer_done, "signer_done"},
                                                  {EnvelopeNewsKind::customer_side_done, "customer_side_done"},
                                                  {EnvelopeNewsKind::completed, "completed"},
                                                  {EnvelopeNewsKind::declined, "declined"},
                                                  {EnvelopeNewsKind::voided, "voided"},
                                                  {EnvelopeNewsKind::failed, "failed"}}};

}  // namespace

std::string_view word_of(SignerRole role) { return word_in(kRoles, role); }
Result<SignerRole> parse_signer_role(std::string_view word) { return value_in(kRoles, word); }
std::string_view word_of(EnvelopePurpose purpose) { return word_in(kPurposes, purpose); }
std::string_view word_of(EnvelopeState state) { return word_in(kStates, state); }
std::string_view word_of(EnvelopeNewsKind kind) { return word_in(kNews, kind); }
std::string_view word_of(FinishedDocument::Kind kind) { return kind == FinishedDocument::Kind::combined ? "combined" : "certificate"; }

}  // namespace switchyard::contracting
