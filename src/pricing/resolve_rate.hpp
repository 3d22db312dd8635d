// From a rate's id or reference back to the rate: what a quote freezes, and what an operator sees of its origin.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pricing/book/rate_book.hpp"
#include "pricing/book/rate_id.hpp"
#include "pricing/book/rate_ref.hpp"

namespace switchyard::pricing {

// A rate that was on sale in its sheet. Owns its texts.
struct RateFacts {
  RateId id;
  std::string supplier = {};
  std::string supplier_name = {};
  Commodity commodity = Commodity::electric;
  CustomerClass customer_class = CustomerClass::any;
  std::string utility_code = {};
  std::string utility_word = {};     // Words are the supplier's.
  std::string rate_class = {};       // market's code, else the word.
  std::string rate_class_word = {};
  std::string zone = {};
  std::string zone_word = {};
  std::string state = {};
  std::string product = {};
  std::string billing = {};
  std::int32_t green_percent_hundredths = -1;
  std::optional<Month> start_from = {};   // Absent where the sheet has no start months.
  std::optional<Month> start_until = {};  // Exclusive.
  std::int16_t term_months = 0;
  UsageBand band = {};
  EnergyUnit price_unit = EnergyUnit::kwh;
  std::int8_t price_decimals = 5;
  std::int64_t basis_micros = 0;
  std::int64_t stored_micros = 0;
  std::string price_text = {};
  Date valid_from{};
  Date valid_until{};
  Instant sellable_from = {};
  Instant sellable_until = {};
  std::string layout = {};
  std::string file_name = {};
  std::string worksheet = {};
  std::string cell = {};                  // A1 style.
};

// Of any sheet of the book, on sale or past. "rate_id_invalid", or not_found "rate_not_found" for a sheet that the book does
// not hold, a row that it does not have, or one that was never for sale.
[[nodiscard]] Result<RateFacts> resolve_rate(const RateBook& book, std::string_view rate_id);
// The same of a reference; "rate_ref_invalid".
[[nodiscard]] Result<RateFacts> resolve_rate_ref(const RateBook& book, const RateRefs& refs, std::string_view rate_ref);
// Of a sheet that need not be in a book.
[[nodiscard]] Result<RateFacts> rate_facts(const CompiledSheet& sheet, std::uint32_t ordinal);

// Who asks for a rate, and in which state its utility is (empty: as the sheet says).
struct Seller {
  access::PartnerId partner = no_partner();
  std::string_view state = {};
};
// Whether a search without asOf could give this rate at the instant: the sheet on sale, in its time and not superseded, the partner
// entitled, and no price stop.
[[nodiscard]] bool is_sold(const RateBook& book, const RateId& id, Instant at, const Seller& seller = {});

}  // namespace switchyard::pricing
