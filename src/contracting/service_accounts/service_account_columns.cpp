#include "contracting/service_accounts/service_account_columns.hpp"

#include <charconv>

#include <fmt/format.h>

namespace switchyard::contracting {
namespace {

ServiceAccount blank_account() {
  return {.id = ServiceAccountId(Uuid{}), .partner = access::PartnerId(Uuid{}), .application = access::ApplicationId(Uuid{}), .customer = CustomerId(Uuid{}),
          .details = {.utility_code = {}, .account_number = {}}, .account_number = {}};
}

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

}  // namespace

Result<market::AccountVerdict> parse_account_verdict(std::string_view text) {
  using market::AccountVerdict;
  for (const AccountVerdict verdict : {AccountVerdict::valid, AccountVerdict::valid_legacy, AccountVerdict::unverified, AccountVerdict::invalid}) {
    if (market::text_of(verdict) == text) return verdict;
  }
  return Error{ErrorKind::invalid, "not_one_of", "Not a verdict on an account number."};
}

AccountRow::AccountRow() : account(blank_account()) {}

AccountRow::AccountRow(const ServiceAccount& from) : account(from) {
  meter_numbers = fmt::format("{}", fmt::join(from.details.meter_numbers, ","));
  for (const Date date : from.details.next_reads) next_reads += fmt::format("{}{}", next_reads.empty() ? "" : ",", date.days());
}

ServiceAccount AccountRow::take() {
  for (const std::string_view meter : parts_of(meter_numbers)) account.details.meter_numbers.emplace_back(meter);
  for (const std::string_view text : parts_of(next_reads)) {
    std::int32_t days = 0;
    std::from_chars(text.data(), text.data() + text.size(), days);
    account.details.next_reads.push_back(Date::from_days(days));
  }
  return std::move(account);
}

}  // namespace switchyard::contracting
