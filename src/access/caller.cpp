#include "access/caller.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace switchyard::access {

namespace {

constexpr std::array<std::pair<Scope, std::string_view>, 14> kScopes = {{
    {Scope::prices_total, "prices:total"},
    {Scope::prices_stack, "prices:stack"},
    {Scope::quotes_write, "quotes:write"},
    {Scope::contracts_read, "contracts:read"},
    {Scope::contracts_write, "contracts:write"},
    {Scope::documents_read, "documents:read"},
    {Scope::webhooks_write, "webhooks:write"},
    {Scope::events_read, "events:read"},
    {Scope::keys_write, "keys:write"},
    {Scope::pii_read, "pii:read"},
    {Scope::prices_lineage, "prices:lineage"},
    {Scope::operator_prices, "operator:prices"},
    {Scope::operator_partners, "operator:partners"},
    {Scope::operator_enrollment, "operator:enrollment"},
}};

}  // namespace

std::string_view text_of(Scope scope) {
  const auto* found = std::find_if(kScopes.begin(), kScopes.end(), [&](const auto& entry) { return entry.first == scope; });
  ENSURE(found != kScopes.end());
  return found->second;
}

Result<Scope> parse_scope(std::string_view text) {
  const auto* found = std::find_if(kScopes.begin(), kScopes.end(), [&](const auto& entry) { return entry.second == text; });
  if (found == kScopes.end()) return Error{ErrorKind::invalid, "scope_unknown", "There is no such scope."};
  return found->first;
}

const std::vector<Scope>& all_scopes() {
  static const std::vector<Scope> scopes = [] {
    std::vector<Scope> all;
    for (const auto& entry : kScopes) all.push_back(entry.first);
    return all;
  }();
  return scopes;
}

std::string ScopeSet::text() const {
  std::string text;
  for (const auto& [scope, name] : kScopes) {
    if (!has(scope)) continue;
    if (!text.empty()) text.push_back(' ');
    text += name;
  }
  return text;
}

ScopeSet ScopeSet::partner_default() {
  return {Scope::prices_total,    Scope::prices_stack,   Scope::quotes_write,   Scope::contracts_read, Scope::contracts_write,
          Scope::documents_read,  Scope::webhooks_write, Scope::events_read,    Scope::keys_write};
}

ScopeSet ScopeSet::operator_default() {
  ScopeSet scopes = partner_default();
  for (const Scope scope : {Scope::prices_lineage, Scope::operator_prices, Scope::operator_partners, Scope::operator_enrollment}) scopes.add(scope);
  return scopes;
}

Result<ScopeSet> parse_scopes(std::string_view text) {
  ScopeSet scopes;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    if (end > 0) {
      auto scope = parse_scope(text.substr(0, end));
      if (!scope) return std::move(scope).error();
      scopes.add(*scope);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return scopes;
}

}  // namespace switchyard::access
