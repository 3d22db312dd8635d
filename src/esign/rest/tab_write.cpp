#include <fmt/format.h>

#include <map>
#include <string>

#include "esign/rest/tab_json.hpp"
#include "esign/rest/wire_time.hpp"

namespace switchyard::esign {
namespace {

std::string_view flag(bool truth) { return truth ? "true" : "false"; }

// "120" or "120.5": thousandths without zeros at the end.
std::string decimal_text(std::int64_t thousandths) {
  const bool is_negative = thousandths < 0;
  const std::int64_t size = is_negative ? -thousandths : thousandths;
  std::string text = fmt::format("{}{}.{:03}", is_negative ? "-" : "", size / 1000, size % 1000);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

void write_anchor(http::JsonWriter& json, const TabAnchor& anchor) {
  json.member("anchorString", anchor.text)
      .member("anchorUnits", text_of(anchor.units))
      .member("anchorXOffset", decimal_text(anchor.x_offset))
      .member("anchorYOffset", decimal_text(anchor.y_offset))
      .member("anchorIgnoreIfNotPresent", flag(anchor.ignore_if_not_present))
      .member("anchorCaseSensitive", flag(anchor.is_case_sensitive))
      .member("anchorMatchWholeWord", flag(anchor.match_whole_word));
}

void write_place(http::JsonWriter& json, const Tab& tab) {
  if (!tab.document_id.empty()) json.member("documentId", tab.document_id);
  if (tab.page > 0) json.member("pageNumber", std::to_string(tab.page));
  if (tab.x) json.member("xPosition", decimal_text(*tab.x));
  if (tab.y) json.member("yPosition", decimal_text(*tab.y));
  if (tab.width > 0) json.member("width", decimal_text(tab.width));
  if (tab.height > 0) json.member("height", decimal_text(tab.height));
  if (tab.anchor) write_anchor(json, *tab.anchor);
}

void write_content(http::JsonWriter& json, const Tab& tab) {
  if (tab.kind == TabKind::checkbox) {
    json.member("selected", flag(tab.value == "true"));
  } else if (tab.kind != TabKind::sign_here && tab.kind != TabKind::initial_here) {
    json.member("value", tab.value);
    if (is_typed(tab.kind)) json.member("originalValue", tab.original_value);
  }
  if (tab.kind == TabKind::sign_here || tab.kind == TabKind::initial_here) json.member("optional", flag(tab.is_optional)).member("stampType", "signature");
  if (is_typed(tab.kind)) json.member("required", flag(tab.must_be_filled())).member("locked", flag(tab.is_locked));
  if (tab.characters_max > 0) json.member("maxLength", std::to_string(tab.characters_max));
  if (!tab.validation_pattern.empty()) json.member("validationPattern", tab.validation_pattern);
  if (!tab.validation_message.empty()) json.member("validationMessage", tab.validation_message);
  if (tab.items.empty()) return;
  json.key("listItems").begin_array();
  for (const ListItem& item : tab.items) {
    json.begin_object().member("text", item.text).member("value", item.value).member("selected", flag(item.value == tab.value || item.is_selected)).end_object();
  }
  json.end_array();
}

void write_head(http::JsonWriter& json, const Tab& tab, std::string_view recipient_id) {
  json.member("tabId", tab.id.text()).member("tabType", text_of(tab.kind)).member("tabLabel", tab.label).member("recipientId", recipient_id);
  if (!tab.recipient.empty()) json.member("recipientIdGuid", tab.recipient.text());
  if (!tab.name.empty()) json.member("name", tab.name);
}

void write_tab(http::JsonWriter& json, const Tab& tab, std::string_view recipient_id) {
  json.begin_object();
  write_head(json, tab, recipient_id);
  write_place(json, tab);
  write_content(json, tab);
  const bool is_signed = tab.filled_at && (tab.kind == TabKind::sign_here || tab.kind == TabKind::initial_here);
  json.member("status", is_signed ? "signed" : "active");
  if (is_signed) json.member("signedTimestamp", wire_time(*tab.filled_at));
  for (const auto& [name, value] : tab.others) json.member(name, value);
  json.end_object();
}

void write_radios(http::JsonWriter& json, const std::vector<const Tab*>& radios, std::string_view recipient_id) {
  std::map<std::string, std::vector<const Tab*>> groups;
  for (const Tab* radio : radios) groups[radio->group].push_back(radio);
  for (const auto& [name, members] : groups) {
    json.begin_object().member("groupName", name).member("documentId", members.front()->document_id).member("recipientId", recipient_id).member("tabType", "radiogroup");
    json.key("radios").begin_array();
    for (const Tab* radio : members) {
      json.begin_object().member("tabId", radio->id.text()).member("value", radio->radio_value).member("selected", flag(radio->value == "true"));
      write_place(json, *radio);
      json.member("required", flag(radio->must_be_filled())).member("locked", flag(radio->is_locked));
      json.end_object();
    }
    json.end_array().end_object();
  }
}

}  // namespace

void write_tabs(http::JsonWriter& json, const std::vector<Tab>& tabs, std::string_view recipient_id) {
  json.begin_object();
  for (const TabKind kind : kTabKinds) {
    std::vector<const Tab*> of_kind;
    for (const Tab& tab : tabs) {
      if (tab.kind == kind) of_kind.push_back(&tab);
    }
    if (of_kind.empty()) continue;
    json.key(group_name_of(kind)).begin_array();
    if (kind == TabKind::radio) {
      write_radios(json, of_kind, recipient_id);
    } else {
      for (const Tab* tab : of_kind) write_tab(json, *tab, recipient_id);
    }
    json.end_array();
  }
  json.end_object();
}

}  // namespace switchyard::esign
