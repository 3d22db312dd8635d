#include "esign/envelopes/plan_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "esign/esign_refusal.hpp"

namespace switchyard::esign {
namespace {

constexpr std::size_t kBlurbCharactersMax = 10'000;
constexpr std::size_t kTabTextMax = 4'000;
constexpr std::size_t kTabsMax = 3'000;
constexpr std::int64_t kRoutingOrderMax = 1'000'000'000;

Error invalid(std::string message) { return esign_refusal("INVALID_REQUEST_PARAMETER", std::move(message)); }

bool fits(std::string_view text, std::size_t characters_max) {
  return text.size() <= characters_max * 4 && count_characters(text) <= characters_max && text.find('\0') == std::string_view::npos;
}

std::string unused_number(const std::set<std::string>& taken) {
  for (std::size_t number = 1;; ++number) {
    auto text = std::to_string(number);
    if (!taken.contains(text)) return text;
  }
}

Result<void> check_recipients(std::vector<Recipient>& recipients) {
  if (recipients.size() > kRecipientsMax) return invalid(fmt::format("An envelope has at most {} recipients.", kRecipientsMax));
  std::set<std::string> taken;
  for (const Recipient& one : recipients) {
    if (one.recipient_id.empty()) continue;
    if (!taken.insert(one.recipient_id).second) {
      return esign_refusal("DUPLICATE_RECIPIENT_ID", fmt::format("The recipientId '{}' stands for two recipients.", one.recipient_id));
    }
  }
  std::size_t tabs = 0;
  for (Recipient& one : recipients) {
    if (one.recipient_id.empty()) one.recipient_id = *taken.insert(unused_number(taken)).first;
    if (one.routing_order == 0) one.routing_order = 1;
    if (auto fine = check_recipient(one); !fine) return fine;
    for (const Tab& tab : one.tabs) {
      if (auto fine = check_tab(tab); !fine) return fine;
    }
    tabs += one.tabs.size();
  }
  if (tabs > kTabsMax) return invalid(fmt::format("An envelope has at most {} tabs.", kTabsMax));
  return {};
}

Result<void> check_documents(std::vector<NewDocument>& documents) {
  if (documents.size() > kDocumentsMax) return invalid(fmt::format("An envelope has at most {} documents.", kDocumentsMax));
  std::set<std::string> taken;
  std::size_t size = 0;
  for (const NewDocument& one : documents) {
    if (!one.document_id.empty() && !taken.insert(one.document_id).second) {
      return invalid(fmt::format("The documentId '{}' stands for two documents.", one.document_id));
    }
    size += one.bytes.size();
  }
  if (size > kEnvelopeSizeMax) return esign_refusal("UNSPECIFIED_ERROR", "PDF validation failed: the documents have over 50 MB together.");
  for (NewDocument& one : documents) {
    if (one.document_id.empty()) one.document_id = *taken.insert(unused_number(taken)).first;
    if (auto fine = check_document(one); !fine) return fine;
  }
  return {};
}

}  // namespace

std::size_t count_characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_email(std::string_view text) {
  const auto at = text.find('@');
  if (at == std::string_view::npos || at == 0 || text.find('@', at + 1) != std::string_view::npos || text.size() > 100) return false;
  const auto domain = text.substr(at + 1);
  const auto dot = domain.find('.');
  if (dot == std::string_view::npos || dot == 0 || domain.back() == '.') return false;
  return std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == ',' || c == ';' || c == '<' || c == '>' || c == '"' || c == '\x7f';
  });
}

Result<void> check_recipient(const Recipient& one) {
  const std::string who = fmt::format("recipient '{}'", one.recipient_id);
  for (const auto* text : {&one.name, &one.email, &one.client_user_id, &one.role_name, &one.recipient_id, &one.host_name, &one.host_email}) {
    if (!fits(*text, kRecipientTextMax)) return invalid(fmt::format("A text of {} is longer than {} characters.", who, kRecipientTextMax));
    if (text->find_first_of("\r\n") != std::string::npos) return invalid(fmt::format("A text of {} has a line break.", who));
  }
  if (!fits(one.access_code, 50)) return invalid(fmt::format("The accessCode of {} has over 50 characters.", who));
  if (!fits(one.note, kBlurbCharactersMax) || !fits(one.email_body, kBlurbCharactersMax) || !fits(one.email_subject, kSubjectCharactersMax)) {
    return invalid(fmt::format("The note or letter of {} is too long.", who));
  }
  if (one.routing_order < 1 || one.routing_order > kRoutingOrderMax) return invalid(fmt::format("The routingOrder of {} is not 1 or more.", who));
  if (!one.email.empty() && !is_email(one.email)) {
    return esign_refusal("INVALID_EMAIL_ADDRESS_FOR_RECIPIENT", fmt::format("The email address for the {} is invalid.", who));
  }
  return {};
}

Result<void> check_tab(const Tab& tab) {
  if (!fits(tab.label, 500) || !fits(tab.name, 500) || !fits(tab.group, 500)) return invalid("A tabLabel, name or groupName has over 500 characters.");
  if (!fits(tab.value, kTabTextMax)) return invalid(fmt::format("The value of tab '{}' has over {} characters.", tab.label, kTabTextMax));
  if (tab.anchor && (tab.anchor->text.empty() || !fits(tab.anchor->text, 200))) return invalid("An anchorString has 1 to 200 characters.");
  constexpr std::int64_t kFarthest = 20'000'000;
  for (const auto length : {tab.x.value_or(0), tab.y.value_or(0), tab.width, tab.height, tab.anchor ? tab.anchor->x_offset : 0,
                            tab.anchor ? tab.anchor->y_offset : 0}) {
    if (length > kFarthest || length < -kFarthest) {
      return esign_refusal("TAB_OUT_OF_BOUNDS", fmt::format("A place or size of the tab '{}' is beyond 20,000.", tab.label));
    }
  }
  return {};
}

Result<void> check_custom_field(const CustomField& field) {
  if (field.name.empty() || !fits(field.name, kCustomFieldCharactersMax) || !fits(field.value, kCustomFieldCharactersMax)) {
    return esign_refusal("INVALID_CUSTOM_FIELD", fmt::format("The custom field '{}' needs a name of 1 to {} characters and a value of at most as many.",
                                                             field.name.substr(0, 100), kCustomFieldCharactersMax));
  }
  return {};
}

Result<void> check_document(const NewDocument& document) {
  if (document.bytes.empty()) {
    return esign_refusal("INVALID_REQUEST_BODY", fmt::format("The document '{}' has no documentBase64.", document.document_id));
  }
  if (document.bytes.size() > kDocumentSizeMax) {
    return esign_refusal("UNSPECIFIED_ERROR", fmt::format("PDF validation failed: document '{}' has over 20 MB.", document.document_id));
  }
  if (!fits(document.name, 200) || !fits(document.document_id, 50) || document.document_id == "combined" || document.document_id == "certificate" ||
      document.document_id == "archive" || document.document_id == "portfolio") {
    return invalid(fmt::format("The documentId '{}' or the document's name is not one that can be given.", document.document_id.substr(0, 50)));
  }
  return {};
}

Result<void> check_plan(EnvelopeDefinition& plan) {
  if (!fits(plan.email_subject, kSubjectCharactersMax) || plan.email_subject.find_first_of("\r\n") != std::string::npos) {
    return invalid(fmt::format("The emailSubject has at most {} characters and no line break.", kSubjectCharactersMax));
  }
  if (!fits(plan.email_blurb, kBlurbCharactersMax)) return invalid(fmt::format("The emailBlurb has over {} characters.", kBlurbCharactersMax));
  if (!fits(plan.transaction_id, 100)) return invalid("The transactionId has over 100 characters.");
  if (plan.status != EnvelopeStatus::created && plan.status != EnvelopeStatus::sent) return invalid("The status of a new envelope is created or sent.");
  if (plan.custom_fields.size() > kCustomFieldsMax) return esign_refusal("CUSTOM_FIELD_LIMIT_EXCEEDED");
  for (const CustomField& field : plan.custom_fields) {
    if (auto fine = check_custom_field(field); !fine) return fine;
  }
  if (auto fine = check_documents(plan.documents); !fine) return fine;
  return check_recipients(plan.recipients);
}

Result<void> check_complete(std::string_view email_subject, std::size_t documents, const std::vector<Recipient>& recipients) {
  if (email_subject.empty() || documents == 0 || recipients.empty()) return esign_refusal("ENVELOPE_IS_INCOMPLETE");
  for (const Recipient& one : recipients) {
    const bool named = one.kind == RecipientKind::in_person_signer ? !one.name.empty() || !one.host_name.empty() : !one.name.empty();
    if (!named) return esign_refusal("ENVELOPE_IS_INCOMPLETE", fmt::format("The Envelope is not Complete. Recipient '{}' has no name.", one.recipient_id));
    if (one.email.empty() && one.kind != RecipientKind::in_person_signer) {
      return esign_refusal("INVALID_EMAIL_ADDRESS_FOR_RECIPIENT", fmt::format("The recipient '{}' has no email address.", one.recipient_id));
    }
  }
  return {};
}

}  // namespace switchyard::esign
