// What operators do with terms: write a row, close one. Each raises the book's revision, tells the nodes and is audited, in one
// transaction; every node prices by it with its next book.
#pragma once

#include <string>

#include "access/audit_relay.hpp"
#include "market/market.hpp"
#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/environment.hpp"
#include "ports/random.hpp"
#include "pricing/terms/terms_store.hpp"

namespace switchyard::pricing {

inline constexpr std::int64_t kTermsMax = 20'000;
inline constexpr std::int64_t kTermsAmountMax = 10'000'000;     // Micro-dollars a base unit: $10.
inline constexpr std::int64_t kMarginStepMax = 1'000'000;
inline constexpr std::int64_t kGrossUpFactorMax = 2'000'000;    // Millionths; at least 1.

struct TermsContext {
  Database& database;
  const Clock& clock;  // The environment's business clock.
  const market::Market& market;
  Random& random;
  EnvironmentName environment = EnvironmentName::test;
  access::AuditRelay* audit = nullptr;  // Null: nothing is recorded.
};

struct TermsRequest {
  TermsKind kind = TermsKind::supplier;
  TermsPlace place = {};
  TermsContent content = {};
  std::optional<Instant> from = {};     // Absent: now. Not past: prices that were given would change in hindsight.
  std::optional<Instant> until = {};
  std::string reason = {};              // 1 to 500 bytes.
  std::string actor = {};
};

// Refused: "unknown_supplier", "unknown_utility", "state_malformed", "terms_backdated", "terms_empty" (until is not after from),
// "terms_incomplete" (what the kind needs is missing), "terms_unsound" (amounts, factor), "share_unsound", "terms_overlap" (a row of
// the same kind and place holds then; it is named), "too_many_terms", and for the reason.
[[nodiscard]] Result<TermsRecord> set_terms_in(SqlTransaction& transaction, const TermsContext& context, const TermsRequest& request);
[[nodiscard]] Result<TermsRecord> set_terms(const TermsContext& context, const TermsRequest& request);

struct CloseTermsRequest {
  TermsId id;
  std::optional<Instant> at = {};       // Absent: now. Not past.
  std::string reason = {};
  std::string actor = {};
};
// Refused: "price_terms_not_found", "price_terms_over", "terms_backdated", and for the reason.
[[nodiscard]] Result<TermsRecord> close_terms_in(SqlTransaction& transaction, const TermsContext& context, const CloseTermsRequest& request);
[[nodiscard]] Result<TermsRecord> close_terms(const TermsContext& context, const CloseTermsRequest& request);

// "scheduled", "holding" or "over".
[[nodiscard]] std::string_view state_of(const TermsRecord& record, Instant now);

}  // namespace switchyard::pricing
