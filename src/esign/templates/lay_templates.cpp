#include "esign/templates/lay_templates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "esign/esign_refusal.hpp"
#include "esign/templates/template.hpp"

namespace switchyard::esign {
namespace {

void take_text(std::string& mine, const std::string& theirs) {
  if (!theirs.empty()) mine = theirs;
}

// Of one label and kind the later tab takes the earlier one's place, value and all; a later one without a place only fills it.
void overwrite_tabs(std::vector<Tab>& tabs, const std::vector<Tab>& over) {
  for (const Tab& tab : over) {
    const auto same = [&](const Tab& one) { return !tab.label.empty() && one.label == tab.label && one.kind == tab.kind; };
    if (std::none_of(tabs.begin(), tabs.end(), same)) {
      tabs.push_back(tab);
      continue;
    }
    const bool has_place = tab.anchor.has_value() || tab.page > 0;
    for (Tab& one : tabs) {
      if (!same(one)) continue;
      if (has_place) {
        one = tab;
        continue;
      }
      take_text(one.value, tab.value);
      take_text(one.name, tab.name);
      if (tab.is_locked) one.is_locked = true;
      if (tab.is_required) one.is_required = tab.is_required;
      if (!tab.items.empty()) one.items = tab.items;
    }
  }
}

void overwrite_recipient(Recipient& mine, const Recipient& over) {
  take_text(mine.role_name, over.role_name);
  take_text(mine.name, over.name);
  take_text(mine.email, over.email);
  take_text(mine.client_user_id, over.client_user_id);
  take_text(mine.embedded_start_url, over.embedded_start_url);
  take_text(mine.access_code, over.access_code);
  take_text(mine.note, over.note);
  take_text(mine.email_subject, over.email_subject);
  take_text(mine.email_body, over.email_body);
  take_text(mine.language, over.language);
  take_text(mine.host_name, over.host_name);
  take_text(mine.host_email, over.host_email);
  if (over.routing_order > 0) mine.routing_order = over.routing_order;
  mine.needs_one_time_code = mine.needs_one_time_code || over.needs_one_time_code;
  overwrite_tabs(mine.tabs, over.tabs);
}

// By recipientId where both have one, else by role.
Recipient* same_recipient(std::vector<Recipient>& recipients, const Recipient& wanted) {
  for (Recipient& one : recipients) {
    if (!wanted.recipient_id.empty() && one.recipient_id == wanted.recipient_id) return &one;
  }
  for (Recipient& one : recipients) {
    if (!wanted.role_name.empty() && one.role_name == wanted.role_name) return &one;
  }
  return nullptr;
}

void merge_recipients(std::vector<Recipient>& recipients, const std::vector<Recipient>& over) {
  for (const Recipient& one : over) {
    if (Recipient* mine = same_recipient(recipients, one)) {
      overwrite_recipient(*mine, one);
    } else {
      recipients.push_back(one);
    }
  }
}

void merge_custom_fields(std::vector<CustomField>& fields, const std::vector<CustomField>& over) {
  for (const CustomField& field : over) {
    const auto same = std::find_if(fields.begin(), fields.end(), [&](const CustomField& one) { return one.name == field.name; });
    if (same == fields.end()) {
      fields.push_back(field);
    } else {
      same->value = field.value;
    }
  }
}

Result<EnvelopeDefinition> plan_of(SqlReader& reader, const AccountId& account, const TemplateId& id) {
  auto found = find_template(reader, account, id, true);
  if (!found) return esign_refusal("TEMPLATE_ID_INVALID", fmt::format("The account has no template of the id '{}'.", id.text()));
  return std::move(found->plan);
}

void take_words(EnvelopeDefinition& definition, const EnvelopeDefinition& below) {
  if (definition.email_subject.empty()) definition.email_subject = below.email_subject;
  if (definition.email_blurb.empty()) definition.email_blurb = below.email_blurb;
  if (definition.brand_id.empty()) definition.brand_id = below.brand_id;
  if (!definition.allow_reassign) definition.allow_reassign = below.allow_reassign;
  if (!definition.notification) definition.notification = below.notification;
  if (definition.event_notifications.empty()) definition.event_notifications = below.event_notifications;
}

Result<void> fill_roles(std::vector<Recipient>& recipients, const std::vector<TemplateRole>& roles) {
  for (const TemplateRole& role : roles) {
    const Recipient person{.role_name = role.role_name,
                           .name = role.name,
                           .email = role.email,
                           .client_user_id = role.client_user_id,
                           .embedded_start_url = role.embedded_start_url,
                           .routing_order = role.routing_order,
                           .access_code = role.access_code,
                           .tabs = role.tabs};
    Recipient* mine = same_recipient(recipients, person);
    if (mine == nullptr) {
      return esign_refusal("INVALID_REQUEST_PARAMETER", fmt::format("The template has no role '{}'.", role.role_name));
    }
    overwrite_recipient(*mine, person);
  }
  // A role that nobody was named for asks for nobody.
  std::erase_if(recipients, [](const Recipient& one) { return one.name.empty() && one.email.empty() && !one.role_name.empty(); });
  return {};
}

std::string free_id(const std::string& wanted, std::set<std::string>& taken) {
  std::string id = wanted;
  for (int number = 1; id.empty() || taken.contains(id); ++number) id = std::to_string(number);
  taken.insert(id);
  return id;
}

// Documents of one composite behind those that are there; ids that are taken get others, and tabs follow them.
void append_documents(EnvelopeDefinition& whole, EnvelopeDefinition& part) {
  std::set<std::string> taken;
  for (const NewDocument& one : whole.documents) taken.insert(one.document_id);
  for (NewDocument& one : part.documents) {
    const std::string id = free_id(one.document_id, taken);
    for (Recipient& recipient : part.recipients) {
      for (Tab& tab : recipient.tabs) {
        if (id != one.document_id && tab.document_id == one.document_id) tab.document_id = id;
      }
    }
    one.document_id = id;
    one.order = 0;
    whole.documents.push_back(std::move(one));
  }
}

// The same person in several composites is one recipient, by id and role, with the tabs of all of them.
void append_recipients(EnvelopeDefinition& whole, const EnvelopeDefinition& part) {
  for (const Recipient& one : part.recipients) {
    Recipient* mine = same_recipient(whole.recipients, one);
    if (mine == nullptr) {
      whole.recipients.push_back(one);
      continue;
    }
    Recipient person = one;
    person.tabs.clear();
    overwrite_recipient(*mine, person);
    mine->tabs.insert(mine->tabs.end(), one.tabs.begin(), one.tabs.end());
  }
}

Result<EnvelopeDefinition> lay_composite(SqlReader& reader, const AccountId& account, const CompositeTemplate& composite) {
  std::vector<TemplateLayer> layers = composite.layers;
  std::stable_sort(layers.begin(), layers.end(), [](const TemplateLayer& a, const TemplateLayer& b) { return a.sequence < b.sequence; });
  EnvelopeDefinition laid;
  for (TemplateLayer& layer : layers) {
    if (!layer.server_template.empty()) {
      auto below = plan_of(reader, account, layer.server_template);
      if (!below) return below.error();
      take_words(laid, *below);
      layer.recipients = std::move(below->recipients);
      layer.documents = std::move(below->documents);
      layer.custom_fields = std::move(below->custom_fields);
    }
    merge_recipients(laid.recipients, layer.recipients);
    merge_custom_fields(laid.custom_fields, layer.custom_fields);
    laid.documents.insert(laid.documents.end(), layer.documents.begin(), layer.documents.end());
  }
  if (composite.document) {
    // Tabs that stood in the replaced documents by page stand in this one.
    NewDocument document = *composite.document;
    if (document.document_id.empty()) document.document_id = laid.documents.empty() ? "1" : laid.documents.front().document_id;
    for (Recipient& recipient : laid.recipients) {
      for (Tab& tab : recipient.tabs) {
        if (!tab.document_id.empty()) tab.document_id = document.document_id;
      }
    }
    laid.documents = {std::move(document)};
  }
  std::erase_if(laid.recipients, [](const Recipient& one) { return one.name.empty() && one.email.empty() && !one.role_name.empty(); });
  return laid;
}

}  // namespace

Result<EnvelopeDefinition> lay_templates(SqlReader& reader, const AccountId& account, const EnvelopeDefinition& definition) {
  EnvelopeDefinition whole = definition;
  whole.template_id = {};
  whole.template_roles.clear();
  whole.composite_templates.clear();
  if (!definition.template_id.empty()) {
    auto below = plan_of(reader, account, definition.template_id);
    if (!below) return below.error();
    take_words(whole, *below);
    if (auto filled = fill_roles(below->recipients, definition.template_roles); !filled) return filled.error();
    merge_recipients(below->recipients, whole.recipients);
    whole.recipients = std::move(below->recipients);
    merge_custom_fields(below->custom_fields, whole.custom_fields);
    whole.custom_fields = std::move(below->custom_fields);
    if (whole.documents.empty()) whole.documents = std::move(below->documents);
  }
  for (const CompositeTemplate& composite : definition.composite_templates) {
    auto part = lay_composite(reader, account, composite);
    if (!part) return part.error();
    take_words(whole, *part);
    append_documents(whole, *part);
    append_recipients(whole, *part);
    merge_custom_fields(whole.custom_fields, part->custom_fields);
  }
  return whole;
}

}  // namespace switchyard::esign
