#include "brute_force.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "pricing/book/rate_id.hpp"
#include "values/decimal.hpp"

namespace switchyard::oracle {
namespace {

using pricing::GrossUpForm;
using pricing::PriceQuery;
using pricing::SortKey;

constexpr std::int64_t kMillion = 1'000'000;

std::string simple(std::string_view word) {
  std::string out;
  for (const char c : word) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return out;
}

bool is_stopped(const BookModel& book, std::string_view supplier, std::string_view product, Instant at) {
  return std::ranges::any_of(book.stops, [&](const StopPlan& stop) {
    return stop.supplier == supplier && (stop.product.empty() || stop.product == product) && stop.from <= at && (!stop.until || at < *stop.until);
  });
}

// Another sheet of the supplier that is on sale and began later has its place.
bool has_given_way(const BookModel& book, const SheetPlan& own, std::size_t place, Instant at) {
  for (std::size_t i = 0; i < book.sheets.size(); ++i) {
    const SheetPlan& other = *book.sheets[i];
    const bool is_later = std::tie(other.day, other.from, other.number) > std::tie(own.day, own.from, own.number);
    if (other.supplier == own.supplier && is_later && book.on_sale[i] && other.from <= at && (!other.is_scoped || other.prices(place))) return true;
  }
  return false;
}

bool holds(const SheetPlan& plan, std::size_t band, std::int64_t usage) {
  const std::int64_t low = static_cast<std::int64_t>(band) * kBandMilliKwh;
  const std::int64_t high = low + kBandMilliKwh;
  if (plan.is_last_open && band + 1 == kBands) return plan.is_inclusive ? usage > low : usage >= low;
  if (plan.is_inclusive) return (band == 0 ? usage >= low : usage > low) && usage <= high;
  return usage >= low && usage < high;
}

// Of a fraction, half-up; nothing here is negative.
std::int64_t rounded(Int128 numerator, Int128 denominator) { return static_cast<std::int64_t>((numerator * 2 + denominator) / (denominator * 2)); }

// Prices and costs of one supplier's sheet at one instant.
struct Pricing {
  const SheetPlan& plan;
  std::int64_t fee_micros;  // Of house and partner, a price unit.
  pricing::GrossUp gross_up;
  std::int64_t usage;

  [[nodiscard]] std::int64_t price(std::int64_t transfer) const {
    const Int128 g = gross_up.factor_millionths;
    Int128 exact = Int128{transfer + fee_micros} * kMillion;  // Millionths of a micro-dollar.
    if (gross_up.form == GrossUpForm::on_fee) exact = Int128{transfer} * kMillion + fee_micros * g;
    if (gross_up.form == GrossUpForm::on_total) exact = (transfer + fee_micros) * g;
    std::int64_t step = 1;
    for (int i = plan.decimals; i < 6; ++i) step *= 10;
    return rounded(exact, Int128{step} * kMillion) * step;
  }
  // Thousandths of a kWh times millionths of a dollar to cents.
  [[nodiscard]] std::int64_t cost(std::int64_t price) const { return rounded(Int128{usage} * price, Int128{10'000'000} * (plan.price_unit == EnergyUnit::mwh ? 1'000 : 1)); }
};

Pricing pricing_of(const World& world, const SheetPlan& plan, const PriceQuery& query, std::int64_t usage, Instant at) {
  const std::int64_t units = plan.price_unit == EnergyUnit::mwh ? 1'000 : 1;
  Pricing out{.plan = plan, .fee_micros = query.margin_micros.value_or(0), .gross_up = {}, .usage = usage};
  for (const TermsPlan& terms : world.terms) {
    if (terms.supplier != plan.supplier || at < terms.from || at >= terms.until) continue;
    out.fee_micros += terms.house_fee_micros * units;
    out.gross_up = terms.gross_up;
  }
  return out;
}

// The first month asked for that the column of starts is for; where none was asked for, the column's first. 0: none.
int start_month(const SheetPlan& plan, std::size_t start, const PriceQuery& query) {
  const int from = kFirstMonth + static_cast<int>(start) * plan.start_months;
  if (query.start_months.empty()) return from;
  int found = 0;
  for (const Month month : query.start_months) {
    if (month.index() >= from && month.index() < from + plan.start_months && (found == 0 || month.index() < found)) found = month.index();
  }
  return found;
}

auto order_of(const PriceQuery& query) {
  return [&query](const Expected& a, const Expected& b) {
    const auto base_price = [](const Expected& offer) { return offer.price_micros * (offer.sheet->price_unit == EnergyUnit::mwh ? 1 : 1'000); };
    const auto key = [&](const Expected& offer) -> std::int64_t {
      switch (query.sort) {
        case SortKey::price: return base_price(offer);
        case SortKey::annual_cost: return offer.cost_cents;
        case SortKey::term_months: return static_cast<std::int64_t>(offer.row % kTerms);
        case SortKey::expires_at: return offer.sheet->until.unix_ms();
      }
      return 0;
    };
    if (key(a) != key(b)) return query.descending ? key(a) > key(b) : key(a) < key(b);
    if (base_price(a) != base_price(b)) return base_price(a) < base_price(b);
    if (a.sheet->until != b.sheet->until) return a.sheet->until > b.sheet->until;
    return std::tie(a.sheet->number, a.row) < std::tie(b.sheet->number, b.row);
  };
}

}  // namespace

std::vector<Expected> brute_force(const World& world, const BookModel& book, const PriceQuery& query, std::size_t place, Instant at) {
  std::vector<Expected> out;
  const std::int64_t usage = query.annual_usage.in_base()->milli_units();
  const std::string wanted_class = simple(query.rate_class);
  const std::string wanted_product = simple(query.product);
  for (std::size_t i = 0; i < book.sheets.size(); ++i) {
    const SheetPlan& plan = *book.sheets[i];
    if (!book.on_sale[i] || !plan.prices(place) || at < plan.from || at >= plan.until || has_given_way(book, plan, place, at)) continue;
    if (!query.suppliers.empty() && std::ranges::find(query.suppliers, plan.supplier) == query.suppliers.end()) continue;
    const Pricing prices = pricing_of(world, plan, query, usage, at);
    for (std::size_t rate_class = 0; rate_class < kClasses; ++rate_class) {
      if (!wanted_class.empty() && simple(class_word(rate_class)) != wanted_class) continue;
      if (!wanted_product.empty() && simple(product_word(rate_class)) != wanted_product) continue;
      if (query.green_percent_hundredths_min && (product_word(rate_class).empty() ? 0 : 10'000) < *query.green_percent_hundredths_min) continue;
      if (is_stopped(book, plan.supplier, product_word(rate_class), at)) continue;
      for (std::size_t band = 0; band < kBands; ++band) {
        if (!holds(plan, band, usage)) continue;
        for (std::size_t start = 0; start < kStarts; ++start) {
          const int month = start_month(plan, start, query);
          if (month == 0) continue;
          for (std::size_t term = 0; term < kTerms; ++term) {
            if (!query.term_months.empty() && std::ranges::find(query.term_months, static_cast<std::int16_t>(term + 1)) == query.term_months.end()) continue;
            const std::size_t row = row_of(plan, place, rate_class, band, start, term);
            const std::int64_t transfer = price_at(plan, row);
            if (transfer == 0) continue;
            const std::int64_t price = prices.price(transfer);
            out.push_back({.sheet = &plan, .row = row, .price_micros = price, .cost_cents = prices.cost(price), .start_month = month});
          }
        }
      }
    }
  }
  std::ranges::sort(out, order_of(query));
  return out;
}

std::string text_of(const Expected& offer) {
  return fmt::format("sheet {} of {} row {} at {} costs {} from {}", offer.sheet->number, offer.sheet->supplier, offer.row, offer.price_micros, offer.cost_cents,
                     Month::from_index(offer.start_month).text());
}

}  // namespace switchyard::oracle
