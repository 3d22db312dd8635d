#include "market/alias_mappings.hpp"

#include <algorithm>

#include "market/market_store.hpp"

namespace switchyard::market {
namespace {

constexpr std::size_t kAliasSizeMax = 200;

bool is_state(std::string_view text) {
  return text.size() == 2 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

Error refusal(std::string code, std::string message) {
  return Error{.kind = ErrorKind::unprocessable, .code = std::move(code), .message = std::move(message)};
}

Result<void> check(const Market& market, const AliasMapping& mapping) {
  if (mapping.alias.size() > kAliasSizeMax || normalize_alias(mapping.alias).empty()) {
    return refusal("invalid_alias", "An alias has at most 200 bytes and at least one letter or digit.");
  }
  if (!mapping.supplier.empty() && market.supplier(mapping.supplier) == nullptr) {
    return refusal("unknown_supplier", "There is no supplier '" + mapping.supplier + "'.");
  }
  if (!mapping.state.empty() && !is_state(mapping.state)) return refusal("invalid_state", "A state is two capital letters, or empty for any.");
  const Utility* utility = market.utility(mapping.utility_code);
  if (utility == nullptr) return refusal("unknown_utility", "There is no utility '" + mapping.utility_code + "'.");
  if (utility->commodity != mapping.commodity) {
    return refusal("commodity_mismatch", "The utility '" + utility->code + "' delivers " + std::string(text_of(utility->commodity)) + ".");
  }
  return {};
}

}  // namespace

Result<void> map_alias(SqlTransaction& transaction, const Market& market, const AliasMapping& mapping) {
  if (auto sound = check(market, mapping); !sound) return sound;
  store_alias_mapping(transaction, mapping, normalize_alias(mapping.alias));
  raise_market_revision(transaction);
  return {};
}

bool unmap_alias(SqlTransaction& transaction, const AliasMapping& mapping) {
  if (!delete_alias_mapping(transaction, mapping, normalize_alias(mapping.alias))) return false;
  raise_market_revision(transaction);
  return true;
}

std::vector<AliasMapping> list_alias_mappings(SqlReader& reader, const AliasMappingFilter& filter) {
  std::vector<AliasMapping> mappings = read_alias_mappings(reader);
  std::erase_if(mappings, [&](const AliasMapping& each) {
    return (filter.supplier && each.supplier != *filter.supplier) || (filter.commodity && each.commodity != *filter.commodity);
  });
  return mappings;
}

}  // namespace switchyard::market
