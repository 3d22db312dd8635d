// What one partner may sell of each supplier of one utility, and at what: its terms and the price stops, resolved once so that a
// search looks them up by number.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pricing/book/rate_index.hpp"
#include "pricing/terms/price_terms.hpp"

namespace switchyard::pricing {

// Of one supplier; amounts as in MarginLimits.
struct SellerTerms {
  MarginLimits margin;
  std::int64_t house_fee_micros = 0;
  GrossUp gross_up;
  bool is_entitled = true;
  bool is_stopped = false;  // All of it.
  std::uint32_t products_first = 0;
  std::uint32_t products_until = 0;
};

struct SellerQuestion {
  access::PartnerId partner = no_partner();
  Commodity commodity = Commodity::electric;
  std::string_view utility_code;
  std::string_view state;  // The utility's, as market/ has it.
};

// Immutable; good for the instants of its span.
class SellingView {
 public:
  SellingView(const RateBook& book, const SellerQuestion& question, Instant at);

  // The utility's; null where the book has none.
  [[nodiscard]] const UtilityShelf* shelf() const { return shelf_; }
  // By CurveGroup::seller.
  [[nodiscard]] const SellerTerms& seller(std::uint32_t number) const { return sellers_[number]; }
  [[nodiscard]] const std::vector<SellerTerms>& sellers() const { return sellers_; }
  // Whether a stop takes the product off sale; for a seller that is not stopped whole.
  [[nodiscard]] bool is_stopped(const SellerTerms& terms, WordId product) const;
  // Whether any supplier that may be sold takes it.
  [[nodiscard]] bool permits_margin(std::int64_t margin_micros, EnergyUnit price_unit) const;
  // What margins any of the suppliers permits; whoever supplies where there is none.
  [[nodiscard]] const MarginLimits& widest_margin() const { return widest_margin_; }
  [[nodiscard]] const TermsSpan& span() const { return span_; }
  // Another one as soon as anything of this is another.
  [[nodiscard]] std::uint64_t stamp() const { return stamp_; }

 private:
  void take_terms(const RateBook& book, const SellerQuestion& question, Instant at);
  void take_stops(const RateBook& book, const SellerQuestion& question, Instant at);
  void take_stamp();

  const UtilityShelf* shelf_ = nullptr;
  std::vector<SellerTerms> sellers_;
  std::vector<WordId> stopped_products_;
  MarginLimits widest_margin_;
  TermsSpan span_ = TermsSpan::always();
  std::uint64_t stamp_ = 0;
};

// The views of one book that were asked for lately. Safe from many threads.
class SellingViews {
 public:
  static constexpr std::size_t kViewsMax = 4096;  // Of some KiB each; then it begins anew.

  [[nodiscard]] std::shared_ptr<const SellingView> find_or_make(const RateBook& book, const UtilityShelf& shelf, const SellerQuestion& question, Instant at);

 private:
  struct Key {
    const UtilityShelf* shelf = nullptr;
    access::PartnerId partner = no_partner();
    std::uint64_t state = 0;  // Its first eight letters.
    bool operator==(const Key&) const = default;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const;
  };
  struct Part {
    std::mutex mutex;  // Guards views.
    std::unordered_map<Key, std::shared_ptr<const SellingView>, KeyHash> views;
  };
  std::array<Part, 16> parts_;
};

// Of a book; made once and kept with it. `shelf` is the question's, where the caller has it.
[[nodiscard]] std::shared_ptr<const SellingView> selling_view(const RateBook& book, const SellerQuestion& question, Instant at,
                                                              const UtilityShelf* shelf = nullptr);

}  // namespace switchyard::pricing
