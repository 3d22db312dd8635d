#include "pricing/book_download/book_walk.hpp"

#include <algorithm>

namespace switchyard::pricing {
namespace {

bool is_asked(const BookFilter& filter, std::string_view supplier) {
  return filter.suppliers.empty() || std::ranges::find(filter.suppliers, supplier) != filter.suppliers.end();
}

}  // namespace

StackParts SoldGroup::parts(const sheet_format::Curve& curve, std::uint32_t cell) const {
  const SellerTerms& seller = terms();
  return {.transfer_micros = group->tables->prices[cell],
          .house_fee_micros = seller.house_fee_micros * base_units_in(static_cast<EnergyUnit>(curve.price_unit)),
          .gross_up = seller.gross_up,
          .price_decimals = sheet_format::decimals_at(*group->tables, curve, cell)};
}

bool SoldGroup::is_sold(const IndexedCurve& curve) const { return !view->is_stopped(terms(), curve.product); }

std::vector<SoldGroup> sold_groups(const BookQuestion& question) {
  std::vector<SoldGroup> out;
  const RateBook& book = *question.book;
  for (const Commodity commodity : {Commodity::electric, Commodity::gas}) {
    if (question.filter.commodity && *question.filter.commodity != commodity) continue;
    for (const auto& [code, shelf] : book.index().shelves(commodity)) {
      if (!question.filter.utility.empty() && question.filter.utility != code) continue;
      const market::Utility* utility = question.market.utility(code);
      const std::string_view state = utility == nullptr ? std::string_view() : utility->state;
      if (!question.filter.state.empty() && question.filter.state != state) continue;
      const auto view = selling_view(book, {.partner = question.partner, .commodity = commodity, .utility_code = code, .state = state}, question.at, &shelf);
      for (const CurveGroup& group : shelf.on_sale) {
        const std::string_view supplier = shelf.suppliers[group.seller];
        const SellerTerms& terms = view->seller(group.seller);
        if (!is_live(shelf, group, question.at.unix_ms(), true) || !terms.is_entitled || terms.is_stopped || !is_asked(question.filter, supplier)) continue;
        out.push_back({.utility = code, .supplier = supplier, .commodity = commodity, .shelf = &shelf, .group = &group, .view = view});
      }
    }
  }
  return out;
}

}  // namespace switchyard::pricing
