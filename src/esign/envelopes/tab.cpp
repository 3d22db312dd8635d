#include "esign/envelopes/tab.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>

namespace switchyard::esign {
namespace {

struct KindNames {
  TabKind kind;
  std::string_view type;
  std::string_view group;
};

constexpr KindNames kNames[] = {
    {TabKind::sign_here, "signhere", "signHereTabs"},
    {TabKind::initial_here, "initialhere", "initialHereTabs"},
    {TabKind::date_signed, "datesigned", "dateSignedTabs"},
    {TabKind::text, "text", "textTabs"},
    {TabKind::number, "number", "numberTabs"},
    {TabKind::date, "date", "dateTabs"},
    {TabKind::note, "note", "noteTabs"},
    {TabKind::checkbox, "checkbox", "checkboxTabs"},
    {TabKind::radio, "radio", "radioGroupTabs"},
    {TabKind::list, "list", "listTabs"},
    {TabKind::email, "email", "emailTabs"},
    {TabKind::full_name, "fullname", "fullNameTabs"},
    {TabKind::first_name, "firstname", "firstNameTabs"},
    {TabKind::last_name, "lastname", "lastNameTabs"},
    {TabKind::email_address, "emailaddress", "emailAddressTabs"},
    {TabKind::company, "company", "companyTabs"},
    {TabKind::title, "title", "titleTabs"},
    {TabKind::envelope_id, "envelopeid", "envelopeIdTabs"},
};

const KindNames& names_of(TabKind kind) {
  return *std::find_if(std::begin(kNames), std::end(kNames), [&](const KindNames& one) { return one.kind == kind; });
}

constexpr std::array<std::string_view, 4> kUnits{"pixels", "inches", "mms", "cms"};

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

}  // namespace

std::string_view text_of(TabKind kind) { return names_of(kind).type; }
std::string_view group_name_of(TabKind kind) { return names_of(kind).group; }

std::optional<TabKind> parse_tab_kind(std::string_view tab_type) {
  const std::string wanted = lower_case(tab_type);
  for (const auto& one : kNames) {
    if (one.type == wanted) return one.kind;
  }
  return std::nullopt;
}

bool is_typed(TabKind kind) {
  switch (kind) {
    case TabKind::text:
    case TabKind::number:
    case TabKind::date:
    case TabKind::checkbox:
    case TabKind::radio:
    case TabKind::list:
    case TabKind::email:
    case TabKind::company:
    case TabKind::title:
      return true;
    default:
      return false;
  }
}

bool is_automatic(TabKind kind) {
  switch (kind) {
    case TabKind::date_signed:
    case TabKind::full_name:
    case TabKind::first_name:
    case TabKind::last_name:
    case TabKind::email_address:
    case TabKind::envelope_id:
      return true;
    default:
      return false;
  }
}

std::optional<AnchorUnits> parse_anchor_units(std::string_view text) {
  const std::string wanted = lower_case(text);
  if (wanted.empty()) return AnchorUnits::pixels;
  const auto found = std::find(kUnits.begin(), kUnits.end(), wanted);
  if (found == kUnits.end()) return std::nullopt;
  return static_cast<AnchorUnits>(found - kUnits.begin());
}

std::string_view text_of(AnchorUnits units) { return kUnits[static_cast<std::size_t>(units)]; }

bool Tab::must_be_filled() const {
  if (kind == TabKind::sign_here || kind == TabKind::initial_here) return !is_optional;
  if (!is_typed(kind) || is_locked) return false;
  return is_required.value_or(kind != TabKind::checkbox && kind != TabKind::company && kind != TabKind::title);
}

documents::Box Tab::box() const {
  return {static_cast<std::int32_t>(x.value_or(0)), static_cast<std::int32_t>(y.value_or(0)), static_cast<std::int32_t>(width),
          static_cast<std::int32_t>(height)};
}

std::string Tab::asked() const {
  if (!name.empty()) return name;
  return is_typed(kind) ? label : std::string();
}

}  // namespace switchyard::esign
