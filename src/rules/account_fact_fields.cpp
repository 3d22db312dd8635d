#include <array>

#include "rules/fact_fields.hpp"

namespace switchyard::rules {
namespace {

using Account = const JudgedAccount*;

template <std::string AccountFacts::*member>
FactValue text(const Judged&, Account account) {
  return text_value(account->facts->*member);
}

template <std::optional<bool> AccountFacts::*member>
FactValue flag(const Judged&, Account account) {
  return flag_value(account->facts->*member);
}

template <std::optional<AddressFacts> AccountFacts::*address, std::string AddressFacts::*member>
FactValue part(const Judged&, Account account) {
  const auto& found = account->facts->*address;
  return found ? text_value((*found).*member) : FactValue();
}

template <std::optional<std::int32_t> JudgedAccount::*member>
FactValue count(const Judged&, Account account) {
  const auto& found = account->*member;
  return found ? FactValue(Decimal::from_integer(*found)) : FactValue();
}

template <std::optional<bool> JudgedAccount::*member>
FactValue judged_flag(const Judged&, Account account) {
  return flag_value(account->*member);
}

template <class T, std::optional<T> AccountFacts::*member>
FactValue value(const Judged&, Account account) {
  const auto& found = account->facts->*member;
  return found ? FactValue(*found) : FactValue();
}

FactValue meter_numbers(const Judged&, Account account) {
  const auto& meters = account->facts->meter_numbers;
  return meters.empty() ? FactValue() : FactValue(std::span<const std::string>(meters));
}

FactValue term_months(const Judged& judged, Account account) {
  const auto own = account->facts->term.count;
  const auto months = own > 0 ? own : judged.facts->term.count;
  return months > 0 ? FactValue(Decimal::from_integer(months)) : FactValue();
}

FactValue known_reads(const Judged&, Account account) {
  return FactValue(Decimal::from_integer(static_cast<std::int64_t>(account->facts->read_dates.size())));
}

constexpr auto kService = &AccountFacts::service_address;
constexpr auto kBilling = &AccountFacts::billing_address;

constexpr std::array kFields = {
    FactField{"/accounts/*/utility", FactType::text, false, text<&AccountFacts::utility>},
    FactField{"/accounts/*/state", FactType::text, true, [](const Judged&, Account account) { return text_value(account->state); }},
    FactField{"/accounts/*/accountNumber", FactType::text, false, text<&AccountFacts::account_number>},
    FactField{"/accounts/*/nameKey", FactType::text, false, text<&AccountFacts::name_key>},
    FactField{"/accounts/*/billingAccountNumber", FactType::text, false, text<&AccountFacts::billing_account>},
    FactField{"/accounts/*/serviceReference", FactType::text, false, text<&AccountFacts::reference_number>},
    FactField{"/accounts/*/meterNumbers", FactType::texts, false, meter_numbers},
    FactField{"/accounts/*/nameOnBill", FactType::text, false, text<&AccountFacts::name_on_bill>},
    FactField{"/accounts/*/serviceAddress/line1", FactType::text, false, part<kService, &AddressFacts::line1>},
    FactField{"/accounts/*/serviceAddress/line2", FactType::text, false, part<kService, &AddressFacts::line2>},
    FactField{"/accounts/*/serviceAddress/city", FactType::text, false, part<kService, &AddressFacts::city>},
    FactField{"/accounts/*/serviceAddress/state", FactType::text, false, part<kService, &AddressFacts::state>},
    FactField{"/accounts/*/serviceAddress/zip", FactType::text, false, part<kService, &AddressFacts::zip>},
    FactField{"/accounts/*/billingAddress/line1", FactType::text, false, part<kBilling, &AddressFacts::line1>},
    FactField{"/accounts/*/billingAddress/city", FactType::text, false, part<kBilling, &AddressFacts::city>},
    FactField{"/accounts/*/billingAddress/state", FactType::text, false, part<kBilling, &AddressFacts::state>},
    FactField{"/accounts/*/billingAddress/zip", FactType::text, false, part<kBilling, &AddressFacts::zip>},
    FactField{"/accounts/*/zone", FactType::text, false, text<&AccountFacts::zone>},
    FactField{"/accounts/*/rateClass", FactType::text, false, text<&AccountFacts::rate_class>},
    FactField{"/accounts/*/annualUsage", FactType::energy, false, value<Energy, &AccountFacts::annual_usage>},
    FactField{"/accounts/*/peakDemandKw", FactType::decimal, false, value<Decimal, &AccountFacts::peak_demand_kw>},
    FactField{"/accounts/*/taxStatus", FactType::text, false, text<&AccountFacts::tax_status>},
    FactField{"/accounts/*/incumbentSupplier", FactType::text, false, text<&AccountFacts::current_supplier>},
    FactField{"/accounts/*/incumbentContractEnd", FactType::date, false, value<Date, &AccountFacts::incumbent_end>},
    FactField{"/accounts/*/inAggregation", FactType::flag, false, flag<&AccountFacts::in_aggregation>},
    FactField{"/accounts/*/hasArrears", FactType::flag, false, flag<&AccountFacts::has_arrears>},
    FactField{"/accounts/*/isNetMetered", FactType::flag, false, flag<&AccountFacts::is_net_metered>},
    FactField{"/accounts/*/isTimeOfUse", FactType::flag, false, flag<&AccountFacts::is_time_of_use>},
    FactField{"/accounts/*/readCycle", FactType::text, false, text<&AccountFacts::read_cycle>},
    FactField{"/accounts/*/startMonth", FactType::month, false, value<Month, &AccountFacts::start_month>},
    FactField{"/accounts/*/requestedStart", FactType::date, false, value<Date, &AccountFacts::requested_start>},
    FactField{"/accounts/*/termMonths", FactType::number, true, term_months},
    FactField{"/accounts/*/isEntitled", FactType::flag, true, flag<&AccountFacts::is_entitled>},
    FactField{"/accounts/*/protection", FactType::text, true,
              [](const Judged&, Account account) { return FactValue(text_of(account->protection)); }},
    FactField{"/accounts/*/nameAgrees", FactType::flag, true, judged_flag<&JudgedAccount::name_agrees>},
    FactField{"/accounts/*/stateAgrees", FactType::flag, true, judged_flag<&JudgedAccount::state_agrees>},
    FactField{"/accounts/*/needsMeterNumber", FactType::flag, true, judged_flag<&JudgedAccount::needs_meter_number>},
    FactField{"/accounts/*/sellsReceivables", FactType::flag, true, judged_flag<&JudgedAccount::sells_receivables>},
    FactField{"/accounts/*/daysToIncumbentEnd", FactType::number, true, count<&JudgedAccount::days_to_incumbent_end>},
    FactField{"/accounts/*/startMonthsAhead", FactType::number, true, count<&JudgedAccount::months_ahead>},
    FactField{"/accounts/*/startDaysAhead", FactType::number, true, count<&JudgedAccount::days_ahead>},
    FactField{"/accounts/*/monthsToEnd", FactType::number, true, count<&JudgedAccount::months_to_end>},
    FactField{"/accounts/*/knownReads", FactType::number, true, known_reads},
};

}  // namespace

std::span<const FactField> account_fact_fields() { return kFields; }

}  // namespace switchyard::rules
