#include "contracting/paperwork/proposal.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "contracting/contracts/account_dates.hpp"
#include "contracting/paperwork/instant_words.hpp"
#include "contracting/paperwork/paper_texts.hpp"
#include "contracting/paperwork/template_shelf.hpp"
#include "values/money.hpp"

namespace switchyard::contracting {
namespace {

using documents::Record;
using documents::Rows;
using pricing::QuoteLine;

constexpr std::string_view kLanguage = "en";

Decimal decimal_of(const std::string& text) { return Decimal::parse(text).value(); }

Decimal usage_of(std::int64_t base_milli, EnergyUnit unit) { return decimal_of(Energy::from_milli(base_milli, base_of(unit)).amount_text()); }

std::int64_t base_milli(const QuoteLine& line) {
  const auto in_base = line.annual_usage.in_base();
  return in_base ? in_base->milli_units() : line.annual_usage.milli_units();
}

struct Offer {
  const QuoteLine* first = nullptr;
  std::int64_t usage_milli = 0;
  Int128 weighted = 0;               // Micro-dollars x milli-units.
  std::int64_t annual_cents = 0;
  std::int64_t term_cents = 0;
  Instant expires_at{};
};

std::vector<Offer> offers_of(const pricing::Quote& quote) {
  std::map<std::tuple<std::string, std::string, std::int32_t, std::int64_t>, std::size_t> places;
  std::vector<Offer> offers;
  for (const QuoteLine& line : quote.lines) {
    const auto key = std::tuple(line.facts.supplier, line.facts.product, line.facts.term_months, line.start_month ? std::int64_t{line.start_month->index()} : -1);
    const auto [place, is_new] = places.try_emplace(key, offers.size());
    if (is_new) offers.push_back({.first = &line, .expires_at = line.facts.sellable_until});
    Offer& offer = offers[place->second];
    const std::int64_t usage = base_milli(line);
    offer.usage_milli += usage;
    offer.weighted += Int128{line.stack.price_micros} * usage;
    offer.annual_cents += line.annual_cost_cents;
    offer.term_cents += line.term_cost_cents;
    offer.expires_at = std::min(offer.expires_at, line.facts.sellable_until);
  }
  return offers;
}

Decimal price_of(const Offer& offer) {
  constexpr std::int64_t kLastDecimal = 10;  // Of five decimals, in micro-dollars.
  std::int64_t micros = offer.first->stack.price_micros;
  if (offer.usage_milli > 0) {
    const auto blended = divide_rounded(offer.weighted, Int128{offer.usage_milli} * kLastDecimal, Rounding::half_up);
    if (blended && Int128{micros} * offer.usage_milli != offer.weighted) micros = *blended * kLastDecimal;
  }
  return decimal_of(UnitPrice::from_micros(micros, offer.first->facts.price_unit).text(5));
}

std::string zone_of(const ContractDesk& desk, const std::string& supplier) {
  const market::Supplier* found = desk.quotes.market->supplier(supplier);
  return found == nullptr ? std::string() : found->time_zone;
}

std::string green_words(std::int32_t hundredths) {
  if (hundredths < 0) return "What the state asks for";
  return hundredths % 100 == 0 ? fmt::format("{} %", hundredths / 100) : fmt::format("{}.{:02} %", hundredths / 100, hundredths % 100);
}

Rows offer_rows(const ContractDesk& desk, const std::vector<Offer>& offers, Instant now) {
  Rows rows;
  for (const Offer& offer : offers) {
    const pricing::LineFacts& facts = offer.first->facts;
    const std::string zone = zone_of(desk, facts.supplier);
    Record& row = rows.emplace_back();
    row.text("name", fmt::format("{}, {} months", facts.supplier_name, facts.term_months)).text("supplier", facts.supplier_name).text("product", facts.product);
    row.decimal("termMonths", Decimal::from_integer(facts.term_months)).text("start", offer.first->start_month ? offer.first->start_month->text() : "next read");
    row.decimal("price", price_of(offer)).money("termCost", Money::from_cents(offer.term_cents)).money("annualCost", Money::from_cents(offer.annual_cents));
    row.text("expiresAt", instant_words(offer.expires_at, zone, kLanguage)).flag("expired", offer.expires_at <= now);
    row.text("fixed", "The price of energy over the term").text("changes", "Delivery charges of the utility, taxes, and what law or tariffs change");
    row.text("terminationFee", std::string(paper_text(PaperText::early_termination, kLanguage))).text("greenContent", green_words(facts.green_percent_hundredths));
    row.text("credit", "By the supplier's own check").text("priceAge", fmt::format("since {}", instant_words(facts.sellable_from, zone, kLanguage)));
  }
  return rows;
}

struct Sites {
  Rows rows;
  std::int64_t usage_milli = 0;
};

// Each once, however many offers there are for it.
Sites sites_of(const ContractDesk& desk, const pricing::Quote& quote) {
  Sites sites;
  std::set<std::tuple<std::string, std::string, std::string, std::int64_t>> seen;
  for (const QuoteLine& line : quote.lines) {
    const std::int64_t usage = base_milli(line);
    if (!seen.emplace(line.site_reference, line.service_address, line.facts.utility_code, usage).second) continue;
    sites.usage_milli += usage;
    const market::Utility* utility = desk.quotes.market->utility(line.facts.utility_code);
    std::string name = line.service_address.empty() ? line.site_reference : line.service_address;
    if (name.empty()) name = fmt::format("Site {}", sites.rows.size() + 1);
    sites.rows.emplace_back().text("name", std::move(name)).text("utility", utility == nullptr ? line.facts.utility_code : utility->name).decimal("annualUsage", usage_of(usage, line.facts.price_unit));
  }
  return sites;
}

Rows chart_rows(std::vector<Offer> offers) {
  std::ranges::stable_sort(offers, {}, [](const Offer& offer) { return offer.first->facts.term_months; });
  Rows rows;
  std::set<std::pair<std::int32_t, std::string>> seen;
  for (const Offer& offer : offers) {
    const pricing::LineFacts& facts = offer.first->facts;
    if (!seen.emplace(facts.term_months, facts.supplier_name).second) continue;
    rows.emplace_back().text("term", fmt::format("{} months", facts.term_months)).text("supplier", facts.supplier_name).decimal("price", price_of(offer));
  }
  return rows;
}

Record proposal_values(const ContractDesk& desk, const pricing::Quote& quote, const PartnerCard& partner) {
  const std::vector<Offer> offers = offers_of(quote);
  const pricing::LineFacts& first = quote.lines.front().facts;
  Sites sites = sites_of(desk, quote);
  const std::string unknown(paper_text(PaperText::unknown, kLanguage));
  Record values;
  values.text("partner.name", partner.name.empty() ? unknown : partner.name).text("partner.phone", partner.phone).text("partner.email", partner.email);
  values.text("partner.licence", partner.licence).text("customer.name", quote.customer_name.empty() ? unknown : quote.customer_name);
  values.text("quote.number", quote.your_reference.empty() ? quote.id.text() : quote.your_reference).date("quote.date", day_of(quote.created_at));
  values.text("quote.expiresAt", instant_words(quote.expires_at, zone_of(desk, first.supplier), kLanguage)).text("commodity", std::string(text_of(first.commodity)));
  values.text("priceUnit", std::string(text_of(first.price_unit))).text("usageUnit", std::string(text_of(base_of(first.price_unit))));
  values.decimal("usage.annual", usage_of(sites.usage_milli, first.price_unit)).text("usage.source", "as it was stated");
  values.text("basis.text", fmt::format("Prices of {} for {} {}, as the suppliers offered them when the quote was made.", text_of(first.commodity), sites.rows.size(),
                                        sites.rows.size() == 1 ? "site" : "sites"));
  values.rows("sites", std::move(sites.rows)).rows("offers", offer_rows(desk, offers, desk.quotes.clock.now())).rows("chart", chart_rows(offers));
  return values;
}

}  // namespace

Result<documents::RenderedPdf> render_proposal(const ContractDesk& desk, const pricing::Quote& quote) {
  if (desk.templates == nullptr) return Error{ErrorKind::conflict, "templates_not_configured", "No templates are configured here."};
  const auto differs = [&](const QuoteLine& line) {
    return line.facts.commodity != quote.lines.front().facts.commodity || line.facts.price_unit != quote.lines.front().facts.price_unit;
  };
  if (quote.lines.empty() || std::ranges::any_of(quote.lines, differs)) {
    return Error{ErrorKind::unprocessable, "quote_mixed", "A proposal is for one commodity in one unit of price; quote them apart."};
  }
  const pricing::LineFacts& first = quote.lines.front().facts;
  const auto* shelved = desk.templates->find({.document = "proposal", .state = first.state, .commodity = text_of(first.commodity), .language = kLanguage});
  if (shelved == nullptr) return Error{ErrorKind::unprocessable, "template_missing", "No template serves a proposal."};
  const PartnerCard partner = desk.partner_card ? desk.partner_card(quote.partner) : PartnerCard{};
  const std::string id = quote.id.text();
  return documents::render(shelved->source, proposal_values(desk, quote, partner),
                           {.language = "en-US", .created_at = quote.created_at, .page_code = id.substr(id.size() - 10), .issuer = partner.name, .logo = {partner.logo_png},
                            .accent_color = partner.accent_color});
}

}  // namespace switchyard::contracting
