#include "pricing/terms/selling_view.hpp"

#include <algorithm>
#include <cstring>

#include "pricing/book/sip_hash.hpp"

namespace switchyard::pricing {
namespace {

// The part of [from, until) around `at` in which the stop neither begins nor ends.
void narrow(TermsSpan& span, const PriceStop& stop, Instant at) {
  const auto cut = [&](Instant edge) {
    if (edge <= at) {
      span.from = std::max(span.from, edge);
    } else {
      span.until = std::min(span.until, edge);
    }
  };
  cut(stop.from);
  if (stop.until) cut(*stop.until);
}

}  // namespace

SellingView::SellingView(const RateBook& book, const SellerQuestion& question, Instant at)
    : shelf_(book.index().shelf(question.commodity, question.utility_code)) {
  take_terms(book, question, at);
  take_stops(book, question, at);
  take_stamp();
}

void SellingView::take_terms(const RateBook& book, const SellerQuestion& question, Instant at) {
  const PriceTerms& terms = *book.rules().terms;
  span_ = terms.span_at(at);
  TermsQuestion asked{
      .partner = question.partner, .supplier = {}, .commodity = question.commodity, .state = question.state, .utility = question.utility_code};
  widest_margin_ = terms.of(asked, at).margin;
  if (shelf_ == nullptr) return;
  bool is_first = true;
  for (const std::string& supplier : shelf_->suppliers) {
    asked.supplier = supplier;
    const SellingTerms found = terms.of(asked, at);
    sellers_.push_back({.margin = found.margin, .house_fee_micros = found.house_fee_micros, .gross_up = found.gross_up, .is_entitled = found.is_entitled});
    if (!found.is_entitled) continue;
    widest_margin_ = is_first ? found.margin : widest(widest_margin_, found.margin);
    is_first = false;
  }
}

void SellingView::take_stops(const RateBook& book, const SellerQuestion& question, Instant at) {
  const PriceStops& stops = book.rules().stops;
  if (stops.empty() || shelf_ == nullptr) return;
  for (const PriceStop& stop : stops.all()) narrow(span_, stop, at);
  for (std::size_t i = 0; i < sellers_.size(); ++i) {
    StopQuestion asked{
        .supplier = shelf_->suppliers[i], .commodity = question.commodity, .state = question.state, .utility = question.utility_code, .product = {}};
    sellers_[i].is_stopped = stops.find(asked, at) != nullptr;
    sellers_[i].products_first = static_cast<std::uint32_t>(stopped_products_.size());
    for (const PriceStop& stop : stops.all()) {
      if (stop.product.empty()) continue;
      asked.product = stop.product;
      if (stops.find(asked, at) != nullptr) stopped_products_.push_back(book.index().word(stop.product));
    }
    sellers_[i].products_until = static_cast<std::uint32_t>(stopped_products_.size());
  }
}

void SellingView::take_stamp() {
  std::string text;
  const auto add = [&](const auto& value) { text.append(reinterpret_cast<const char*>(&value), sizeof value); };
  const auto add_limits = [&](const MarginLimits& limits) {
    for (const std::int64_t value : {limits.min_micros, limits.max_micros, limits.step_micros, limits.default_micros}) add(value);
  };
  add_limits(widest_margin_);
  for (const SellerTerms& seller : sellers_) {
    add_limits(seller.margin);
    add(seller.house_fee_micros);
    add(seller.gross_up.form);
    add(seller.gross_up.factor_millionths);
    add(seller.is_entitled);
    add(seller.is_stopped);
    add(seller.products_until - seller.products_first);
  }
  for (const WordId product : stopped_products_) add(product);
  stamp_ = sip_hash(SipKey{}, text);
}

bool SellingView::is_stopped(const SellerTerms& terms, WordId product) const {
  for (std::uint32_t i = terms.products_first; i < terms.products_until; ++i) {
    if (stopped_products_[i] == product) return true;
  }
  return false;
}

bool SellingView::permits_margin(std::int64_t margin_micros, EnergyUnit price_unit) const {
  return std::ranges::any_of(sellers_, [&](const SellerTerms& seller) { return seller.is_entitled && permits(seller.margin, margin_micros, price_unit); });
}

std::size_t SellingViews::KeyHash::operator()(const Key& key) const {
  std::uint64_t halves[2];
  std::memcpy(halves, key.partner.uuid().bytes.data(), sizeof halves);
  std::uint64_t hash = reinterpret_cast<std::uintptr_t>(key.shelf) >> 4U;
  for (const std::uint64_t word : {halves[0], halves[1], key.state}) hash = (hash ^ word) * 0x9e3779b97f4a7c15ULL ^ hash >> 29U;
  return static_cast<std::size_t>(hash ^ hash >> 32U);
}

std::shared_ptr<const SellingView> SellingViews::find_or_make(const RateBook& book, const UtilityShelf& shelf, const SellerQuestion& question, Instant at) {
  Key key{.shelf = &shelf, .partner = book.rules().terms->has_own(question.partner) ? question.partner : no_partner()};
  std::memcpy(&key.state, question.state.data(), std::min(question.state.size(), sizeof key.state));
  Part& part = parts_[KeyHash()(key) >> 8U & 15U];
  {
    const std::lock_guard lock(part.mutex);
    const auto found = part.views.find(key);
    if (found != part.views.end() && found->second->span().holds(at)) return found->second;
  }
  auto made = std::make_shared<const SellingView>(book, question, at);
  const std::lock_guard lock(part.mutex);
  if (part.views.size() >= kViewsMax / parts_.size()) part.views.clear();
  part.views.insert_or_assign(key, made);
  return made;
}

std::shared_ptr<const SellingView> selling_view(const RateBook& book, const SellerQuestion& question, Instant at, const UtilityShelf* shelf) {
  if (shelf == nullptr) shelf = book.index().shelf(question.commodity, question.utility_code);
  if (shelf == nullptr) return std::make_shared<const SellingView>(book, question, at);
  return book.selling_views().find_or_make(book, *shelf, question, at);
}

}  // namespace switchyard::pricing
