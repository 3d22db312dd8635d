#include <array>
#include <utility>

#include "esign/evidence/evidence_chain.hpp"
#include "values/ensure.hpp"

namespace switchyard::esign {
namespace {

constexpr std::array<std::pair<EvidenceKind, std::string_view>, 21> kWords = {{
    {EvidenceKind::created, "created"},
    {EvidenceKind::sent, "sent"},
    {EvidenceKind::resent, "resent"},
    {EvidenceKind::mail_sent, "mail_sent"},
    {EvidenceKind::opened, "opened"},
    {EvidenceKind::disclosure_accepted, "disclosure_accepted"},
    {EvidenceKind::document_viewed, "document_viewed"},
    {EvidenceKind::authentication_passed, "authentication_passed"},
    {EvidenceKind::authentication_failed, "authentication_failed"},
    {EvidenceKind::signature_adopted, "signature_adopted"},
    {EvidenceKind::field_filled, "field_filled"},
    {EvidenceKind::finished_later, "finished_later"},
    {EvidenceKind::recipient_signed, "recipient_signed"},
    {EvidenceKind::recipient_declined, "recipient_declined"},
    {EvidenceKind::reassigned, "reassigned"},
    {EvidenceKind::corrected, "corrected"},
    {EvidenceKind::copy_delivered, "copy_delivered"},
    {EvidenceKind::expired, "expired"},
    {EvidenceKind::voided, "voided"},
    {EvidenceKind::declined, "declined"},
    {EvidenceKind::completed, "completed"},
}};

}  // namespace

std::string_view text_of(EvidenceKind kind) {
  for (const auto& [value, word] : kWords) {
    if (value == kind) return word;
  }
  ENSURE(false);
  return {};
}

std::optional<EvidenceKind> evidence_kind(std::string_view text) {
  for (const auto& [value, word] : kWords) {
    if (word == text) return value;
  }
  return std::nullopt;
}

}  // namespace switchyard::esign
