#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "esign/esign_refusal.hpp"
#include "esign/envelopes/recipient.hpp"
#include "esign/rest/tab_json.hpp"
#include "esign/rest/wire_value.hpp"

namespace switchyard::esign {
namespace {

constexpr std::size_t kTextMax = 4'000;
constexpr std::size_t kAnchorTextMax = 200;
constexpr std::int64_t kPageMax = 10'000;
constexpr std::size_t kOthersMax = 60;

// Members that a tab's own fields hold; any other text, number or boolean is kept and given back.
constexpr std::array<std::string_view, 36> kKnown = {
    "tabId", "tabIdGuid", "tabType", "tabLabel", "name", "documentId", "pageNumber", "xPosition", "yPosition", "width", "height", "anchorString", "anchorUnits",
    "anchorXOffset", "anchorYOffset", "anchorIgnoreIfNotPresent", "anchorCaseSensitive", "anchorMatchWholeWord", "required", "optional", "locked", "value", "originalValue",
    "selected", "maxLength", "groupName", "listItems", "validationPattern", "validationMessage", "recipientId", "recipientIdGuid", "status", "signedTimestamp", "formOrder",
    "templateRequired", "stampType"};

Error wrong(std::string message) { return esign_refusal("INVALID_REQUEST_BODY", std::move(message)); }

// Takes a number into `place` where one was sent.
template <class Place>
Result<void> take(Result<std::optional<std::int64_t>> sent, Place& place) {
  if (!sent) return std::move(sent).error();
  if (*sent) place = **sent;
  return {};
}

Result<TabAnchor> parse_anchor(const http::JsonValue& sent) {
  TabAnchor anchor;
  anchor.text = text_of(sent, "anchorString");
  if (anchor.text.size() > kAnchorTextMax) return wrong(fmt::format("An anchorString has at most {} characters.", kAnchorTextMax));
  const auto units = parse_anchor_units(word_of(sent, "anchorUnits"));
  if (!units) return wrong(fmt::format("The anchorUnits '{}' are none of pixels, inches, mms and cms.", word_of(sent, "anchorUnits").substr(0, 40)));
  anchor.units = *units;
  for (auto [name, place] : {std::pair("anchorXOffset", &anchor.x_offset), std::pair("anchorYOffset", &anchor.y_offset)}) {
    if (auto taken = take(thousandths_of(sent, name), *place); !taken) return taken.error();
  }
  anchor.ignore_if_not_present = flag_of(sent, "anchorIgnoreIfNotPresent");
  anchor.is_case_sensitive = flag_of(sent, "anchorCaseSensitive");
  anchor.match_whole_word = flag_of(sent, "anchorMatchWholeWord");
  return anchor;
}

Result<void> take_place(const http::JsonValue& sent, Tab& tab) {
  tab.document_id = word_of(sent, "documentId");
  if (auto taken = take(whole_number_of(sent, "pageNumber", 1, kPageMax), tab.page); !taken) return taken;
  if (auto taken = take(thousandths_of(sent, "width"), tab.width); !taken) return taken;
  if (auto taken = take(thousandths_of(sent, "height"), tab.height); !taken) return taken;
  if (tab.width < 0 || tab.height < 0) return wrong("The width and height of a tab are not negative.");
  if (!word_of(sent, "anchorString").empty()) {
    auto anchor = parse_anchor(sent);
    if (!anchor) return std::move(anchor).error();
    tab.anchor = *std::move(anchor);
    return {};
  }
  if (auto taken = take(thousandths_of(sent, "xPosition"), tab.x); !taken) return taken;
  return take(thousandths_of(sent, "yPosition"), tab.y);
}

void take_items(const http::JsonValue& sent, Tab& tab) {
  for (const http::JsonValue* item : objects_of(sent, "listItems")) {
    tab.items.push_back({.text = text_of(*item, "text"), .value = text_of(*item, "value"), .is_selected = flag_of(*item, "selected")});
  }
}

void keep_others(const http::JsonValue& sent, Tab& tab) {
  for (const http::JsonMember& member : sent.members) {
    const bool is_scalar = member.value.kind == http::JsonValue::Kind::text || member.value.kind == http::JsonValue::Kind::number || member.value.kind == http::JsonValue::Kind::boolean;
    if (!is_scalar || member.value.text.size() > kAnchorTextMax || tab.others.size() == kOthersMax) continue;
    if (std::ranges::find(kKnown, member.name) == kKnown.end()) tab.others.emplace_back(member.name, member.value.text);
  }
}

Result<Tab> parse_tab(TabKind kind, const http::JsonValue& sent) {
  Tab tab;
  tab.kind = kind;
  if (const std::string id = word_of(sent, "tabId"); !id.empty()) {
    auto parsed = TabId::parse(id);
    if (!parsed) return esign_refusal("INVALID_TAB_ID");
    tab.id = *std::move(parsed);
  }
  tab.label = word_of(sent, "tabLabel");
  tab.name = word_of(sent, "name");
  if (auto taken = take_place(sent, tab); !taken) return taken.error();
  if (has_value(sent, "required")) tab.is_required = flag_of(sent, "required");
  tab.is_optional = flag_of(sent, "optional");
  tab.is_locked = flag_of(sent, "locked");
  tab.value = word_of(sent, "value");
  if (kind == TabKind::checkbox) tab.value = flag_of(sent, "selected") ? "true" : "false";
  if (tab.value.size() > kTextMax || tab.name.size() > kTextMax || tab.label.size() > kTextMax) return wrong(fmt::format("A text of a tab has at most {} characters.", kTextMax));
  if (auto taken = take(whole_number_of(sent, "maxLength", 0, 1'000'000), tab.characters_max); !taken) return taken.error();
  take_items(sent, tab);
  tab.validation_pattern = word_of(sent, "validationPattern");
  tab.validation_message = word_of(sent, "validationMessage");
  keep_others(sent, tab);
  return tab;
}

// Each radio of the group is a tab of its own; what the group says of document and anchor its radios have, unless they say so themselves.
Result<void> parse_radio_group(const http::JsonValue& group, std::vector<Tab>& tabs) {
  const std::string name = word_of(group, "groupName");
  for (const http::JsonValue* sent : objects_of(group, "radios")) {
    auto radio = parse_tab(TabKind::radio, *sent);
    if (!radio) return std::move(radio).error();
    radio->group = name;
    radio->radio_value = text_of(*sent, "value");
    radio->value = flag_of(*sent, "selected") ? "true" : "false";
    if (radio->document_id.empty()) radio->document_id = word_of(group, "documentId");
    if (has_value(group, "required") && !radio->is_required) radio->is_required = flag_of(group, "required");
    tabs.push_back(*std::move(radio));
  }
  return {};
}

std::optional<TabKind> kind_of_group(std::string_view group) {
  const auto* const found = std::ranges::find_if(kTabKinds, [&](TabKind kind) { return group_name_of(kind) == group; });
  if (found == std::end(kTabKinds)) return std::nullopt;
  return *found;
}

}  // namespace

Result<std::vector<Tab>> parse_tabs(const http::JsonValue& tabs) {
  std::vector<Tab> all;
  for (const http::JsonMember& member : tabs.members) {
    const auto kind = kind_of_group(member.name);
    const auto sent = objects_of(tabs, member.name);
    if (!kind) {
      if (sent.empty()) continue;
      return wrong(fmt::format("Tabs of the kind '{}' are not served here.", member.name.substr(0, 60)));
    }
    for (const http::JsonValue* one : sent) {
      if (*kind == TabKind::radio) {
        if (auto parsed = parse_radio_group(*one, all); !parsed) return parsed.error();
        continue;
      }
      auto tab = parse_tab(*kind, *one);
      if (!tab) return std::move(tab).error();
      all.push_back(*std::move(tab));
    }
    if (all.size() > kAnchorTabsMax) return wrong(fmt::format("An envelope has at most {} tabs.", kAnchorTabsMax));
  }
  return all;
}

}  // namespace switchyard::esign
