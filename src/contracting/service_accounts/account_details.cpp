// What a partner says of a service account, checked whole.
#include <algorithm>

#include <fmt/format.h>

#include "contracting/party_text.hpp"
#include "contracting/service_accounts/service_account_actions.hpp"

namespace switchyard::contracting {
namespace {

std::string sentence_of(const market::AccountNumberCheck& number) {
  std::string text;
  for (const auto* sentences : {&number.errors, &number.hints}) {
    for (const std::string& sentence : *sentences) text.append(text.empty() ? "" : " ").append(sentence);
  }
  return text.empty() ? "is no account number of this utility" : text;
}

void check_number(CheckedAccount& account, FieldCheck& check, const market::Market& market) {
  ServiceAccountDetails& details = account.details;
  const market::Utility* utility = market.utility(details.utility_code);
  if (utility == nullptr) {
    if (!details.utility_code.empty()) check.refuse("utility", "utility_unknown", "is no code of a utility; GET /v1/utilities lists them");
    return;
  }
  if (utility->commodity != details.commodity) {
    check.refuse("commodity", "commodity_mismatch", fmt::format("{} serves {}", utility->name, text_of(utility->commodity)));
  }
  if (details.account_number.empty()) return;
  const auto number = market::check_account_number(*utility, details.account_number);
  account.account_number = number.normalized;
  account.number_verdict = number.verdict;
  if (number.verdict == market::AccountVerdict::invalid) check.refuse("accountNumber", "account_number_invalid", sentence_of(number));
}

void check_amounts(const ServiceAccountDetails& details, FieldCheck& check) {
  if (details.annual_usage) {
    const auto base = details.annual_usage->in_base();
    if (details.annual_usage->unit() == EnergyUnit::ccf_or_therm || commodity_of(details.annual_usage->unit()) != details.commodity) {
      check.refuse("annualUsage", "unit_mismatch", fmt::format("{} is no unit of {}", text_of(details.annual_usage->unit()), text_of(details.commodity)));
    } else if (!base || base->milli_units() <= 0 || base->milli_units() > kAnnualUsageMilliMax) {
      check.refuse("annualUsage", "out_of_range", "must be more than 0 and at most 1000000000000 kWh, therms or Ccf");
    }
  }
  if (details.icap_milli_kw && (*details.icap_milli_kw < 0 || *details.icap_milli_kw > kCapacityTagMilliKwMax)) {
    check.refuse("icapKw", "out_of_range", "must be 0 to 1000000 kW");
  }
}

void check_reads(const ServiceAccountDetails& details, FieldCheck& check) {
  if (details.next_reads.size() > kNextReadCountMax) {
    check.refuse("nextReads", "wrong_count", fmt::format("has {} dates; at most {} are taken", details.next_reads.size(), kNextReadCountMax));
  } else if (!std::ranges::is_sorted(details.next_reads, std::ranges::less_equal())) {
    check.refuse("nextReads", "next_reads_unordered", "must rise from date to date");
  }
}

std::vector<std::string> checked_meters(const std::vector<std::string>& given, FieldCheck& check) {
  std::vector<std::string> meters;
  if (given.size() > kMeterCountMax) {
    check.refuse("meterNumbers", "wrong_count", fmt::format("has {} numbers; at most {} are taken", given.size(), kMeterCountMax));
    return meters;
  }
  for (std::size_t i = 0; i < given.size(); ++i) {
    const std::string name = fmt::format("meterNumbers/{}", i);
    meters.push_back(check.required(name, given[i], kAccountWordSizeMax));
    if (meters.back().find(',') != std::string::npos) check.refuse(name, "malformed", "is one meter's number, without commas");
  }
  return meters;
}

}  // namespace

CheckedAccount checked_account(const ServiceAccountDetails& given, const std::string& pointer, const market::Market& market, std::vector<FieldError>& refusals) {
  FieldCheck check(pointer, refusals);
  const auto word = [&](std::string_view name, const std::string& text) { return check.text(name, text, kAccountWordSizeMax); };
  CheckedAccount account{.details = given, .account_number = {}};
  ServiceAccountDetails& details = account.details;
  details.utility_code = check.required("utility", given.utility_code, kAccountWordSizeMax);
  details.account_number = check.required("accountNumber", given.account_number, market::kAccountNumberSizeMax);
  details.service_reference = word("serviceReference", given.service_reference);
  details.name_key = word("nameKey", given.name_key);
  details.meter_numbers = checked_meters(given.meter_numbers, check);
  details.billing_account_number = word("billingAccountNumber", given.billing_account_number);
  details.service_address = checked_address(given.service_address, pointer + "/serviceAddress", market, refusals);
  if (given.billing_address) details.billing_address = checked_address(*given.billing_address, pointer + "/billingAddress", market, refusals);
  details.zone = word("zone", given.zone);
  details.rate_class = word("rateClass", given.rate_class);
  details.load_profile = word("loadProfile", given.load_profile);
  details.incumbent_supplier = check.text("incumbentSupplier", given.incumbent_supplier, kIncumbentNameSizeMax);
  details.read_cycle = word("readCycle", given.read_cycle);
  details.your_reference = word("yourReference", given.your_reference);
  check_number(account, check, market);
  check_amounts(details, check);
  check_reads(details, check);
  return account;
}

}  // namespace switchyard::contracting
