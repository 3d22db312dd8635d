// Terms that are set in code, by supplier and, where given, by partner.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "pricing/terms/price_terms.hpp"

namespace switchyard::pricing {

class FakeTerms final : public PriceTerms {
 public:
  FakeTerms& set(std::string supplier, SellingTerms terms, access::PartnerId partner = no_partner()) {
    terms_.insert_or_assign({partner, std::move(supplier)}, std::move(terms));
    return *this;
  }
  // The partner's, else everybody's, else open ones.
  [[nodiscard]] SellingTerms of(const TermsQuestion& question, Instant) const override {
    for (const access::PartnerId& partner : {question.partner, no_partner()}) {
      if (const auto found = terms_.find({partner, std::string(question.supplier)}); found != terms_.end()) return found->second;
    }
    return {.margin = MarginPolicy{}.of(question.commodity)};
  }
  [[nodiscard]] TermsSpan span_at(Instant) const override { return TermsSpan::always(); }

 private:
  std::map<std::pair<access::PartnerId, std::string>, SellingTerms> terms_;
};

}  // namespace switchyard::pricing
