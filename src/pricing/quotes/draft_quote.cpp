#include "pricing/quotes/draft_quote.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "pricing/quotes/line_refusals.hpp"
#include "pricing/quotes/usage_aggregate.hpp"

namespace switchyard::pricing {
namespace {

std::string_view rule_of(const market::Market& market, const std::string& supplier) {
  const market::Supplier* found = market.supplier(supplier);
  return found == nullptr ? std::string_view() : std::string_view(found->aggregate_by);
}

SiteLine site_line(const QuoteLine& line, const market::Market& market) {
  return {.facts = &line.facts,
          .site_reference = line.site_reference,
          .service_address = line.service_address,
          .usage_base_milli = line.annual_usage.in_base().value().milli_units(),
          .aggregate_by = rule_of(market, line.facts.supplier)};
}

std::string hex_nonce(Random& random) {
  std::array<std::uint8_t, 16> bytes{};
  random.fill(bytes);
  std::string text;
  for (const std::uint8_t byte : bytes) text += fmt::format("{:02x}", byte);
  return text;
}

Result<Energy> usage_of(const Decimal& amount, EnergyUnit unit, std::string_view field) {
  auto usage = Energy::from_decimal(amount, unit);
  if (!usage) return at_field(std::move(usage).error(), std::string(field));
  const auto base = usage->in_base();
  if (usage->milli_units() > 0 && base && base->milli_units() <= kAnnualUsageMilliMax) return usage;
  return invalid_field(std::string(field), "out_of_range", "must be more than 0 and at most 1000000000000 kWh, therms or Ccf");
}

// An offer's price is for the usage that the supplier was told.
Result<void> check_priced_usage(const SourcedLine& line, const Energy& usage) {
  if (!line.priced_usage || line.priced_usage->in_base().value() == usage.in_base().value()) return {};
  return invalid_field("annualUsage", "offer_usage_differs",
                       fmt::format("the offer was made for {} {}", line.priced_usage->amount_text(), text_of(line.priced_usage->unit())));
}

Result<std::optional<Month>> start_of(const LineFacts& facts, std::optional<Month> asked) {
  if (!asked) return facts.start_from;
  if (!facts.start_from || (*asked >= *facts.start_from && *asked < *facts.start_until)) return asked;
  return invalid_field("startMonth", "start_not_offered",
                       fmt::format("the rate is for starts from {} until {}", facts.start_from->text(), facts.start_until->text()));
}

// A line priced; its band is held against the aggregate once all lines are known.
class LineDrafts {
 public:
  explicit LineDrafts(const DraftContext& context) : context_(context) {}

  Result<QuoteLine> line(const NewLine& asked) const {
    const LineSource* source = context_.sources.of(asked.kind);
    const std::string id_field = asked.kind == SourceKind::rate ? "rateId" : "offerId";
    if (source == nullptr) return invalid_field(id_field, "offer_not_found", "no supplier offer has this id");
    auto found = source->find(asked.source_id);
    if (!found) return at_field(std::move(found).error(), id_field);
    auto usage = usage_of(asked.annual_usage, asked.usage_unit.value_or(base_of(found->facts.price_unit)), "annualUsage");
    if (!usage) return std::move(usage).error();
    if (auto priced_for = check_priced_usage(*found, *usage); !priced_for) return std::move(priced_for).error();
    auto start = start_of(found->facts, asked.start_month);
    if (!start) return std::move(start).error();
    auto line = priced(std::move(*found), asked.margins, *usage);
    if (!line) return line;
    line->start_month = *start;
    line->site_reference = asked.site_reference;
    line->service_address = asked.service_address;
    return line;
  }

  Result<QuoteLine> line_again(const QuoteLine& former) const {
    const LineSource* source = context_.sources.of(former.facts.kind);
    if (source == nullptr) return Error{ErrorKind::unprocessable, "rate_gone", "Nothing sells such a line now."};
    auto found = source->find_again(former.facts, former.start_month);
    if (!found) return std::move(found).error();
    const AskedMargins margins{former.stack.partner_margin_micros, former.stack.agent_margin_micros};
    auto line = priced(std::move(*found), margins, former.annual_usage);
    if (!line) return line;
    line->start_month = former.start_month;
    line->site_reference = former.site_reference;
    line->service_address = former.service_address;
    line->former = former.id;
    line->former_price_micros = former.stack.price_micros;
    line->former_price_decimals = former.facts.price_decimals;
    return line;
  }

 private:
  Result<QuoteLine> priced(SourcedLine found, const AskedMargins& margins, const Energy& usage) const {
    auto stack = line_stack(found, margins);
    if (!stack) return std::move(stack).error();
    auto costs = line_costs(found.facts, stack->price_micros, usage);
    if (!costs) return at_field(std::move(costs).error(), costs.error().code == "unit_mismatch" ? "usageUnit" : "annualUsage");
    QuoteLine line{.id = make_id<QuoteLineTag>(context_.now, context_.random)};
    line.facts = std::move(found.facts);
    line.terms = std::move(found.terms);
    line.stack = *stack;
    line.annual_usage = usage;
    line.annual_cost_cents = costs->annual_cents;
    line.term_cost_cents = costs->term_cents;
    line.nonce = hex_nonce(context_.random);
    return line;
  }

  const DraftContext& context_;
};

std::vector<SiteLine> site_lines(const Quote& quote, const market::Market& market) {
  std::vector<SiteLine> sites;
  for (const QuoteLine& line : quote.lines) sites.push_back(site_line(line, market));
  return sites;
}

Error refused_field(std::string pointer, std::string code, std::string detail) {
  Error error = invalid_field(std::move(pointer), std::move(code), std::move(detail));
  error.kind = ErrorKind::unprocessable;
  return error;
}

Result<void> set_stated_aggregate(Quote& quote, const std::vector<SiteLine>& sites, const NewQuote& asked) {
  if (!is_one_aggregate(sites)) {
    return refused_field("/aggregateUsage", "aggregate_ambiguous",
                         "one aggregate cannot be held against these lines: they differ in commodity, or in what their suppliers add up; leave it out or make several quotes");
  }
  const EnergyUnit base = base_of(quote.lines.front().facts.price_unit);
  const EnergyUnit unit = asked.aggregate_unit.value_or(base);
  if (base_of(unit) != base) {
    return refused_field("/aggregateUnit", "unit_mismatch", fmt::format("the lines are priced by {}", text_of(base)));
  }
  auto stated = usage_of(*asked.aggregate_usage, unit, "/aggregateUsage");
  if (!stated) {
    Error refused = std::move(stated).error();
    refused.kind = ErrorKind::unprocessable;
    return refused;
  }
  const Energy in_base = stated->in_base().value();
  for (QuoteLine& line : quote.lines) {
    if (in_base < line.aggregate) {
      return refused_field("/aggregateUsage", "aggregate_too_small",
                           fmt::format("must be at least what the lines add up to: {} {}", line.aggregate.amount_text(), text_of(base)));
    }
    line.aggregate = in_base;
    line.aggregate_was_stated = true;
  }
  return {};
}

// Sites, aggregates, bands: what can be said only of all lines together.
Result<void> check_together(Quote& quote, const DraftContext& context, const NewQuote* asked) {
  const std::vector<SiteLine> sites = site_lines(quote, context.market);
  LineRefusals refusals;
  for (const std::size_t index : differing_sites(sites)) {
    refusals.add(index, invalid_field("annualUsage", "site_usage_differs",
                                      "another line of this site has another usage; name sites by siteReference where these are two"));
  }
  if (auto none = refusals.finish(); !none) return none;
  const auto aggregates = aggregates_of(sites);
  if (!aggregates) return aggregates.error();
  for (std::size_t i = 0; i < quote.lines.size(); ++i) {
    quote.lines[i].aggregate = Energy::from_milli((*aggregates)[i], base_of(quote.lines[i].facts.price_unit));
  }
  if (asked != nullptr && asked->aggregate_usage) {
    if (auto stated = set_stated_aggregate(quote, sites, *asked); !stated) return stated;
  }
  return {};
}

Result<void> check_bands(const Quote& quote) {
  LineRefusals refusals;
  for (std::size_t i = 0; i < quote.lines.size(); ++i) {
    auto held = check_band(quote.lines[i].facts, quote.lines[i].aggregate.milli_units());
    if (!held) refusals.add(i, at_field(std::move(held).error(), "annualUsage"));
  }
  return refusals.finish();
}

Quote empty_quote(const DraftContext& context) {
  Quote quote{.id = make_id<QuoteTag>(context.now, context.random), .partner = context.partner, .application = context.application};
  quote.created_at = quote.changed_at = context.now;
  return quote;
}

void set_expiry(Quote& quote) {
  quote.expires_at = quote.lines.front().facts.sellable_until;
  for (const QuoteLine& line : quote.lines) quote.expires_at = std::min(quote.expires_at, line.facts.sellable_until);
  quote.line_count = static_cast<std::int64_t>(quote.lines.size());
}

}  // namespace

Result<Quote> draft_quote(const NewQuote& asked, const DraftContext& context) {
  Quote quote = empty_quote(context);
  quote.customer_name = asked.customer_name;
  quote.your_reference = asked.your_reference;
  const LineDrafts drafts(context);
  LineRefusals refusals;
  for (std::size_t i = 0; i < asked.lines.size(); ++i) {
    auto line = drafts.line(asked.lines[i]);
    if (line) quote.lines.push_back(std::move(*line));
    if (!line) refusals.add(i, std::move(line).error());
  }
  if (auto none = refusals.finish(); !none) return std::move(none).error();
  if (auto together = check_together(quote, context, &asked); !together) return std::move(together).error();
  if (auto bands = check_bands(quote); !bands) return std::move(bands).error();
  set_expiry(quote);
  return quote;
}

Result<Quote> draft_again(const Quote& former, const DraftContext& context) {
  Quote quote = empty_quote(context);
  quote.customer_name = former.customer_name;
  quote.your_reference = former.your_reference;
  quote.supersedes = former.id;
  const LineDrafts drafts(context);
  LineRefusals refusals;
  for (std::size_t i = 0; i < former.lines.size(); ++i) {
    auto line = drafts.line_again(former.lines[i]);
    if (line) quote.lines.push_back(std::move(*line));
    if (!line) refusals.add(i, std::move(line).error());
  }
  if (auto none = refusals.finish(); !none) return std::move(none).error();
  if (auto together = check_together(quote, context, nullptr); !together) return std::move(together).error();
  for (std::size_t i = 0; i < quote.lines.size(); ++i) {
    if (!former.lines[i].aggregate_was_stated) continue;
    quote.lines[i].aggregate = former.lines[i].aggregate;
    quote.lines[i].aggregate_was_stated = true;
  }
  if (auto bands = check_bands(quote); !bands) return std::move(bands).error();
  set_expiry(quote);
  return quote;
}

Result<void> select_lines(Quote& quote, const std::vector<QuoteLineId>& ids, const market::Market& market) {
  std::vector<SiteLine> sites;
  std::vector<QuoteLine*> chosen;
  LineRefusals refusals("/lineIds/");
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto line = std::ranges::find(quote.lines, ids[i], &QuoteLine::id);
    if (line == quote.lines.end()) {
      refusals.add(i, Error{ErrorKind::unprocessable, "quote_line_unknown", "The quote has no such line."});
      continue;
    }
    const SiteLine site = site_line(*line, market);
    const bool is_twice = std::ranges::any_of(sites, [&](const SiteLine& other) { return site_of(other) == site_of(site); });
    if (is_twice) refusals.add(i, Error{ErrorKind::unprocessable, "site_selected_twice", "Another selected line is of the same site."});
    sites.push_back(site);
    chosen.push_back(&*line);
  }
  if (auto none = refusals.finish(); !none) return none;
  const auto aggregates = aggregates_of(sites);
  if (!aggregates) return aggregates.error();
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const std::int64_t aggregate = chosen[i]->aggregate_was_stated ? chosen[i]->aggregate.milli_units() : (*aggregates)[i];
    if (auto held = check_band(chosen[i]->facts, aggregate); !held) refusals.add(i, std::move(held).error());
  }
  if (auto none = refusals.finish(); !none) return none;
  for (QuoteLine* line : chosen) line->selected = true;
  return {};
}

}  // namespace switchyard::pricing
