#include "pricing/terms/terms_record.hpp"

#include <array>

#include "values/ensure.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::array<std::string_view, 4> kKinds = {"supplier", "margin_policy", "house_fee", "entitlement"};
constexpr std::array<std::string_view, 3> kForms = {"none", "on_fee", "on_total"};

}  // namespace

std::string_view text_of(TermsKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

Result<TermsKind> parse_terms_kind(std::string_view text) {
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    if (text == kKinds[i]) return static_cast<TermsKind>(i);
  }
  return Error{.code = "not_one_of", .message = "must be supplier, margin_policy, house_fee or entitlement"};
}

std::string_view text_of(GrossUpForm form) { return kForms[static_cast<std::size_t>(form)]; }

Result<GrossUpForm> parse_gross_up_form(std::string_view text) {
  for (std::size_t i = 0; i < kForms.size(); ++i) {
    if (text == kForms[i]) return static_cast<GrossUpForm>(i);
  }
  return Error{.code = "not_one_of", .message = "must be none, on_fee or on_total"};
}

int specificity(const TermsPlace& place) {
  return (place.partner ? 16 : 0) + (place.supplier.empty() ? 0 : 8) + (place.utility.empty() ? 0 : 4) + (place.state.empty() ? 0 : 2) + (place.commodity ? 1 : 0);
}

}  // namespace switchyard::pricing
