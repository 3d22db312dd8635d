#include "esign/ceremony/rest_tab_json.hpp"

#include "esign/envelopes/tab_filling.hpp"

namespace switchyard::esign {
namespace {

constexpr std::int64_t kTextCharactersMax = 4000;

std::string_view kind_of(TabKind kind) {
  switch (kind) {
    case TabKind::sign_here: return "sign";
    case TabKind::initial_here: return "initial";
    case TabKind::date_signed: return "dateSigned";
    case TabKind::text: return "text";
    case TabKind::number: return "number";
    case TabKind::date: return "date";
    case TabKind::note: return "note";
    case TabKind::email: return "email";
    case TabKind::company: return "company";
    case TabKind::title: return "title";
    case TabKind::checkbox: return "checkbox";
    case TabKind::radio: return "radio";
    case TabKind::list: return "list";
    case TabKind::full_name: return "fullName";
    case TabKind::first_name:
    case TabKind::last_name:
    case TabKind::email_address:
    case TabKind::envelope_id: break;
  }
  return "automatic";
}

bool is_mark(TabKind kind) { return kind == TabKind::sign_here || kind == TabKind::initial_here; }

std::string value_of(const Tab& tab, const Standing& standing) {
  if (is_mark(tab.kind)) return tab.value == "true" ? "placed" : "";
  if (is_automatic(tab.kind)) return automatic_value(standing.envelope, standing.recipient, tab.kind, standing.recipient.signed_at.value_or(standing.business_now));
  return tab.value;
}

// A JSON number of points with three decimals.
void write_points(http::JsonWriter& json, std::string_view name, std::int64_t thousandths) {
  const bool is_negative = thousandths < 0;
  const std::uint64_t size = is_negative ? 0 - static_cast<std::uint64_t>(thousandths) : static_cast<std::uint64_t>(thousandths);
  std::string rest = std::to_string(size % 1000);
  rest.insert(0, 3 - rest.size(), '0');
  json.key(name).raw((is_negative ? "-" : "") + std::to_string(size / 1000) + "." + rest);
}

void write_tab(http::JsonWriter& json, const Tab& tab, const Standing& standing) {
  json.begin_object().member("tabId", tab.id.text()).member("kind", kind_of(tab.kind)).member("documentId", tab.document_id).member("page", tab.page);
  write_points(json, "x", tab.x.value_or(0));
  write_points(json, "y", tab.y.value_or(0));
  write_points(json, "width", tab.width);
  write_points(json, "height", tab.height);
  json.member("label", tab.asked()).member("tooltip", tab.name);
  json.member("required", tab.must_be_filled()).member("locked", tab.is_locked || is_automatic(tab.kind) || tab.kind == TabKind::note);
  json.member("maxLength", tab.characters_max > 0 ? tab.characters_max : kTextCharactersMax).member("group", tab.group).member("radioValue", tab.radio_value);
  json.key("items").begin_array();
  for (const ListItem& item : tab.items) json.begin_object().member("text", item.text).member("value", item.value.empty() ? item.text : item.value).end_object();
  json.end_array().member("value", value_of(tab, standing)).end_object();
}

}  // namespace

void write_tabs(http::JsonWriter& json, const Standing& standing) {
  json.key("tabs").begin_array();
  if (standing.has_passed() && standing.phase != Phase::stopped) {
    for (const Tab& tab : standing.recipient.tabs) write_tab(json, tab, standing);
  }
  json.end_array();
}

}  // namespace switchyard::esign
