#include "pricing/book_download/book_changes.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "values/ensure.hpp"

namespace switchyard::pricing {
namespace {

using sheet_format::Curve;
using sheet_format::Tables;

// Everything but sheet, row and price.
struct KeyedRate {
  std::string key;
  BookRate rate;
};

std::string curve_key(const SoldGroup& group, const Tables& tables, const Curve& curve) {
  constexpr char kApart = '\x1f';
  std::string key(group.supplier);
  for (const std::uint32_t text : {curve.utility_word, curve.rate_class_code, curve.rate_class_word, curve.zone_code, curve.zone_word, curve.state, curve.product, curve.billing}) {
    (key += kApart).append(tables.text(text));
  }
  return key + fmt::format("{}{}{}{}{}{}{}", kApart, curve.green_percent_hundredths, kApart, curve.customer_class, kApart, curve.price_unit, curve.purchase_of_receivables);
}

void add_curve(const SoldGroup& group, const IndexedCurve& indexed, const SheetId& sheet, std::vector<KeyedRate>& out) {
  const Tables& tables = *group.group->tables;
  const Curve& curve = *indexed.curve;
  const std::string head = curve_key(group, tables, curve);
  for (std::uint32_t band = 0; band < curve.band_count; ++band) {
    const auto& edge = tables.band_axis[curve.bands_first + band];
    for (std::uint32_t start = 0; start < curve.start_count; ++start) {
      const auto& months = tables.start_axis[curve.starts_first + start];
      const std::string middle = fmt::format("{}\x1f{:020}\x1f{:020}{}\x1f{:06}\x1f{:06}", head, edge.min, edge.max_exclusive, edge.max_inclusive, months.from, months.until);
      for (std::uint32_t term = 0; term < curve.term_count; ++term) {
        const std::uint32_t cell = sheet_format::cell_at(tables, curve, band, start, term);
        if (cell == sheet_format::kNone || tables.prices[cell] == sheet_format::kNoPrice) continue;
        out.push_back({fmt::format("{}\x1f{:03}", middle, tables.term_axis[curve.terms_first + term]),
                       {.group = &group, .curve = &curve, .id = {sheet, tables.cell_rows[cell]}, .band = band, .start = start, .term = term, .parts = group.parts(curve, cell)}});
      }
    }
  }
}

std::vector<KeyedRate> rates_of(std::span<const SoldGroup> groups, const RateBook& book) {
  std::vector<KeyedRate> rates;
  for (const SoldGroup& group : groups) {
    const SheetId& sheet = book.entries()[group.group->entry].sheet->facts().id;
    for (std::uint32_t i = group.group->curves_first; i < group.group->curves_until; ++i) {
      if (group.is_sold(group.shelf->curves[i])) add_curve(group, group.shelf->curves[i], sheet, rates);
    }
  }
  std::ranges::sort(rates, {}, [](const KeyedRate& rate) { return std::tie(rate.key, rate.rate.id); });
  return rates;
}

// Whether the groups sell the same curves of the same sheets by the same terms: then nothing of them has changed.
bool is_same(const SoldGroup& a, const RateBook& book_a, const SoldGroup& b, const RateBook& book_b) {
  if (book_a.entries()[a.group->entry].sheet != book_b.entries()[b.group->entry].sheet || a.view->stamp() != b.view->stamp()) return false;
  const auto curves = [](const SoldGroup& group) {
    return std::span(group.shelf->curves).subspan(group.group->curves_first, group.group->curves_until - group.group->curves_first);
  };
  return std::ranges::equal(curves(a), curves(b), {}, &IndexedCurve::curve, &IndexedCurve::curve);
}

bool is_all_same(std::span<const SoldGroup> before, const RateBook& book_before, std::span<const SoldGroup> after, const RateBook& book_after) {
  return before.size() == after.size() &&
         std::ranges::equal(before, after, [&](const SoldGroup& a, const SoldGroup& b) { return is_same(a, book_before, b, book_after); });
}

}  // namespace

std::string_view text_of(BookChangeKind kind) {
  switch (kind) {
    case BookChangeKind::came: return "came";
    case BookChangeKind::went: return "went";
    case BookChangeKind::price_changed: return "price_changed";
  }
  ENSURE(false);
  return {};
}

std::vector<BookChange> changes_between(std::span<const SoldGroup> before, const RateBook& book_before, std::span<const SoldGroup> after,
                                        const RateBook& book_after) {
  std::vector<BookChange> out;
  if (is_all_same(before, book_before, after, book_after)) return out;
  const std::vector<KeyedRate> olds = rates_of(before, book_before);
  const std::vector<KeyedRate> news = rates_of(after, book_after);
  std::size_t o = 0;
  std::size_t n = 0;
  while (o < olds.size() || n < news.size()) {
    if (n == news.size() || (o < olds.size() && olds[o].key < news[n].key)) {
      out.push_back({.kind = BookChangeKind::went, .before = olds[o].rate});
      ++o;
    } else if (o == olds.size() || news[n].key < olds[o].key) {
      out.push_back({.kind = BookChangeKind::came, .after = news[n].rate});
      ++n;
    } else {
      if (partner_base_micros(olds[o].rate.parts) != partner_base_micros(news[n].rate.parts)) out.push_back({.kind = BookChangeKind::price_changed, .before = olds[o].rate, .after = news[n].rate});
      ++o;
      ++n;
    }
  }
  return out;
}

}  // namespace switchyard::pricing
