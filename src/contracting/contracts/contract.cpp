#include "contracting/contracts/contract.hpp"

#include "contracting/word_list.hpp"
#include "market/business_days.hpp"
#include "values/money.hpp"

namespace switchyard::contracting {
namespace {

constexpr WordList<DealType, 5> kDealTypes = {{{DealType::switch_supplier, "switch"},
                                               {DealType::move_in, "move_in"},
                                               {DealType::renewal_same_supplier, "renewal_same_supplier"},
                                               {DealType::renewal_other_supplier, "renewal_other_supplier"},
                                               {DealType::amendment, "amendment"}}};
constexpr WordList<AmendmentKind, 7> kAmendments = {{{AmendmentKind::none, ""},
                                                     {AmendmentKind::add_accounts, "add_accounts"},
                                                     {AmendmentKind::delete_accounts, "delete_accounts"},
                                                     {AmendmentKind::blend_and_extend, "blend_and_extend"},
                                                     {AmendmentKind::assign_to_new_entity, "assign_to_new_entity"},
                                                     {AmendmentKind::change_supplier_of_record, "change_supplier_of_record"},
                                                     {AmendmentKind::correct, "correct"}}};
constexpr WordList<Channel, 4> kChannels = {{{Channel::online, "online"}, {Channel::paper, "paper"}, {Channel::voice, "voice"}, {Channel::edi, "edi"}}};
constexpr WordList<AcceptanceMethod, 4> kMethods = {
    {{AcceptanceMethod::wet_ink, "wet_ink"}, {AcceptanceMethod::external_esign, "external_esign"}, {AcceptanceMethod::voice, "voice"},
     {AcceptanceMethod::envelope, "envelope"}}};
constexpr WordList<CheckStatus, 5> kCheckStatuses = {{{CheckStatus::open, "open"},
                                                      {CheckStatus::passed, "passed"},
                                                      {CheckStatus::warned, "warned"},
                                                      {CheckStatus::failed, "failed"},
                                                      {CheckStatus::waived, "waived"}}};

constexpr std::int64_t kDayMs = 86'400'000;

Date utc_day(Instant instant) { return Date::from_days(static_cast<std::int32_t>(instant.unix_ms() / kDayMs)); }
Instant begin_of(Date day) { return Instant::from_unix_ms(std::int64_t{day.days()} * kDayMs); }

Instant after_business_days(Instant since, int days) {
  Date day = utc_day(since);
  while (days > 0) {
    day = day.plus_days(1);
    if (market::is_business_day(day)) --days;
  }
  return begin_of(day.plus_days(1));
}

struct DueFacts {
  Instant since;
  const PriceInstants& instants;
  std::optional<Date> start;
  std::optional<Date> end;
};

std::optional<Instant> due_by(DueRule rule, const DueFacts& facts) {
  switch (rule) {
    case DueRule::none: return std::nullopt;
    case DueRule::sign_by: return facts.instants.sign_by;
    case DueRule::submit_by: return facts.instants.submit_by;
    case DueRule::two_days: return after_business_days(facts.since, 2);
    case DueRule::ten_days: return after_business_days(facts.since, 10);
    case DueRule::start: return facts.start ? std::optional(begin_of(*facts.start)) : std::nullopt;
    case DueRule::end: return facts.end ? std::optional(begin_of(*facts.end)) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::string_view text_of(DealType type) { return word_in(kDealTypes, type); }
Result<DealType> parse_deal_type(std::string_view text) { return value_in(kDealTypes, text); }
std::string_view text_of(AmendmentKind kind) { return word_in(kAmendments, kind); }
Result<AmendmentKind> parse_amendment_kind(std::string_view text) { return value_in(kAmendments, text); }
std::string_view text_of(Channel channel) { return word_in(kChannels, channel); }
Result<Channel> parse_channel(std::string_view text) { return value_in(kChannels, text); }
std::string_view text_of(AcceptanceMethod method) { return word_in(kMethods, method); }
Result<AcceptanceMethod> parse_acceptance_method(std::string_view text) { return value_in(kMethods, text); }
std::string_view text_of(CheckStatus status) { return word_in(kCheckStatuses, status); }
Result<CheckStatus> parse_check_status(std::string_view text) { return value_in(kCheckStatuses, text); }

std::optional<BlendedPrice> blended_price(const std::vector<ContractAccount>& accounts) {
  if (accounts.empty()) return std::nullopt;
  const EnergyUnit unit = accounts.front().price_unit;
  ExactAmount sum;
  std::int64_t usage = 0;
  for (const ContractAccount& account : accounts) {
    if (account.price_unit != unit) return std::nullopt;
    const auto cost = multiply(UnitPrice::from_micros(account.price_micros, unit), Energy::from_milli(account.annual_usage_milli, base_of(unit)));
    if (!cost) return std::nullopt;
    sum.nano_dollars += cost->nano_dollars;
    sum.divisor = cost->divisor;
    usage += account.annual_usage_milli;
  }
  if (usage <= 0) return std::nullopt;
  // Nano-dollars over milli-units are micro-dollars a base unit, and so many times that a price unit; 5 decimals are tens of them.
  const auto tens = divide_rounded(sum.nano_dollars * base_units_in(unit), Int128{usage} * sum.divisor * 10, Rounding::half_up);
  if (!tens) return std::nullopt;
  BlendedPrice blended{.price_micros = *tens * 10};
  const auto at_blend = multiply(UnitPrice::from_micros(blended.price_micros, unit), Energy::from_milli(usage, base_of(unit)));
  if (!at_blend) return std::nullopt;
  const auto cost = round_to_cents(*at_blend, Rounding::half_up);
  const auto exact = round_to_cents(sum, Rounding::half_up);
  if (!cost || !exact) return std::nullopt;
  blended.cost_cents = cost->cents();
  blended.exact_cost_cents = exact->cents();
  blended.difference_cents = blended.cost_cents - blended.exact_cost_cents;
  return blended;
}

std::optional<Instant> due_at(const Contract& contract) {
  return due_by(facts_of(contract.state).due, {contract.state_since, contract.instants, contract.start, contract.end});
}

std::optional<Instant> due_at(const ContractAccount& account) {
  return due_by(facts_of(account.state).due, {account.state_since, account.instants, account.start_read, account.end_read});
}

}  // namespace switchyard::contracting
