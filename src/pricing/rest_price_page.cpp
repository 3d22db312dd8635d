#include "pricing/rest_price_page.hpp"

#include <algorithm>

#include "http/json_writer.hpp"
#include "pricing/book/sheet_format.hpp"
#include "pricing/book/sheet_rows.hpp"
#include "pricing/why_not/rest_explanations.hpp"

namespace switchyard::pricing {
namespace {

// Of one item with every field, and of the frame around them.
constexpr std::size_t kItemSizeExpected = 640;
constexpr std::size_t kFrameSizeExpected = 1024;

// Digits of a part of the price: as many as the contract price has, more where it needs them.
int decimals_for(std::int64_t micros, int decimals_min) {
  int decimals = UnitPrice::kScale;
  while (decimals > decimals_min && micros % 10 == 0) {
    micros /= 10;
    --decimals;
  }
  return decimals;
}

std::int64_t at_decimals(std::int64_t micros, int decimals) {
  for (int i = decimals; i < UnitPrice::kScale; ++i) micros /= 10;
  return micros;
}

// What an item has where `fields` names nothing, whoever asks.
constexpr PriceFieldSet kEveryonesFields = kUsualPriceFields & ~(bit(PriceField::base_price) | bit(PriceField::margin) | bit(PriceField::gross_up) |
                                                                 bit(PriceField::source) | bit(PriceField::stack));

class ItemWriter {
 public:
  ItemWriter(http::JsonWriter& json, const PriceAnswer& answer) : json_(json), answer_(answer), fields_(answer.fields) {}

  void write(const Offer& offer) {
    const bool is_new_sheet = before_ == nullptr || before_->place.entry != offer.place.entry;
    if (is_new_sheet) sheet_id_ = &sheet_of(offer).facts().id;
    json_.begin_object();
    if (has(PriceField::rate_id)) write_rate_id(offer, is_new_sheet);
    write_names(offer);
    write_prices(offer);
    write_origin(offer);
    json_.end_object();
    before_ = &offer;
  }

 private:
  [[nodiscard]] bool has(PriceField field) const { return (fields_ & bit(field)) != 0; }
  [[nodiscard]] bool is_usual() const { return (fields_ & kEveryonesFields) == kEveryonesFields; }
  template <class Name>
  void decimal(const Name& name, std::int64_t micros, int decimals_min) {
    const int decimals = decimals_for(micros, decimals_min);
    json_.scaled_member(name, at_decimals(micros, decimals), decimals);
  }

  // Members that are as in the offer before are copied from it.
  template <class Write>
  void shared(http::JsonWriter::Piece& piece, bool is_as_before, Write write) {
    if (is_as_before && piece.size != 0) return void(json_.again(piece));
    const std::size_t from = json_.size();
    write();
    piece = json_.since(from);
  }
  // Whether something is certainly as in the offer before; words of one sheet are at one place.
  template <class... Members>
  [[nodiscard]] bool is_as_before(const Offer& offer, Members... members) const {
    return before_ != nullptr && (is_same(offer.*members, before_->*members) && ...);
  }
  template <class T>
  static bool is_same(const T& a, const T& b) {
    return a == b;
  }
  static bool is_same(std::string_view a, std::string_view b) { return a.data() == b.data() && a.size() == b.size(); }

  void write_rate_id(const Offer& offer, bool is_new_sheet) {
    const RateId id{*sheet_id_, offer.place.ordinal};
    is_new_sheet ? id.put(id_text_) : id.put_row(id_text_);
    json_.plain_member("rateId", id_text_);
  }

  void write_names(const Offer& offer) {
    shared(seller_, is_as_before(offer, &Offer::supplier, &Offer::utility_code, &Offer::customer_class, &Offer::zone), [&] {
      if (has(PriceField::supplier)) json_.member("supplier", offer.supplier);
      if (has(PriceField::utility)) json_.member("utility", offer.utility_code);
      if (has(PriceField::commodity)) json_.plain_member("commodity", text_of(offer.commodity));
      if (has(PriceField::customer_class)) json_.plain_member("customerClass", text_of(offer.customer_class));
      if (has(PriceField::zone)) json_.member_or_null("zone", offer.zone);
    });
    if (has(PriceField::rate_class)) json_.member_or_null("rateClass", offer.rate_class);
    const bool is_like = is_as_before(offer, &Offer::product, &Offer::green_percent_hundredths, &Offer::start_month, &Offer::term_months, &Offer::band);
    shared(product_, is_like, [&] {
      if (has(PriceField::product)) json_.member_or_null("product", offer.product);
      if (has(PriceField::green_percent)) write_green(offer.green_percent_hundredths);
      write_terms(offer);
    });
  }

  void write_green(std::int32_t hundredths) {
    if (hundredths < 0) {
      json_.key("greenPercent").null();
    } else if (hundredths % 100 == 0) {
      json_.scaled_member("greenPercent", hundredths / 100, 0);
    } else {
      json_.scaled_member("greenPercent", hundredths % 10 == 0 ? hundredths / 10 : hundredths, hundredths % 10 == 0 ? 1 : 2);
    }
  }

  void write_terms(const Offer& offer) {
    if (has(PriceField::start_month)) json_.member("startMonth", offer.start_month);
    if (has(PriceField::term_months)) json_.member("termMonths", offer.term_months);
    if (has(PriceField::usage_band)) write_band(offer.band);
  }

  void write_band(const UsageBand& band) {
    json_.key("usageBand");
    if (!band.present) {
      json_.null();
      return;
    }
    json_.begin_object();
    amount("min", band.min_milli);
    band.max_milli_exclusive == UsageBand::kOpen ? void(json_.key("maxExclusive").null()) : amount("maxExclusive", band.max_milli_exclusive);
    json_.plain_member("unit", text_of(band.unit)).end_object();
  }

  // Milli-units without trailing zeros.
  template <class Name>
  void amount(const Name& name, std::int64_t milli) {
    int scale = 3;
    while (scale > 0 && milli % 10 == 0) {
      milli /= 10;
      --scale;
    }
    json_.scaled_member(name, milli, scale);
  }

  void write_prices(const Offer& offer) {
    const int decimals = offer.stack.price_decimals;
    if (has(PriceField::base_price)) decimal("basePrice", partner_base_micros(offer.stack), decimals);
    if (has(PriceField::margin)) {
      const bool is_as_before = before_ != nullptr && before_->stack.price_decimals == decimals &&
                                before_->stack.partner_margin_micros == offer.stack.partner_margin_micros;
      shared(margin_, is_as_before, [&] { decimal("margin", offer.stack.partner_margin_micros, decimals); });
    }
    if (has(PriceField::gross_up) && offer.stack.gross_up.form != GrossUpForm::none) {
      decimal("grossUp", partner_view(offer.stack).gross_up_micros, decimals);
    }
    if (has(PriceField::price)) json_.scaled_member("price", at_decimals(offer.price_micros, decimals), decimals);
    if (has(PriceField::price_unit)) json_.plain_member("priceUnit", price_text_of(offer.price_unit));
    if (has(PriceField::estimated_annual_cost)) json_.scaled_member("estimatedAnnualCost", offer.annual_cost_cents, 2);
  }

  void write_origin(const Offer& offer) {
    shared(validity_, is_as_before(offer, &Offer::expires_at, &Offer::sellable), [&] {
      if (has(PriceField::expires_at)) json_.member("expiresAt", offer.expires_at);
      if (has(PriceField::sellable)) json_.member("sellable", offer.sellable);
    });
    if (has(PriceField::rate_ref)) {
      RateRefs::Text text;
      answer_.refs.put(text, {sheet_mark_of(*sheet_id_), offer.place.ordinal});
      json_.plain_member("rateRef", text);
    }
    write_billing(offer);
    if (has(PriceField::stack)) write_stack(offer);
    if (has(PriceField::source)) write_source(offer);
  }

  // Two offers may differ in nothing else: what the sheet says of it is shown whether or not it was named.
  void write_billing(const Offer& offer) {
    if (has(PriceField::billing) || (is_usual() && !offer.billing.empty())) json_.member_or_null("billing", offer.billing);
    if (!has(PriceField::purchase_of_receivables) && !(is_usual() && offer.purchase_of_receivables != 0)) return;
    offer.purchase_of_receivables == 0 ? json_.key("purchaseOfReceivables").null() : json_.member("purchaseOfReceivables", offer.purchase_of_receivables == 2);
  }

  void write_stack(const Offer& offer) {
    const PriceStack stack = stack_of(offer.stack);
    const int decimals = offer.stack.price_decimals;
    json_.key("stack").begin_object();
    decimal("transfer", stack.transfer_micros, decimals);
    decimal("houseFee", stack.house_fee_micros, decimals);
    decimal("partnerMargin", stack.partner_margin_micros, decimals);
    decimal("agentMargin", stack.agent_margin_micros, decimals);
    decimal("grossUp", stack.gross_up_micros, decimals);
    decimal("price", stack.price_micros, decimals);
    json_.end_object();
  }

  void write_source(const Offer& offer) {
    const CompiledSheet& sheet = sheet_of(offer);
    const sheet_format::Tables& tables = *sheet.tables();
    json_.key("source").begin_object().plain_member("sheetId", sheet.facts().id.text()).member("file", sheet.facts().file_name);
    json_.member_or_null("sheet", row_worksheet(tables, offer.place.ordinal));
    json_.plain_member("cell", row_cell(tables, offer.place.ordinal));
    decimal("transferPrice", offer.stack.transfer_micros, offer.stack.price_decimals);
    json_.end_object();
  }

  [[nodiscard]] const CompiledSheet& sheet_of(const Offer& offer) const { return *answer_.book.entries()[offer.place.entry].sheet; }

  http::JsonWriter& json_;
  const PriceAnswer& answer_;
  const PriceFieldSet fields_;
  const Offer* before_ = nullptr;
  const SheetId* sheet_id_ = nullptr;  // Of the offer at hand.
  RateId::Text id_text_;
  http::JsonWriter::Piece seller_;
  http::JsonWriter::Piece product_;
  http::JsonWriter::Piece margin_;
  http::JsonWriter::Piece validity_;
};

void write_frame(http::JsonWriter& json, const PriceRequest& request, EnvironmentName environment) {
  json.begin_object()
      .member("asOf", request.at)
      .plain_member("environment", text_of(environment))
      .key("query")
      .raw(request.echo);
}

std::string_view detail_of(NoOffer reason) {
  switch (reason) {
    case NoOffer::none: return "";
    case NoOffer::start_or_term_not_offered: return "No start month or term that was asked for is in the current sheets.";
    case NoOffer::usage_above_bands: return "The annual usage is above every band of the current sheets.";
    case NoOffer::usage_outside_bands: return "The annual usage is in no band of the current sheets.";
    case NoOffer::margin_out_of_policy: return "The suppliers that have such a price take no such margin.";
    case NoOffer::price_stopped: return "The prices of this kind are off sale for now.";
    case NoOffer::nothing_matches: return "The current sheets have no such rate class, zone, product or supplier.";
    case NoOffer::not_entitled: return "No supplier that you may sell here has a current price.";
    case NoOffer::no_current_price: return "No sheet with prices of this utility is valid at this instant.";
  }
  return "";
}

// Where the question's utility has its sheets; null where the book has none.
const UtilityShelf* shelf_of(const PriceRequest& request, const PriceAnswer& answer) {
  if (request.view != nullptr) return request.view->shelf();
  return answer.book.index().shelf(request.query.commodity, request.query.utility_code);
}

}  // namespace

PriceVisibility PriceVisibility::of(access::ScopeSet scopes) {
  const bool lineage = scopes.has(access::Scope::prices_lineage) || scopes.has(access::Scope::operator_prices);
  return {.stack = lineage || scopes.has(access::Scope::prices_stack), .lineage = lineage};
}

PriceFieldSet fields_shown(const PriceVisibility& visibility) {
  PriceFieldSet set = kAllPriceFields;
  if (!visibility.stack) set &= ~(bit(PriceField::base_price) | bit(PriceField::margin) | bit(PriceField::gross_up));
  if (!visibility.lineage) set &= ~(bit(PriceField::source) | bit(PriceField::stack));
  return set;
}

void write_price_item(http::JsonWriter& json, const Offer& offer, const PriceAnswer& answer) { ItemWriter(json, answer).write(offer); }

std::string write_price_page(const PriceRequest& request, const PricePage& page, const PriceAnswer& answer) {
  http::JsonWriter json(kFrameSizeExpected + page.offers.size() * kItemSizeExpected);
  write_frame(json, request, answer.environment);
  json.key("items").begin_array();
  ItemWriter items(json, answer);
  for (const Offer& offer : page.offers) items.write(offer);
  json.end_array();
  if (page.reason != NoOffer::none) {
    json.key("customRequired").begin_object().plain_member("reason", text_of(page.reason)).plain_member("detail", detail_of(page.reason));
    json.plain_member("priceRequests", "/v1/price-requests").end_object();
  }
  if (answer.explanations != nullptr) write_explanations(json, *answer.explanations, answer.shows_sheets);
  json.key("nextCursor");
  if (page.has_more) {
    json.plain(cursor_of({.refs = answer.refs, .query = request.echo, .shelf = shelf_of(request, answer), .view = request.view.get()}, page.offers.back().place));
  } else {
    json.null();
  }
  json.end_object();
  return std::move(json).text();
}

std::string write_utility_candidates(const PriceRequest& request, EnvironmentName environment) {
  http::JsonWriter json(kFrameSizeExpected);
  write_frame(json, request, environment);
  json.key("items").begin_array().end_array().key("utilityCandidates").begin_array();
  for (const market::Utility* utility : request.utility_candidates) {
    json.begin_object().member("code", utility->code).member("name", utility->name).member("state", utility->state).member("priced", true).end_object();
  }
  for (const std::string& code : request.codes_without_utility) {
    json.begin_object().member("code", code).key("name").null().key("state").null().member("priced", false).end_object();
  }
  json.end_array().key("nextCursor").null().end_object();
  return std::move(json).text();
}

std::string price_page_etag(const PriceRequest& request, const PricePage& page, const PriceAnswer& answer) {
  thread_local std::string text;  // For its memory: this is made for every answer.
  text = request.echo;
  const auto add = [&](const auto& value) { text.append(reinterpret_cast<const char*>(&value), sizeof value); };
  const UtilityShelf* shelf = shelf_of(request, answer);
  add(shelf == nullptr ? std::uint64_t{0} : shelf->stamp);
  add(request.view == nullptr ? std::uint64_t{0} : request.view->stamp());
  add(answer.fields);
  add(answer.environment);
  add(page.reason);
  add(page.has_more);
  for (const Offer& offer : page.offers) add(offer.place);
  if (answer.explanations != nullptr) {
    for (const Explanation& one : *answer.explanations) text.append(one.supplier).append(one.detail);
  }
  std::uint64_t tag = answer.refs.tag(text);
  std::string etag = "W/\"0123456789abcdef\"";
  for (std::size_t i = 0; i < 16; ++i, tag >>= 4U) etag[3 + i] = "0123456789abcdef"[tag & 15U];
  return etag;
}

}  // namespace switchyard::pricing
