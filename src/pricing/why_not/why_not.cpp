#include "pricing/why_not/why_not.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "pricing/why_not/offered_values.hpp"
#include "values/ensure.hpp"

namespace switchyard::pricing {
namespace {

Explanation explanation(std::string_view supplier, WhyNot reason, std::string detail) {
  return {.supplier = std::string(supplier), .reason = reason, .detail = std::move(detail)};
}

// One supplier at a time.
class Explainer {
 public:
  Explainer(const RateBook& book, const PriceQuery& query, Instant at, SearchMode mode, const SellingView& view)
      : book_(book), query_(query), at_(at), is_selling_(mode != SearchMode::as_of), view_(view), shelf_(view.shelf()) {}

  // Nothing where there is a price.
  std::optional<Explanation> of(const std::string& supplier) {
    if (!is_entitled(supplier)) return explanation(supplier, WhyNot::not_entitled, "The supplier may not be sold here by this partner.");
    std::vector<const CurveGroup*> groups;
    if (shelf_ != nullptr) {
      for (const CurveGroup& group : shelf_->every) {
        if (shelf_->suppliers[group.seller] == supplier) groups.push_back(&group);
      }
    }
    if (groups.empty()) return without_utility(supplier);
    std::vector<const CurveGroup*> live;
    std::ranges::copy_if(groups, std::back_inserter(live), [&](const CurveGroup* group) { return is_answering(*group); });
    if (live.empty()) return not_on_sale(supplier, groups);
    OfferedValues offered(*shelf_, book_.index(), query_, view_, is_selling_);
    for (const CurveGroup* group : live) {
      if (offered.has_price(*group)) return std::nullopt;
    }
    Explanation out = offered.explanation();
    out.supplier = supplier;
    out.sheet = id_of(*live.front());
    return out;
  }

 private:
  [[nodiscard]] bool is_entitled(const std::string& supplier) const {
    const TermsQuestion question{.partner = query_.partner, .supplier = supplier, .commodity = query_.commodity, .state = query_.state, .utility = query_.utility_code};
    return book_.rules().terms->of(question, at_).is_entitled;
  }

  [[nodiscard]] bool is_answering(const CurveGroup& group) const {
    if (is_selling_ && !book_.entries()[group.entry].on_sale) return false;
    return is_live(*shelf_, group, at_.unix_ms(), is_selling_);
  }

  [[nodiscard]] const SheetId& id_of(const CurveGroup& group) const { return book_.entries()[group.entry].sheet->facts().id; }

  [[nodiscard]] const HeldSheet* held(const std::string& supplier) const {
    const HeldSheet* latest = nullptr;
    for (const HeldSheet& sheet : book_.rules().held) {
      if (sheet.supplier == supplier && sheet.sells(query_.commodity) && (latest == nullptr || latest->received_at < sheet.received_at)) latest = &sheet;
    }
    return latest;
  }

  static Explanation held_explanation(const std::string& supplier, const HeldSheet& sheet) {
    Explanation out = explanation(supplier, WhyNot::sheet_held, fmt::format("A sheet that came at {} is being checked; no other one is on sale.", sheet.received_at.text()));
    out.sheet = sheet.id;
    return out;
  }

  // The supplier has no price of the utility in any sheet of the book.
  Explanation without_utility(const std::string& supplier) const {
    const CompiledSheet* latest = nullptr;
    for (const BookEntry& entry : book_.entries()) {
      if (entry.sheet->supplier() != supplier) continue;
      if (latest == nullptr || latest->sellable_until() < entry.sheet->sellable_until()) latest = entry.sheet.get();
    }
    const bool is_current = latest != nullptr && latest->sellable_until() > at_;
    if (!is_current) {
      if (const HeldSheet* sheet = held(supplier)) return held_explanation(supplier, *sheet);
    }
    if (latest == nullptr) return explanation(supplier, WhyNot::no_sheet, "There is no sheet of the supplier.");
    Explanation out = is_current ? explanation(supplier, WhyNot::utility_not_served, fmt::format("The supplier's sheets have no price of {}.", query_.utility_code))
                                 : expired(supplier, latest->sellable_from(), latest->sellable_until());
    out.sheet = latest->facts().id;
    return out;
  }

  static Explanation expired(const std::string& supplier, Instant from, Instant until) {
    return explanation(supplier, WhyNot::sheet_expired, fmt::format("The supplier's last sheet could be sold from {} until {}.", from.text(), until.text()));
  }

  Explanation not_on_sale(const std::string& supplier, const std::vector<const CurveGroup*>& groups) const {
    const std::int64_t at_ms = at_.unix_ms();
    const CurveGroup* covered = nullptr;
    const CurveGroup* next = nullptr;
    const CurveGroup* last = nullptr;
    for (const CurveGroup* group : groups) {
      if (group->until_ms <= at_ms) {
        if (last == nullptr || last->until_ms < group->until_ms) last = group;
      } else if (group->from_ms > at_ms) {
        if (next == nullptr || group->from_ms < next->from_ms) next = group;
      } else {
        covered = group;
      }
    }
    if (covered != nullptr) {
      Explanation out = explanation(supplier, WhyNot::sheet_superseded, fmt::format("A later sheet of the supplier took this one's place and has no such price of {}.", query_.utility_code));
      out.sheet = id_of(*covered);
      return out;
    }
    if (const HeldSheet* sheet = held(supplier)) return held_explanation(supplier, *sheet);
    const CurveGroup& told = next != nullptr ? *next : *last;
    Explanation out = next != nullptr ? explanation(supplier, WhyNot::sheet_not_begun, fmt::format("The supplier's next sheet can be sold from {}.", Instant::from_unix_ms(next->from_ms).text()))
                                      : expired(supplier, Instant::from_unix_ms(last->from_ms), Instant::from_unix_ms(last->until_ms));
    out.sheet = id_of(told);
    return out;
  }

  const RateBook& book_;
  const PriceQuery& query_;
  const Instant at_;
  const bool is_selling_;
  const SellingView& view_;
  const UtilityShelf* const shelf_;
};

}  // namespace

std::string_view text_of(WhyNot reason) {
  switch (reason) {
    case WhyNot::no_sheet: return "no_sheet";
    case WhyNot::not_entitled: return "not_entitled";
    case WhyNot::sheet_held: return "sheet_held";
    case WhyNot::utility_not_served: return "utility_not_served";
    case WhyNot::sheet_not_begun: return "sheet_not_begun";
    case WhyNot::sheet_expired: return "sheet_expired";
    case WhyNot::sheet_superseded: return "sheet_superseded";
    case WhyNot::customer_class: return "customer_class";
    case WhyNot::usage_unit: return "usage_unit";
    case WhyNot::rate_class: return "rate_class";
    case WhyNot::zone: return "zone";
    case WhyNot::product: return "product";
    case WhyNot::billing: return "billing";
    case WhyNot::purchase_of_receivables: return "purchase_of_receivables";
    case WhyNot::green_percent: return "green_percent";
    case WhyNot::usage_outside_bands: return "usage_outside_bands";
    case WhyNot::start_month: return "start_month";
    case WhyNot::term_months: return "term_months";
    case WhyNot::start_and_term: return "start_and_term";
    case WhyNot::margin_out_of_policy: return "margin_out_of_policy";
    case WhyNot::price_stopped: return "price_stopped";
    case WhyNot::count_of_reasons: break;
  }
  ENSURE(false);
  return {};
}

std::vector<Explanation> explain(const RateBook& book, const PriceQuery& query, Instant at, SearchMode mode, const SellingView& view) {
  std::set<std::string> suppliers(query.suppliers.begin(), query.suppliers.end());
  if (suppliers.empty() && view.shelf() != nullptr) suppliers.insert(view.shelf()->suppliers.begin(), view.shelf()->suppliers.end());
  std::vector<Explanation> out;
  Explainer explainer(book, query, at, mode, view);
  for (const std::string& supplier : suppliers) {
    if (auto one = explainer.of(supplier)) out.push_back(std::move(*one));
  }
  return out;
}

}  // namespace switchyard::pricing
