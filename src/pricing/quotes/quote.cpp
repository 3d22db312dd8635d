#include "pricing/quotes/quote.hpp"

namespace switchyard::pricing {

std::string_view text_of(SourceKind kind) { return kind == SourceKind::rate ? "rate" : "offer"; }

Result<SourceKind> parse_source_kind(std::string_view text) {
  if (text == "rate") return SourceKind::rate;
  if (text == "offer") return SourceKind::offer;
  return Error{ErrorKind::invalid, "not_one_of", "must be rate or offer"};
}

StackParts parts_of(const QuoteLine& line) {
  return {.transfer_micros = line.facts.basis_micros,
          .house_fee_micros = line.stack.house_fee_micros,
          .partner_margin_micros = line.stack.partner_margin_micros,
          .agent_margin_micros = line.stack.agent_margin_micros,
          .gross_up = line.terms.gross_up,
          .price_decimals = line.facts.price_decimals};
}

QuoteState state_at(const Quote& quote, Instant now) {
  return may_expire(quote.state) && now >= quote.expires_at ? QuoteState::expired : quote.state;
}

}  // namespace switchyard::pricing
