// The rows of the terms as one snapshot that answers: PriceTerms of a rate book.
//
// Of each thing that rows say (limits of a policy, of a supplier, gross-up, share, house fee, entitlement) the most specific row that
// holds answers (specificity()); of two alike what was written goes before what comes with the product.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "pricing/terms/price_terms.hpp"
#include "pricing/terms/terms_record.hpp"

namespace switchyard::pricing {

// What holds where no row says anything.
struct TermsDefaults {
  MarginPolicy margins = {};
  // False: a partner without any entitlement, past ones too, may sell everything.
  bool entitlements_required = false;
};

class CompiledTerms final : public PriceTerms {
 public:
  CompiledTerms(std::vector<TermsRecord> records, const TermsDefaults& defaults);

  // The margin is what both policy and supplier permit, less the house fee in the supplier's limits, which are of the whole fee. Where
  // that is nothing the partner is not entitled. An unnamed margin is the policy's default, else the supplier's, else 0, moved into
  // the limits.
  [[nodiscard]] SellingTerms of(const TermsQuestion& question, Instant at) const override;
  [[nodiscard]] bool has_own(const access::PartnerId& partner) const override { return own_.contains(partner); }
  [[nodiscard]] TermsSpan span_at(Instant at) const override;
  [[nodiscard]] ShareRule share_of(const TermsQuestion& question, Instant at) const override;
  [[nodiscard]] std::optional<Instant> next_change(Instant now) const override;

 private:
  struct Found;
  [[nodiscard]] Found find(const TermsQuestion& question, Instant at) const;
  [[nodiscard]] MarginLimits limits_of(const Found& found, Commodity commodity, bool& is_any_left) const;

  const TermsDefaults defaults_;
  std::vector<TermsRecord> common_;
  std::map<access::PartnerId, std::vector<TermsRecord>> own_;
  std::vector<Instant> changes_;  // In order, each once.
};

}  // namespace switchyard::pricing
