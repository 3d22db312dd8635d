#include "pricing/why_not/offered_values.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>

#include <fmt/format.h>

#include "pricing/book/sheet_rows.hpp"
#include "pricing/book/word_fold.hpp"
#include "values/ensure.hpp"

namespace switchyard::pricing {
namespace {

using sheet_format::Curve;
using sheet_format::kNone;
using sheet_format::kNoPrice;
using sheet_format::Tables;

// The bands that answer for a usage: as search() has it.
std::vector<std::size_t> bands_with(std::span<const sheet_format::BandEdge> bands, std::int64_t usage) {
  std::vector<std::size_t> out;
  bool is_claimed = false;  // By a lower band whose printed, inclusive upper end it is.
  for (std::size_t i = 0; i < bands.size(); ++i) {
    const bool is_end = usage == bands[i].max_exclusive && bands[i].max_inclusive != 0;
    if (usage < bands[i].min || (!is_end && usage >= bands[i].max_exclusive) || (!is_end && is_claimed && usage == bands[i].min)) continue;
    is_claimed = is_claimed || is_end;
    out.push_back(i);
  }
  return out;
}

// Milli-units without trailing zeros, "50000 kWh".
std::string amount_text(std::int64_t milli, EnergyUnit unit) {
  if (milli % 1000 == 0) return fmt::format("{} {}", milli / 1000, text_of(unit));
  return fmt::format("{}.{:03} {}", milli / 1000, milli % 1000, text_of(unit));
}

// Numbers sort as numbers, words as words.
bool goes_before(const std::string& a, const std::string& b) {
  const bool are_numbers = !a.empty() && !b.empty() && std::ranges::all_of(a + b, [](char c) { return c >= '0' && c <= '9'; });
  return are_numbers && a.size() != b.size() ? a.size() < b.size() : a < b;
}

}  // namespace

OfferedValues::OfferedValues(const UtilityShelf& shelf, const RateBook::Index& index, const PriceQuery& query, const SellingView& view, bool is_selling)
    : shelf_(shelf), index_(index), query_(query), view_(view), is_selling_(is_selling) {
  if (const auto base = query.annual_usage.in_base()) usage_ = base->milli_units();
}

bool OfferedValues::has_price(const CurveGroup& group) {
  for (std::uint32_t i = group.curves_first; i < group.curves_until; ++i) {
    if (fail_of(group, shelf_.curves[i]) == WhyNot::count_of_reasons) return true;
  }
  return false;
}

WhyNot OfferedValues::fail(WhyNot reason, std::string_view offered, std::int64_t distance) {
  if (reason < best_) return reason;
  if (reason > best_) {
    best_ = reason;
    offered_.clear();
    bands_.clear();
  }
  if (offered.empty()) return reason;
  const auto [place, is_new] = offered_.try_emplace(std::string(offered), distance);
  if (!is_new) place->second = std::min(place->second, distance);
  return reason;
}

WhyNot OfferedValues::fail_of(const CurveGroup& group, const IndexedCurve& indexed) {
  const WhyNot names = fail_of_names(group, indexed);
  return names == WhyNot::count_of_reasons ? fail_of_cells(group, indexed) : names;
}

bool OfferedValues::is_word(WordId code, WordId word, const std::string& asked, const std::string& asked_code) const {
  if (asked.empty() || (code == 0 && word == 0)) return true;
  const WordId wanted = index_.word(asked);
  const WordId wanted_code = asked_code.empty() ? wanted : index_.word(asked_code);
  return code == wanted || word == wanted || code == wanted_code || word == wanted_code;
}

WhyNot OfferedValues::fail_of_names(const CurveGroup& group, const IndexedCurve& indexed) {
  const Tables& tables = *group.tables;
  const Curve& curve = *indexed.curve;
  const auto customer_class = static_cast<CustomerClass>(curve.customer_class);
  if (customer_class != query_.customer_class && customer_class != CustomerClass::any) return fail(WhyNot::customer_class, text_of(customer_class));
  const auto unit = static_cast<EnergyUnit>(curve.price_unit);
  if (base_of(unit) != base_of(query_.annual_usage.unit())) return fail(WhyNot::usage_unit, text_of(unit));
  if (!is_word(indexed.rate_class_code, indexed.rate_class_word, query_.rate_class, query_.rate_class_code)) return fail(WhyNot::rate_class, tables.text(curve.rate_class_code));
  if (!is_word(indexed.zone_code, indexed.zone_word, query_.zone, query_.zone_code)) return fail(WhyNot::zone, tables.text(curve.zone_code));
  if (!query_.product.empty() && indexed.product != index_.word(query_.product)) return fail(WhyNot::product, tables.text(curve.product));
  if (!query_.billing.empty() && !is_same_word(tables.text(curve.billing), query_.billing)) return fail(WhyNot::billing, tables.text(curve.billing));
  if (query_.purchase_of_receivables && curve.purchase_of_receivables != (*query_.purchase_of_receivables ? 2 : 1)) return fail(WhyNot::purchase_of_receivables, {});
  if (query_.green_percent_hundredths_min && std::max(curve.green_percent_hundredths, 0) < *query_.green_percent_hundredths_min) {
    const std::int32_t green = std::max(curve.green_percent_hundredths, 0);
    return fail(WhyNot::green_percent, green % 100 == 0 ? std::to_string(green / 100) : fmt::format("{}.{:02}", green / 100, green % 100));
  }
  return WhyNot::count_of_reasons;
}

bool OfferedValues::is_asked(const sheet_format::StartEdge& edge) const {
  if (query_.start_months.empty()) return true;
  return std::ranges::any_of(query_.start_months, [&](Month month) { return month.index() >= edge.from && month.index() < edge.until; });
}

bool OfferedValues::is_asked(std::int16_t term) const {
  return query_.term_months.empty() || std::ranges::find(query_.term_months, term) != query_.term_months.end();
}

WhyNot OfferedValues::fail_of_bands(const CurveGroup& group, const Curve& curve) {
  fail(WhyNot::usage_outside_bands, {});
  if (best_ != WhyNot::usage_outside_bands) return WhyNot::usage_outside_bands;
  for (std::size_t i = 0; i < curve.band_count; ++i) {
    const UsageBand band = band_of(group.tables->bands[group.tables->band_axis[curve.bands_first + i].band]);
    if (std::ranges::find(bands_, band) == bands_.end() && bands_.size() < Explanation::kOfferedMax) bands_.push_back(band);
  }
  return WhyNot::usage_outside_bands;
}

WhyNot OfferedValues::fail_of_starts(const CurveGroup& group, const Curve& curve) {
  for (std::size_t i = 0; i < curve.start_count; ++i) {
    const auto& edge = group.tables->start_axis[curve.starts_first + i];
    for (std::int32_t month = edge.from; month < edge.until && month < edge.from + 36; ++month) {
      std::int64_t distance = std::numeric_limits<std::int64_t>::max();
      for (const Month asked : query_.start_months) distance = std::min<std::int64_t>(distance, std::abs(asked.index() - month));
      fail(WhyNot::start_month, Month::from_index(month).text(), distance);
    }
  }
  return WhyNot::start_month;
}

WhyNot OfferedValues::fail_of_terms(const CurveGroup& group, const Curve& curve) {
  for (std::size_t i = 0; i < curve.term_count; ++i) {
    const std::int16_t term = group.tables->term_axis[curve.terms_first + i];
    std::int64_t distance = std::numeric_limits<std::int64_t>::max();
    for (const std::int16_t asked : query_.term_months) distance = std::min<std::int64_t>(distance, std::abs(asked - term));
    fail(WhyNot::term_months, std::to_string(term), distance);
  }
  return WhyNot::term_months;
}

WhyNot OfferedValues::fail_of_cells(const CurveGroup& group, const IndexedCurve& indexed) {
  const Tables& tables = *group.tables;
  const Curve& curve = *indexed.curve;
  const auto bands = tables.band_axis.subspan(curve.bands_first, curve.band_count);
  const auto starts = tables.start_axis.subspan(curve.starts_first, curve.start_count);
  const auto terms = tables.term_axis.subspan(curve.terms_first, curve.term_count);
  const std::vector<std::size_t> holding = bands_with(bands, usage_);
  if (holding.empty()) return fail_of_bands(group, curve);
  if (std::ranges::none_of(starts, [&](const auto& edge) { return is_asked(edge); })) return fail_of_starts(group, curve);
  if (std::ranges::none_of(terms, [&](std::int16_t term) { return is_asked(term); })) return fail_of_terms(group, curve);
  bool is_priced = false;
  for (const std::size_t b : holding) {
    for (std::size_t s = 0; s < starts.size() && !is_priced; ++s) {
      for (std::size_t t = 0; t < terms.size() && !is_priced; ++t) {
        if (!is_asked(starts[s]) || !is_asked(terms[t])) continue;
        const std::uint32_t cell = sheet_format::cell_at(tables, curve, b, s, t);
        is_priced = cell != kNone && tables.prices[cell] != kNoPrice;
      }
    }
  }
  if (!is_priced) return fail(WhyNot::start_and_term, {});
  const SellerTerms& terms_of_seller = view_.seller(group.seller);
  if (query_.margin_micros && !permits(terms_of_seller.margin, *query_.margin_micros, static_cast<EnergyUnit>(curve.price_unit))) return fail(WhyNot::margin_out_of_policy, {});
  if (is_selling_ && (terms_of_seller.is_stopped || view_.is_stopped(terms_of_seller, indexed.product))) return fail(WhyNot::price_stopped, {});
  return WhyNot::count_of_reasons;
}

std::string OfferedValues::sentence(const std::string& offered) const {
  switch (best_) {
    case WhyNot::customer_class: return fmt::format("The supplier prices {} customers here.", offered);
    case WhyNot::usage_unit: return fmt::format("The supplier prices by {} here, and the usage is in {}.", offered, text_of(query_.annual_usage.unit()));
    case WhyNot::rate_class: return fmt::format("The supplier prices the rate classes {}.", offered);
    case WhyNot::zone: return fmt::format("The supplier prices the zones {}.", offered);
    case WhyNot::product: return fmt::format("The supplier has the products {}.", offered);
    case WhyNot::billing: return offered.empty() ? std::string("The supplier's sheets do not tell ways of billing.") : fmt::format("The supplier bills by {}.", offered);
    case WhyNot::purchase_of_receivables: return "The supplier's sheets do not offer this with such purchase of receivables.";
    case WhyNot::green_percent: return fmt::format("The supplier's products have {} % of renewable energy.", offered);
    case WhyNot::usage_outside_bands: return fmt::format("The supplier's usage bands do not hold {}.", amount_text(query_.annual_usage.milli_units(), query_.annual_usage.unit()));
    case WhyNot::start_month: return fmt::format("The supplier's start months are {}.", offered);
    case WhyNot::term_months: return fmt::format("The supplier's terms are {} months.", offered);
    case WhyNot::start_and_term: return "The supplier has no price for the start months and terms together.";
    case WhyNot::margin_out_of_policy: return "The supplier takes no such margin.";
    case WhyNot::price_stopped: return "The supplier's prices of this kind are off sale for now.";
    default: break;
  }
  return "The supplier has no such price.";
}

Explanation OfferedValues::explanation() const {
  Explanation out;
  out.reason = best_;
  std::vector<std::pair<std::int64_t, std::string>> nearest;
  for (const auto& [value, distance] : offered_) nearest.emplace_back(distance, value);
  std::ranges::stable_sort(nearest, {}, [](const auto& one) { return one.first; });
  if (nearest.size() > Explanation::kOfferedMax) nearest.resize(Explanation::kOfferedMax);
  for (auto& [distance, value] : nearest) out.offered.push_back(std::move(value));
  std::ranges::sort(out.offered, goes_before);
  out.bands = bands_;
  std::ranges::sort(out.bands, {}, [](const UsageBand& band) { return band.min_milli * base_units_in(band.unit); });
  out.detail = sentence(fmt::format("{}", fmt::join(out.offered, ", ")));
  return out;
}

}  // namespace switchyard::pricing
