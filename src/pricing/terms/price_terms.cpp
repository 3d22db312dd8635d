#include "pricing/terms/price_terms.hpp"

namespace switchyard::pricing {
namespace {

class OpenTerms final : public PriceTerms {
 public:
  OpenTerms(const MarginLimits& electric, const MarginLimits& gas) : electric_(electric), gas_(gas) {}
  [[nodiscard]] SellingTerms of(const TermsQuestion& question, Instant) const override {
    return {.margin = question.commodity == Commodity::electric ? electric_ : gas_};
  }

 private:
  const MarginLimits electric_;
  const MarginLimits gas_;
};

}  // namespace

std::shared_ptr<const PriceTerms> open_terms(const MarginLimits& electric, const MarginLimits& gas) {
  return std::make_shared<OpenTerms>(electric, gas);
}

}  // namespace switchyard::pricing
