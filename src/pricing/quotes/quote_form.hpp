// The canonical form of a quote and its hash: what makes a quote verifiable (docs/quotes.md has the form word by word).
//
// Two layers. What every caller of the partner may see is hashed as it is; what some may not see (the layers of the stack, the file
// and the cell) is hashed with a random nonce first, and only that seal stands in the outer form: so the hash can be recomputed by
// whoever sees the quote, and no hidden number can be guessed out of it.
#pragma once

#include <string>
#include <string_view>

#include "pricing/quotes/quote.hpp"
#include "pricing/sheets/digest_port.hpp"
#include "pricing/terms/terms_record.hpp"

namespace switchyard::pricing {

inline constexpr std::string_view kQuoteForm = "switchyard-quote-1";
inline constexpr std::string_view kSealedForm = "switchyard-quote-line-1";

[[nodiscard]] std::string canonical_quote(const Quote& quote);
[[nodiscard]] std::string canonical_sealed(const QuoteLine& line);

// Sets each line's sealed_sha256 and then the quote's hash.
void seal_quote(Quote& quote, const FileDigest& digest);

// Dollars with `decimals` digits behind the point, more where the value has them (0.061234 beside 5).
[[nodiscard]] std::string price_text(std::int64_t micros, int decimals);
[[nodiscard]] std::string cents_text(std::int64_t cents);
// "50", "12.5"; empty where it was not said.
[[nodiscard]] std::string green_text(std::int32_t hundredths);
// "$/kWh"
[[nodiscard]] std::string price_unit_text_of(EnergyUnit unit);

}  // namespace switchyard::pricing
