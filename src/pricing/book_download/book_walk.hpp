// Every rate of one book that a caller may sell at an instant, one after the other, in bounded memory: by commodity, utility, sheet and
// the order of its curves. Holds the book, so one walk tells of one state.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "market/market.hpp"
#include "pricing/book/rate_index.hpp"
#include "pricing/terms/selling_view.hpp"

namespace switchyard::pricing {

// Empty fields leave their dimension open.
struct BookFilter {
  std::optional<Commodity> commodity = {};
  std::string utility = {};
  std::string state = {};
  std::vector<std::string> suppliers = {};
};

struct BookQuestion {
  std::shared_ptr<const RateBook> book;
  const market::Market& market;  // For the utilities' states; read while the walk is made.
  access::PartnerId partner = no_partner();
  Instant at{};
  BookFilter filter = {};
};

// Curves of one sheet and utility that are for sale, with what is added to their prices.
struct SoldGroup {
  std::string_view utility;
  std::string_view supplier;
  Commodity commodity = Commodity::electric;
  const UtilityShelf* shelf = nullptr;
  const CurveGroup* group = nullptr;
  std::shared_ptr<const SellingView> view;

  [[nodiscard]] const SellerTerms& terms() const { return view->seller(group->seller); }
  // From the supplier's price to the caller's base: without the partner's margin.
  [[nodiscard]] StackParts parts(const sheet_format::Curve& curve, std::uint32_t cell) const;
  // Nothing where a stop takes it off sale.
  [[nodiscard]] bool is_sold(const IndexedCurve& curve) const;
};

[[nodiscard]] std::vector<SoldGroup> sold_groups(const BookQuestion& question);

}  // namespace switchyard::pricing
