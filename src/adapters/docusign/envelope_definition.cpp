#include "adapters/docusign/envelope_definition.hpp"
#include "values/base64.hpp"

#include <algorithm>
#include <map>

#include <boost/json.hpp>
#include <fmt/format.h>


namespace switchyard::adapters {
namespace {

namespace json = boost::json;
using signing::EnvelopeOrder;
using signing::OrderedSigner;
using signing::PaperPlace;
using signing::SignerRole;

constexpr std::size_t kSubjectCharactersMax = 100;

std::string_view word_of(SignerRole role) {
  constexpr std::string_view kWords[] = {"customer", "co_signer", "agency", "supplier"};
  return kWords[static_cast<std::size_t>(role)];
}

std::string_view group_of(PaperPlace::Kind kind) {
  constexpr std::string_view kGroups[] = {"signHereTabs", "initialHereTabs", "dateSignedTabs", "fullNameTabs", "titleTabs", "textTabs", "checkboxTabs"};
  return kGroups[static_cast<std::size_t>(kind)];
}

std::string_view truth(bool is_true) { return is_true ? "true" : "false"; }

// Thousandths of a point to whole points, as positions count.
std::string points(std::int64_t thousandths) { return std::to_string((thousandths + 500) / 1000); }

// At most so many characters, never half of one.
std::string cut(const std::string& text, std::size_t characters_max) {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    if (begins && ++characters > characters_max) return text.substr(0, i);
  }
  return text;
}

json::object place_of(const PaperPlace& place, std::size_t paper_number) {
  if (!place.anchor.empty()) {
    return {{"anchorString", place.anchor}, {"anchorUnits", "pixels"}, {"anchorXOffset", points(place.x)}, {"anchorYOffset", points(place.y)},
            {"anchorIgnoreIfNotPresent", truth(!place.is_required)}};
  }
  return {{"documentId", std::to_string(paper_number)}, {"pageNumber", std::to_string(place.page)}, {"xPosition", points(place.x)}, {"yPosition", points(place.y)}};
}

json::object tab_of(const PaperPlace& place, std::size_t paper_number, std::size_t tab_number, const OrderedSigner& signer) {
  json::object tab = place_of(place, paper_number);
  tab["tabLabel"] = place.label.empty() ? fmt::format("{}_{}_{}", word_of(place.role), group_of(place.kind), tab_number) : place.label;
  if (place.width > 0) tab["width"] = points(place.width);
  if (place.height > 0) tab["height"] = points(place.height);
  switch (place.kind) {
    case PaperPlace::Kind::sign:
    case PaperPlace::Kind::initial: tab["optional"] = truth(!place.is_required); break;
    case PaperPlace::Kind::title: tab["value"] = signer.signer.title; [[fallthrough]];
    case PaperPlace::Kind::text:
    case PaperPlace::Kind::checkbox: tab["required"] = truth(place.is_required); break;
    case PaperPlace::Kind::date:
    case PaperPlace::Kind::name: break;
  }
  if (!place.label.empty()) tab["name"] = place.label;
  return tab;
}

json::object tabs_of(const EnvelopeOrder& order, const OrderedSigner& signer) {
  json::object tabs;
  std::size_t number = 0;
  for (std::size_t paper = 0; paper < order.papers.size(); ++paper) {
    for (const PaperPlace& place : order.papers[paper].places) {
      ++number;
      if (place.role != signer.signer.role) continue;
      json::value& group = tabs[group_of(place.kind)];
      if (!group.is_array()) group.emplace_array();
      group.get_array().push_back(tab_of(place, paper + 1, number, signer));
    }
  }
  return tabs;
}

json::object signer_of(const EnvelopeOrder& order, const OrderedSigner& signer) {
  json::object made{{"recipientId", signer.recipient}, {"name", signer.signer.name}, {"email", signer.signer.email}, {"routingOrder", std::to_string(signer.signer.routing_order)},
                    {"roleName", word_of(signer.signer.role)}, {"tabs", tabs_of(order, signer)}};
  if (!signer.client_user.empty()) made["clientUserId"] = signer.client_user;
  if (!signer.signer.access_code.empty()) made["accessCode"] = signer.signer.access_code;
  if (signer.signer.language != "en") {
    made["emailNotification"] = json::object{{"supportedLanguage", signer.signer.language}, {"emailSubject", cut(order.title, kSubjectCharactersMax)}, {"emailBody", order.message}};
  }
  return made;
}

json::object recipients_of(const EnvelopeOrder& order) {
  json::array signers;
  std::int64_t last_order = 1;
  for (const OrderedSigner& each : order.signers) {
    signers.push_back(signer_of(order, each));
    last_order = std::max(last_order, each.signer.routing_order);
  }
  json::object recipients{{"signers", signers}};
  if (order.copies.empty()) return recipients;
  json::array copies;
  for (const signing::CopyReceiver& each : order.copies) {
    copies.push_back(json::object{{"recipientId", std::to_string(order.signers.size() + copies.size() + 1)}, {"name", each.name}, {"email", each.email},
                                  {"routingOrder", std::to_string(last_order + 1)}});
  }
  recipients["carbonCopies"] = copies;
  return recipients;
}

json::object document_of(const EnvelopeOrder& order, std::size_t index) {
  const signing::PaperBytes& paper = order.papers[index];
  return {{"documentId", std::to_string(index + 1)}, {"name", cut(paper.title.empty() ? paper.document : paper.title, kSubjectCharactersMax)}, {"fileExtension", "pdf"},
          {"documentBase64", encode_base64(paper.bytes)}};
}

json::object custom_fields_of(const EnvelopeOrder& order) {
  json::array fields;
  for (const auto& [name, value] : order.custom_fields) fields.push_back(json::object{{"name", name}, {"value", value}, {"show", "false"}, {"required", "false"}});
  return {{"textCustomFields", fields}};
}

json::object notification_of(const EnvelopeOrder& order) {
  const std::string delay = std::to_string(std::max<std::int64_t>(order.remind_after_days, 1));
  return {{"useAccountDefaults", "false"},
          {"reminders", json::object{{"reminderEnabled", truth(order.remind_after_days > 0)}, {"reminderDelay", delay}, {"reminderFrequency", delay}}},
          {"expirations", json::object{{"expireEnabled", "true"}, {"expireAfter", std::to_string(order.expire_after_days)}, {"expireWarn", "0"}}}};
}

json::object event_notification(const std::string& url) {
  const json::array events{"envelope-sent", "envelope-delivered", "envelope-completed", "envelope-declined", "envelope-voided", "recipient-delivered", "recipient-completed",
                           "recipient-declined"};
  return {{"url", url}, {"deliveryMode", "SIM"}, {"events", events}, {"includeHMAC", "true"}, {"requireAcknowledgment", "true"}, {"loggingEnabled", "true"},
          {"eventData", json::object{{"version", "restv2.1"}, {"format", "json"}, {"includeData", json::array{"recipients", "custom_fields"}}}}};
}

// The supplier's template below, our recipients and papers above; a further paper is a composite of its own.
json::array composites_of(const EnvelopeOrder& order, const std::string& template_id) {
  json::array composites;
  const json::object recipients = recipients_of(order);
  for (std::size_t i = 0; i < order.papers.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    json::object composite{{"compositeTemplateId", number}};
    json::object inline_template{{"sequence", "2"}, {"recipients", recipients}, {"customFields", custom_fields_of(order)}};
    if (i == 0) composite["serverTemplates"] = json::array{json::object{{"sequence", "1"}, {"templateId", template_id}}};
    composite["document"] = document_of(order, i);
    composite["inlineTemplates"] = json::array{std::move(inline_template)};
    composites.push_back(std::move(composite));
  }
  return composites;
}

}  // namespace

Result<std::string> envelope_definition(const EnvelopeOrder& order, const DocusignOptions& options) {
  std::size_t size = 0;
  for (const signing::PaperBytes& paper : order.papers) size += paper.bytes.size() / 3 * 4 + 4;
  if (size > kRequestSizeMax) {
    return Error{ErrorKind::unprocessable, "envelope_too_large", fmt::format("The papers have {} bytes in a request; the signing provider takes {}.", size, kRequestSizeMax)};
  }
  json::object definition{{"status", "sent"}, {"transactionId", order.transaction}, {"emailSubject", cut(order.title, kSubjectCharactersMax)}, {"emailBlurb", order.message},
                          {"allowReassign", "false"}, {"notification", notification_of(order)}};
  const auto supplier_template = options.supplier_templates.find(order.supplier);
  if (supplier_template != options.supplier_templates.end() && !order.supplier.empty()) {
    definition["compositeTemplates"] = composites_of(order, supplier_template->second);
  } else {
    json::array documents;
    for (std::size_t i = 0; i < order.papers.size(); ++i) documents.push_back(document_of(order, i));
    definition["documents"] = std::move(documents);
    definition["recipients"] = recipients_of(order);
    definition["customFields"] = custom_fields_of(order);
  }
  if (!options.connect_url.empty()) definition["eventNotification"] = event_notification(options.connect_url);
  return json::serialize(definition);
}

}  // namespace switchyard::adapters
