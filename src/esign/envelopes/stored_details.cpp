#include "esign/envelopes/stored_details.hpp"

#include <boost/json.hpp>

#include "esign/envelopes/stored_members.hpp"

namespace switchyard::esign {
namespace {

namespace json = boost::json;

json::object members_of(std::string_view text) {
  if (text.empty()) return {};
  return json::parse(json::string_view(text.data(), text.size())).as_object();
}

template <class T>
json::object written(const T& value) {
  json::object object;
  for (const auto& [name, member] : StoredMembers<T>::texts) {
    if (!(value.*member).empty()) object[name] = value.*member;
  }
  for (const auto& [name, member] : StoredMembers<T>::numbers) {
    if (value.*member != 0) object[name] = value.*member;
  }
  for (const auto& [name, member] : StoredMembers<T>::truths) object[name] = value.*member;
  for (const auto& [name, member] : StoredMembers<T>::lists) {
    if (!(value.*member).empty()) object[name] = json::array((value.*member).begin(), (value.*member).end());
  }
  return object;
}

template <class T>
void read(const json::object& object, T& value) {
  for (const auto& [name, member] : StoredMembers<T>::texts) {
    if (const auto* found = object.if_contains(name)) value.*member = found->as_string();
  }
  for (const auto& [name, member] : StoredMembers<T>::numbers) {
    if (const auto* found = object.if_contains(name)) value.*member = found->as_int64();
  }
  for (const auto& [name, member] : StoredMembers<T>::truths) {
    if (const auto* found = object.if_contains(name)) value.*member = found->as_bool();
  }
  for (const auto& [name, member] : StoredMembers<T>::lists) {
    const auto* found = object.if_contains(name);
    if (found == nullptr) continue;
    for (const auto& item : found->as_array()) (value.*member).emplace_back(item.as_string());
  }
}

json::array written_pairs(const std::vector<std::pair<std::string, std::string>>& pairs) {
  json::array array;
  for (const auto& [name, value] : pairs) array.push_back(json::array{name, value});
  return array;
}

void read_pairs(const json::object& object, std::vector<std::pair<std::string, std::string>>& pairs) {
  const auto* found = object.if_contains("others");
  if (found == nullptr) return;
  for (const auto& pair : found->as_array()) pairs.emplace_back(pair.as_array()[0].as_string(), pair.as_array()[1].as_string());
}

template <class T>
json::array written_all(const std::vector<T>& values) {
  json::array array;
  for (const T& value : values) array.push_back(written(value));
  return array;
}

template <class T>
void read_all(const json::object& object, std::string_view name, std::vector<T>& values) {
  const auto* found = object.if_contains(json::string_view(name.data(), name.size()));
  if (found == nullptr) return;
  for (const auto& item : found->as_array()) read(item.as_object(), values.emplace_back());
}

json::object written_tab(const Tab& tab) {
  json::object object = written(tab);
  if (tab.x) object["x"] = *tab.x;
  if (tab.y) object["y"] = *tab.y;
  if (tab.is_required) object["required"] = *tab.is_required;
  if (tab.anchor) {
    object["anchor"] = written(*tab.anchor);
    object["anchor"].as_object()["units"] = json::string_view(text_of(tab.anchor->units).data(), text_of(tab.anchor->units).size());
  }
  if (!tab.items.empty()) object["items"] = written_all(tab.items);
  if (!tab.others.empty()) object["others"] = written_pairs(tab.others);
  return object;
}

void read_tab(const json::object& object, Tab& tab) {
  read(object, tab);
  if (const auto* x = object.if_contains("x")) tab.x = x->as_int64();
  if (const auto* y = object.if_contains("y")) tab.y = y->as_int64();
  if (const auto* required = object.if_contains("required")) tab.is_required = required->as_bool();
  if (const auto* anchor = object.if_contains("anchor")) {
    read(anchor->as_object(), tab.anchor.emplace());
    tab.anchor->units = parse_anchor_units(anchor->at("units").as_string()).value();
  }
  read_all(object, "items", tab.items);
  read_pairs(object, tab.others);
}

json::object written_recipient(const Recipient& recipient) {
  json::object object = written(recipient);
  if (!recipient.others.empty()) object["others"] = written_pairs(recipient.others);
  return object;
}

void read_recipient(const json::object& object, Recipient& recipient) {
  read(object, recipient);
  read_pairs(object, recipient.others);
}

// Of a plan, where recipients and tabs have no columns of their own.
json::array written_plan_recipients(const std::vector<Recipient>& recipients) {
  json::array array;
  for (const Recipient& one : recipients) {
    json::object object = written_recipient(one);
    object["kind"] = json::string_view(text_of(one.kind).data(), text_of(one.kind).size());
    object["recipientId"] = one.recipient_id;
    object["name"] = one.name;
    object["email"] = one.email;
    object["clientUserId"] = one.client_user_id;
    object["routingOrder"] = one.routing_order;
    json::array tabs;
    for (const Tab& tab : one.tabs) {
      json::object member = written_tab(tab);
      member["kind"] = json::string_view(text_of(tab.kind).data(), text_of(tab.kind).size());
      member["value"] = tab.value;
      member["tabId"] = tab.id.text();
      tabs.push_back(std::move(member));
    }
    object["tabs"] = std::move(tabs);
    array.push_back(std::move(object));
  }
  return array;
}

Recipient read_plan_recipient(const json::object& object) {
  Recipient one;
  read_recipient(object, one);
  one.kind = parse_recipient_kind(object.at("kind").as_string()).value();
  one.recipient_id = object.at("recipientId").as_string();
  one.name = object.at("name").as_string();
  one.email = object.at("email").as_string();
  one.client_user_id = object.at("clientUserId").as_string();
  one.routing_order = object.at("routingOrder").as_int64();
  for (const auto& each : object.at("tabs").as_array()) {
    Tab& tab = one.tabs.emplace_back();
    read_tab(each.as_object(), tab);
    tab.kind = parse_tab_kind(each.at("kind").as_string()).value();
    tab.value = each.at("value").as_string();
    tab.id = TabId::of_stored(each.at("tabId").as_string());
  }
  return one;
}

}  // namespace

std::string envelope_details(const Envelope& envelope) {
  json::object object = written(envelope);
  if (envelope.allow_reassign) object["allowReassign"] = *envelope.allow_reassign;
  object["notification"] = written(envelope.notification);
  object["eventNotifications"] = written_all(envelope.event_notifications);
  return json::serialize(object);
}

void read_envelope_details(std::string_view text, Envelope& envelope) {
  const json::object object = members_of(text);
  read(object, envelope);
  if (const auto* allowed = object.if_contains("allowReassign")) envelope.allow_reassign = allowed->as_bool();
  read(object.at("notification").as_object(), envelope.notification);
  read_all(object, "eventNotifications", envelope.event_notifications);
}

std::string recipient_details(const Recipient& recipient) { return json::serialize(written_recipient(recipient)); }
void read_recipient_details(std::string_view text, Recipient& recipient) { read_recipient(members_of(text), recipient); }

std::string tab_details(const Tab& tab) { return json::serialize(written_tab(tab)); }
void read_tab_details(std::string_view text, Tab& tab) { read_tab(members_of(text), tab); }

std::string texts_as_json(const std::vector<std::string>& texts) { return json::serialize(json::array(texts.begin(), texts.end())); }

std::vector<std::string> read_texts(std::string_view text) {
  std::vector<std::string> texts;
  const auto parsed = json::parse(json::string_view(text.data(), text.size()));
  for (const auto& item : parsed.as_array()) texts.emplace_back(item.as_string());
  return texts;
}

std::string plan_as_json(const EnvelopeDefinition& plan) {
  json::object object = written(plan);
  if (plan.allow_reassign) object["allowReassign"] = *plan.allow_reassign;
  if (plan.notification) object["notification"] = written(*plan.notification);
  object["documents"] = written_all(plan.documents);
  object["customFields"] = written_all(plan.custom_fields);
  object["eventNotifications"] = written_all(plan.event_notifications);
  object["recipients"] = written_plan_recipients(plan.recipients);
  return json::serialize(object);
}

EnvelopeDefinition read_plan(std::string_view text) {
  const json::object object = members_of(text);
  EnvelopeDefinition plan;
  read(object, plan);
  if (const auto* allowed = object.if_contains("allowReassign")) plan.allow_reassign = allowed->as_bool();
  if (const auto* notification = object.if_contains("notification")) read(notification->as_object(), plan.notification.emplace());
  read_all(object, "documents", plan.documents);
  read_all(object, "customFields", plan.custom_fields);
  read_all(object, "eventNotifications", plan.event_notifications);
  for (const auto& item : object.at("recipients").as_array()) plan.recipients.push_back(read_plan_recipient(item.as_object()));
  return plan;
}

}  // namespace switchyard::esign
