// Who asks. A handler that takes a PartnerCaller cannot be reached without a partner; authority is a parameter's type.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ports/environment.hpp"
#include "values/id.hpp"

namespace switchyard::access {

struct PartnerTag { static constexpr std::string_view kPrefix = "prt"; };
struct ApplicationTag { static constexpr std::string_view kPrefix = "app"; };
using PartnerId = Id<PartnerTag>;
using ApplicationId = Id<ApplicationTag>;

// The closed list of scopes (design section 6), as bits.
enum class Scope : std::uint32_t {
  prices_total = 1u << 0,
  prices_stack = 1u << 1,
  quotes_write = 1u << 2,
  contracts_read = 1u << 3,
  contracts_write = 1u << 4,
  documents_read = 1u << 5,
  webhooks_write = 1u << 6,
  events_read = 1u << 7,
  keys_write = 1u << 8,
  pii_read = 1u << 9,
  prices_lineage = 1u << 10,
  operator_prices = 1u << 11,
  operator_partners = 1u << 12,
  operator_enrollment = 1u << 13,
};
[[nodiscard]] std::string_view text_of(Scope scope);  // "prices:total"
Result<Scope> parse_scope(std::string_view text);
[[nodiscard]] const std::vector<Scope>& all_scopes();

class ScopeSet {
 public:
  constexpr ScopeSet() = default;
  constexpr ScopeSet(std::initializer_list<Scope> scopes) { for (Scope scope : scopes) add(scope); }
  constexpr void add(Scope scope) { bits_ |= static_cast<std::uint32_t>(scope); }
  [[nodiscard]] constexpr bool has(Scope scope) const { return (bits_ & static_cast<std::uint32_t>(scope)) != 0; }
  [[nodiscard]] constexpr bool contains(ScopeSet other) const { return (bits_ & other.bits_) == other.bits_; }
  [[nodiscard]] constexpr std::uint32_t bits() const { return bits_; }
  static constexpr ScopeSet from_bits(std::uint32_t bits) { ScopeSet set; set.bits_ = bits; return set; }
  // Space-separated, as OAuth writes them, in the order of the list.
  [[nodiscard]] std::string text() const;
  // All but pii:read and the operators'.
  static ScopeSet partner_default();
  static ScopeSet operator_default();
  bool operator==(const ScopeSet&) const = default;

 private:
  std::uint32_t bits_ = 0;
};

// Apart by spaces, as OAuth writes them; `scope_unknown`.
Result<ScopeSet> parse_scopes(std::string_view text);

// An authenticated application in its environment. Made by access/ alone.
struct Caller {
  PartnerId partner_id;
  ApplicationId application_id;
  std::string client_id;
  EnvironmentName environment = EnvironmentName::test;
  ScopeSet scopes;
  bool is_operator = false;
};

}  // namespace switchyard::access
