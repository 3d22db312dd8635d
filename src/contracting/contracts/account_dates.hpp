// When a priced account starts and ends, by when its price must be signed and handed in, and when its customer may step out: by the rule
// set. Pure.
#pragma once

#include "contracting/contracts/account_pricing.hpp"

namespace switchyard::contracting {

struct AccountDates {
  std::optional<Date> start_read = {};
  std::optional<Date> end_read = {};
  bool is_estimate = true;
  PriceInstants instants = {};
  RescissionWindow rescission = {};
};

struct DatesQuestion {
  const PricedAccount& account;
  const pricing::QuoteLine& line;
  DealType deal_type = DealType::switch_supplier;
  std::string_view language = "en";
  Instant now{};
};
// Fails only where the rule set does ("unknown_time_zone").
[[nodiscard]] Result<AccountDates> account_dates(const ContractDesk& desk, const DatesQuestion& question);

// The day of an instant in the supplier's zone is not known here: days of rules are UTC days of the business clock.
[[nodiscard]] Date day_of(Instant instant);

}  // namespace switchyard::contracting
