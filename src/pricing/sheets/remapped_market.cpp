#include "pricing/sheets/remapped_market.hpp"

namespace switchyard::pricing {

RemappedMarket::RemappedMarket(const market::Market& market, market::AliasMapping mapping)
    : market_(market), mapping_(std::move(mapping)), folded_(market::normalize_alias(mapping_.alias)) {}

market::Resolution RemappedMarket::resolve_utility(const market::AliasQuestion& question) const {
  const bool meant = question.commodity == mapping_.commodity && (mapping_.supplier.empty() || question.supplier == mapping_.supplier) &&
                     (mapping_.state.empty() || question.state == mapping_.state) && market::normalize_alias(question.alias) == folded_;
  if (!meant) return market_.resolve_utility(question);
  return {market::Resolution::Outcome::resolved, mapping_.utility_code, {}};
}

}  // namespace switchyard::pricing
