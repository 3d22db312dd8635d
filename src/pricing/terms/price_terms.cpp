#include "pricing/terms/price_terms.hpp"

#include <limits>

namespace switchyard::pricing {
namespace {

class OpenTerms final : public PriceTerms {
 public:
  explicit OpenTerms(const MarginPolicy& margins) : margins_(margins) {}
  [[nodiscard]] SellingTerms of(const TermsQuestion& question, Instant) const override { return {.margin = margins_.of(question.commodity)}; }
  [[nodiscard]] bool has_own(const access::PartnerId&) const override { return false; }
  [[nodiscard]] TermsSpan span_at(Instant) const override { return TermsSpan::always(); }

 private:
  const MarginPolicy margins_;
};

}  // namespace

TermsSpan TermsSpan::always() {
  return {Instant::from_unix_ms(std::numeric_limits<std::int64_t>::min()), Instant::from_unix_ms(std::numeric_limits<std::int64_t>::max())};
}

std::shared_ptr<const PriceTerms> open_terms(const MarginPolicy& margins) { return std::make_shared<OpenTerms>(margins); }

}  // namespace switchyard::pricing
