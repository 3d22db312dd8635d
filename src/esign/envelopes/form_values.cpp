#include "esign/envelopes/envelope_listing.hpp"

namespace switchyard::esign {
namespace {

bool is_form_value(TabKind kind) { return is_typed(kind) || is_automatic(kind); }

}  // namespace

std::vector<RecipientFormValues> form_values(const Envelope& envelope) {
  std::vector<RecipientFormValues> all;
  for (const Recipient& one : envelope.recipients) {
    if (!one.signs() || one.status != RecipientStatus::completed) continue;
    RecipientFormValues& of_one = all.emplace_back(RecipientFormValues{.recipient = &one, .values = {}});
    for (const Tab& tab : one.tabs) {
      if (!is_form_value(tab.kind)) continue;
      if (tab.kind == TabKind::radio) {
        if (tab.value == "true") of_one.values.push_back({tab.group, tab.radio_value, tab.original_value == "true" ? tab.radio_value : ""});
        continue;
      }
      const auto shown = [&](const std::string& value) { return tab.kind == TabKind::checkbox ? (value == "true" ? std::string("X") : std::string()) : value; };
      of_one.values.push_back({tab.label.empty() ? tab.id.text() : tab.label, shown(tab.value), shown(tab.original_value)});
    }
  }
  return all;
}

}  // namespace switchyard::esign
