#include <charconv>
#include <map>

#include "contracting/usage/usage_request.hpp"
#include "contracting/word_list.hpp"
#include "embedded/contracting_usage_reference.hpp"
#include "market/csv_record.hpp"

namespace switchyard::contracting {
namespace {

constexpr WordList<UsageKind, 2> kKinds = {{{UsageKind::hu, "hu"}, {UsageKind::idr, "idr"}}};
constexpr WordList<UsageRequestState, 5> kStates = {{{UsageRequestState::none, "none"},
                                                     {UsageRequestState::submitted, "submitted"},
                                                     {UsageRequestState::pending, "pending"},
                                                     {UsageRequestState::complete, "complete"},
                                                     {UsageRequestState::invalid, "invalid"}}};
constexpr WordList<UsageRequestMode, 4> kModes = {
    {{UsageRequestMode::manual, "manual"}, {UsageRequestMode::edi, "edi"}, {UsageRequestMode::portal, "portal"}, {UsageRequestMode::email, "email"}}};

using Rules = std::map<std::pair<std::string, UsageKind>, UsageRequestRule>;

// The table is part of the program: a row that cannot be read is a bug.
Rules read_rules() {
  Rules rules;
  std::string_view text = embedded_contracting_usage_reference().front().bytes;
  for (bool is_header = true; !text.empty(); is_header = false) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const auto fields = market::parse_csv_record(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (is_header) continue;
    ENSURE(fields && fields->size() == 7);
    UsageRequestRule rule{.mode = parse_usage_request_mode((*fields)[2]).value(), .authorization_required = (*fields)[3] != "n"};
    const std::string& days = (*fields)[4];
    int count = 0;
    if (!days.empty() && std::from_chars(days.data(), days.data() + days.size(), count).ec == std::errc()) rule.answer_business_days = count;
    rules.emplace(std::pair((*fields)[0], parse_usage_kind((*fields)[1]).value()), rule);
  }
  return rules;
}

}  // namespace

std::string_view text_of(UsageKind kind) { return word_in(kKinds, kind); }
Result<UsageKind> parse_usage_kind(std::string_view text) { return value_in(kKinds, text); }
std::string_view text_of(UsageRequestState state) { return word_in(kStates, state); }
Result<UsageRequestState> parse_usage_request_state(std::string_view text) { return value_in(kStates, text); }
std::string_view text_of(UsageRequestMode mode) { return word_in(kModes, mode); }
Result<UsageRequestMode> parse_usage_request_mode(std::string_view text) { return value_in(kModes, text); }

UsageRequestRule usage_request_rule(std::string_view utility_code, UsageKind kind) {
  static const Rules kRules = read_rules();
  const auto own = kRules.find({std::string(utility_code), kind});
  return own != kRules.end() ? own->second : kRules.at({"*", kind});
}

}  // namespace switchyard::contracting
