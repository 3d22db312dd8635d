#include "esign/envelopes/tab_filling.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "documents/pdf/pages.hpp"
#include "esign/envelopes/plan_check.hpp"

namespace switchyard::esign {
namespace {

constexpr std::int64_t kValueCharactersMax = 4'000;

Error invalid(const Tab& tab, std::string why) { return invalid_field(tab.id.text(), "tab_value_invalid", std::move(why)); }

bool is_number(std::string_view text) {
  return text.find_first_not_of("0123456789.,+-$% ") == std::string_view::npos && text.find_first_of("0123456789") != std::string_view::npos;
}

// What cannot be printed in its box is refused while the signer can still change it.
Result<void> check_printable(const Tab& tab, const std::string& value) {
  if (value.find_first_not_of(" \t\r\n") == std::string::npos) return invalid(tab, "blanks alone are no value");
  const auto fault = documents::stamp_fault({.page = 1, .box = tab.box(), .content = documents::StampText{.text = value}});
  if (!fault.empty()) return invalid(tab, fault);
  return {};
}

}  // namespace

Result<void> check_tab_value(const Tab& tab, const std::string& value) {
  const bool is_choice = tab.kind == TabKind::checkbox || tab.kind == TabKind::radio || tab.kind == TabKind::sign_here || tab.kind == TabKind::initial_here;
  if (is_choice) return value == "true" || value == "false" ? Result<void>() : Result<void>(invalid(tab, "true or false"));
  if (value.empty()) return {};
  const std::int64_t characters_max = tab.characters_max > 0 ? std::min(tab.characters_max, kValueCharactersMax) : kValueCharactersMax;
  if (value.size() > static_cast<std::size_t>(kValueCharactersMax) * 4 || static_cast<std::int64_t>(count_characters(value)) > characters_max) {
    return invalid(tab, fmt::format("at most {} characters", characters_max));
  }
  if (tab.kind == TabKind::list) {
    const bool offered = std::any_of(tab.items.begin(), tab.items.end(), [&](const ListItem& item) { return item.value == value; });
    if (!offered) return invalid(tab, "one of the list's values");
  }
  if (tab.kind == TabKind::email && !is_email(value)) return invalid(tab, "an address like ana@example.com");
  if (tab.kind == TabKind::number && !is_number(value)) return invalid(tab, "a number");
  return check_printable(tab, value);
}

bool is_missing(const Recipient& signer, const Tab& tab) {
  if (!tab.must_be_filled()) return false;
  if (tab.kind == TabKind::checkbox) return tab.value != "true";
  if (tab.kind == TabKind::sign_here || tab.kind == TabKind::initial_here) return tab.value != "true";
  if (tab.kind != TabKind::radio) return tab.value.empty();
  return std::none_of(signer.tabs.begin(), signer.tabs.end(),
                      [&](const Tab& other) { return other.kind == TabKind::radio && other.group == tab.group && other.value == "true"; });
}

std::string automatic_value(const Envelope& envelope, const Recipient& signer, TabKind kind, Instant now) {
  const auto space = signer.name.rfind(' ');
  switch (kind) {
    case TabKind::full_name: return signer.name;
    case TabKind::first_name: return space == std::string::npos ? signer.name : signer.name.substr(0, space);
    case TabKind::last_name: return space == std::string::npos ? "" : signer.name.substr(space + 1);
    case TabKind::email_address: return signer.email;
    case TabKind::envelope_id: return envelope.id.text();
    case TabKind::date_signed: {
      const auto text = now.text();
      return fmt::format("{}/{}/{}", text.substr(5, 2), text.substr(8, 2), text.substr(0, 4));
    }
    default: return {};
  }
}

}  // namespace switchyard::esign
