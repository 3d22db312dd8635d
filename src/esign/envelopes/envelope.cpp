#include "esign/envelopes/envelope.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace switchyard::esign {
namespace {

constexpr std::array<std::string_view, 4> kKinds{"signer", "inpersonsigner", "carboncopy", "certifieddelivery"};
constexpr std::array<std::string_view, 4> kGroups{"signers", "inPersonSigners", "carbonCopies", "certifiedDeliveries"};
constexpr std::array<std::string_view, 5> kRecipientStatuses{"created", "sent", "delivered", "completed", "declined"};
constexpr std::array<std::string_view, 7> kStatuses{"created", "sent", "delivered", "completed", "declined", "voided", "deleted"};

template <class Enum, std::size_t n>
std::optional<Enum> parse_named(const std::array<std::string_view, n>& names, std::string_view text) {
  std::string wanted(text);
  for (char& c : wanted) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  const auto found = std::find(names.begin(), names.end(), wanted);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

}  // namespace

std::string_view text_of(RecipientKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }
std::string_view group_name_of(RecipientKind kind) { return kGroups[static_cast<std::size_t>(kind)]; }
std::optional<RecipientKind> parse_recipient_kind(std::string_view text) { return parse_named<RecipientKind>(kKinds, text); }

std::string_view text_of(RecipientStatus status) { return kRecipientStatuses[static_cast<std::size_t>(status)]; }
std::optional<RecipientStatus> parse_recipient_status(std::string_view text) { return parse_named<RecipientStatus>(kRecipientStatuses, text); }

std::string_view text_of(EnvelopeStatus status) { return kStatuses[static_cast<std::size_t>(status)]; }
std::optional<EnvelopeStatus> parse_envelope_status(std::string_view text) { return parse_named<EnvelopeStatus>(kStatuses, text); }

bool is_final(EnvelopeStatus status) {
  return status == EnvelopeStatus::completed || status == EnvelopeStatus::declined || status == EnvelopeStatus::voided ||
         status == EnvelopeStatus::deleted;
}

const Recipient* Envelope::recipient(const RecipientGuid& guid) const {
  const auto found = std::find_if(recipients.begin(), recipients.end(), [&](const Recipient& one) { return one.guid == guid; });
  return found == recipients.end() ? nullptr : &*found;
}

const Recipient* Envelope::recipient(std::string_view name) const {
  const auto found = std::find_if(recipients.begin(), recipients.end(), [&](const Recipient& one) { return one.recipient_id == name; });
  if (found != recipients.end()) return &*found;
  const auto guid = RecipientGuid::parse(name);
  return guid ? recipient(*guid) : nullptr;
}

const Document* Envelope::document(std::string_view document_id) const {
  const auto found = std::find_if(documents.begin(), documents.end(), [&](const Document& one) { return one.document_id == document_id; });
  return found == documents.end() ? nullptr : &*found;
}

std::string Envelope::custom_field(std::string_view name) const {
  const auto found = std::find_if(custom_fields.begin(), custom_fields.end(), [&](const CustomField& one) { return one.name == name; });
  return found == custom_fields.end() ? std::string() : found->value;
}

std::int64_t Envelope::current_routing_order() const {
  if (status == EnvelopeStatus::created || recipients.empty()) return 0;
  std::int64_t last = 0;
  std::optional<std::int64_t> current;
  for (const Recipient& one : recipients) {
    last = std::max(last, one.routing_order);
    if (!one.is_done() && (!current || one.routing_order < *current)) current = one.routing_order;
  }
  return current.value_or(last);
}

}  // namespace switchyard::esign
