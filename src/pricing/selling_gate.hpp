// What of the prices that a search meets may be given, and with what on them: a partner's view, applied to one question. Inline:
// it stands in the innermost loop of the search.
#pragma once

#include <cstdint>
#include <optional>

#include "pricing/search.hpp"

namespace switchyard::pricing {

// What keeps a price from being given that is there.
enum class Bar : std::uint8_t { none, margin, stop };

class SellingGate {
 public:
  SellingGate(const SellingView& view, const PriceQuery& query, bool is_selling) : view_(view), margin_micros_(query.margin_micros), is_selling_(is_selling) {}

  // Whether anything of the group's supplier may be looked at.
  [[nodiscard]] bool is_entitled(const CurveGroup& group) const { return view_.seller(group.seller).is_entitled; }

  // To be told of each group before its curves.
  void enter(const CurveGroup& group) {
    terms_ = &view_.seller(group.seller);
    margin_unit_ = kNoUnit;
  }

  [[nodiscard]] Bar bar_of(const IndexedCurve& indexed) {
    if (margin_micros_ && indexed.curve->price_unit != margin_unit_) {
      margin_unit_ = indexed.curve->price_unit;
      is_margin_permitted_ = permits(terms_->margin, *margin_micros_, static_cast<EnergyUnit>(margin_unit_));
    }
    if (margin_micros_ && !is_margin_permitted_) return Bar::margin;
    if (!is_selling_) return Bar::none;
    return terms_->is_stopped || view_.is_stopped(*terms_, indexed.product) ? Bar::stop : Bar::none;
  }

  // A price was there behind the bar.
  void note(Bar bar, const CurveGroup& group, const sheet_format::Curve& curve) {
    if (bar == Bar::stop) {
      is_stopped_ = true;
      return;
    }
    const MarginLimits& limits = view_.seller(group.seller).margin;
    if (!margin_refusal_) margin_refusal_ = MarginRefusal{limits, static_cast<EnergyUnit>(curve.price_unit)};
    margin_refusal_->limits = widest(margin_refusal_->limits, limits);
  }
  [[nodiscard]] bool met_stop() const { return is_stopped_; }
  // Of the suppliers whose prices the margin kept back.
  [[nodiscard]] const std::optional<MarginRefusal>& margin_refusal() const { return margin_refusal_; }

  // The price of parts_of; what is added is kept from one cell of a supplier to the next.
  [[nodiscard]] std::int64_t price_of(const CurveGroup& group, EnergyUnit unit, std::int64_t transfer_micros, int decimals) {
    if (group.seller != added_seller_ || unit != added_unit_) {
      const StackParts parts = parts_of(group, unit, 0, decimals);
      added_seller_ = group.seller;
      added_unit_ = unit;
      added_micros_ = parts.house_fee_micros + parts.partner_margin_micros;
      is_grossed_up_ = parts.gross_up.form != GrossUpForm::none;
    }
    if (is_grossed_up_) return price_micros_of(parts_of(group, unit, transfer_micros, decimals));
    return contract_price_micros(transfer_micros, added_micros_, decimals);
  }

  [[nodiscard]] StackParts parts_of(const CurveGroup& group, EnergyUnit unit, std::int64_t transfer_micros, int decimals) const {
    const SellerTerms& terms = view_.seller(group.seller);
    const std::int64_t base_units = base_units_in(unit);
    return {.transfer_micros = transfer_micros,
            .house_fee_micros = terms.house_fee_micros * base_units,
            .partner_margin_micros = margin_micros_ ? *margin_micros_ : terms.margin.default_micros * base_units,
            .gross_up = terms.gross_up,
            .price_decimals = decimals};
  }

 private:
  static constexpr std::uint8_t kNoUnit = 255;

  const SellingView& view_;
  const std::optional<std::int64_t> margin_micros_;
  const bool is_selling_;
  const SellerTerms* terms_ = nullptr;
  std::uint8_t margin_unit_ = kNoUnit;  // For which is_margin_permitted_ was found, in the group at hand.
  bool is_margin_permitted_ = true;
  std::uint32_t added_seller_ = sheet_format::kNone;
  EnergyUnit added_unit_ = EnergyUnit::kwh;
  bool is_grossed_up_ = false;
  std::int64_t added_micros_ = 0;
  bool is_stopped_ = false;
  std::optional<MarginRefusal> margin_refusal_;
};

}  // namespace switchyard::pricing
