// A service account: what a utility serves and meters under one number. It belongs to one customer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.hpp"
#include "contracting/ids.hpp"
#include "contracting/us_address.hpp"
#include "market/market.hpp"
#include "values/date.hpp"
#include "values/energy.hpp"
#include "values/instant.hpp"

namespace switchyard::contracting {

inline constexpr std::size_t kAccountsPerCallMax = 1000;
inline constexpr std::size_t kMeterCountMax = 50;
inline constexpr std::size_t kAccountWordSizeMax = 64;  // Of numbers, codes and names of classes.
inline constexpr std::size_t kIncumbentNameSizeMax = 200;
inline constexpr std::size_t kNextReadCountMax = 36;
inline constexpr std::int64_t kCapacityTagMilliKwMax = 1'000'000'000;  // A gigawatt.
inline constexpr std::int64_t kAnnualUsageMilliMax = 1'000'000'000'000'000;  // 10^12 base units, as quotes take.

enum class TaxStatus : std::uint8_t { taxable, exempt, partly_exempt };
[[nodiscard]] std::string_view text_of(TaxStatus status);
[[nodiscard]] Result<TaxStatus> parse_tax_status(std::string_view text);

// What a partner says of an account.
struct ServiceAccountDetails {
  Commodity commodity = Commodity::electric;
  std::string utility_code;                    // Of the market: "comed".
  std::string account_number;                  // As given; see ServiceAccount::account_number for the normalised one.
  std::string service_reference = {};
  std::string name_key = {};
  std::vector<std::string> meter_numbers = {};
  std::string billing_account_number = {};
  UsAddress service_address = {};
  std::optional<UsAddress> billing_address = {};  // Absent: the customer's.
  std::string zone = {};
  std::string rate_class = {};
  std::string load_profile = {};
  std::optional<Energy> annual_usage = {};     // In the unit in which it was said.
  std::optional<std::int64_t> icap_milli_kw = {};
  TaxStatus tax_status = TaxStatus::taxable;
  std::string incumbent_supplier = {};
  std::optional<Date> incumbent_contract_end = {};
  std::string read_cycle = {};                 // The utility's word for it: "07".
  std::vector<Date> next_reads = {};           // Known meter reads to come, rising.
  std::string your_reference = {};             // Unique among the accounts of an application; empty: none.

  bool operator==(const ServiceAccountDetails&) const = default;
};

struct ServiceAccount {
  ServiceAccountId id;
  access::PartnerId partner;
  access::ApplicationId application;
  CustomerId customer;
  std::int64_t version = 1;
  Instant created_at{};
  Instant updated_at{};
  std::optional<Instant> erased_at = {};  // Then details and number are blank.
  ServiceAccountDetails details;
  std::string account_number;                                               // Normalised: what suppliers and utilities are sent.
  market::AccountVerdict number_verdict = market::AccountVerdict::valid;    // Never `invalid`: such a number is refused.
};

// The market's code for the account's class or zone where it knows the word; else the word as it is.
[[nodiscard]] std::string rate_class_code_of(const ServiceAccountDetails& details, const market::Market& market);
[[nodiscard]] std::string zone_code_of(const ServiceAccountDetails& details, const market::Market& market);

// A meter read to come. `assumed`: nobody told it; `basis` says what it was made of, for people.
struct NextRead {
  Date date;
  bool assumed = false;
  std::string basis = {};

  bool operator==(const NextRead&) const = default;
};

// The next `count` reads from `from` on: those known, then a month after the last known one on the same day of the month (or the month's
// last); where none is known the first of each month. Everything that nobody told is `assumed`.
[[nodiscard]] std::vector<NextRead> next_reads_of(const ServiceAccountDetails& details, Date from, std::size_t count);

}  // namespace switchyard::contracting
