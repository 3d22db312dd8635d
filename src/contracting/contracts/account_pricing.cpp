#include "contracting/contracts/account_pricing.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "contracting/contracts/field_refusals.hpp"
#include "contracting/service_accounts/service_account_store.hpp"
#include "pricing/quotes/draft_quote.hpp"
#include "pricing/quotes/quote_actions.hpp"
#include "pricing/quotes/quote_store.hpp"
#include "pricing/quotes/usage_aggregate.hpp"

namespace switchyard::contracting {
namespace {

using pricing::Quote;
using pricing::QuoteLine;

std::string account_pointer(std::size_t index, std::string_view field) { return fmt::format("/accounts/{}/{}", index, field); }

std::string address_text(const UsAddress& address) { return fmt::format("{}, {}, {} {}", address.line1, address.city, address.state, address.zip); }

// What was stated, or else what the account has; in the base unit of the price.
Result<Energy> usage_of(const NewContractAccount& asked, const ServiceAccount& service, EnergyUnit base) {
  std::optional<Energy> usage = service.details.annual_usage;
  if (asked.annual_usage) {
    auto stated = Energy::from_decimal(*asked.annual_usage, asked.usage_unit.value_or(base));
    if (!stated) return stated;
    usage = *stated;
  }
  if (!usage) return Error{ErrorKind::unprocessable, "usage_missing", "the account's annual usage is not known; give it here or on the service account"};
  if (base_of(usage->unit()) != base) {
    return Error{ErrorKind::unprocessable, "unit_mismatch", fmt::format("the price is by {}, the usage in {}", text_of(base), text_of(usage->unit()))};
  }
  auto in_base = usage->in_base();
  if (in_base && in_base->milli_units() <= 0) return Error{ErrorKind::unprocessable, "usage_missing", "the annual usage must be more than 0"};
  return in_base;
}

Error quote_refusal(Error error) {
  for (FieldError& field : error.fields) {
    if (field.pointer.starts_with("/lines/")) field.pointer = "/accounts/" + field.pointer.substr(7);
  }
  return error;
}

// A quote of one line an account, at this moment of the book.
Result<Quote> quote_of_rates(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const NewContract& asked, const std::string& customer_name,
                             const std::vector<ServiceAccount>& services) {
  pricing::NewQuote wanted{.customer_name = customer_name, .lines = {}};
  FieldRefusals refusals;
  for (std::size_t i = 0; i < asked.accounts.size(); ++i) {
    const NewContractAccount& account = asked.accounts[i];
    pricing::NewLine& line = wanted.lines.emplace_back();
    line.kind = account.source_kind;
    line.source_id = account.source_id;
    line.margins = {account.margin_micros, account.agent_margin_micros};
    line.site_reference = services[i].id.text();
    line.service_address = address_text(services[i].details.service_address);
    line.start_month = account.start_month;
    const auto& known = services[i].details.annual_usage;
    if (account.annual_usage) {
      line.annual_usage = *account.annual_usage;
      line.usage_unit = account.usage_unit;
    } else if (known) {
      line.annual_usage = Decimal::from_parts(known->milli_units(), 3).value();
      line.usage_unit = known->unit();
    } else {
      refusals.add(account_pointer(i, "annualUsage"), "usage_missing", "the account's annual usage is not known; give it here or on the service account");
    }
  }
  if (auto none = refusals.finish("usage_missing"); !none) return std::move(none).error();
  const Instant now = desk.quotes.clock.now();
  const pricing::LineSources sources = pricing::line_sources(desk.quotes, {desk.quotes.book(), now, actor.partner});
  if (!sources.still_stand(transaction)) {
    return Error{ErrorKind::unavailable, "rate_book_moving", "The prices changed while the contract was judged; try again."};
  }
  auto draft = pricing::draft_quote(wanted, {.sources = sources, .market = *desk.quotes.market, .random = desk.quotes.random, .now = now, .partner = actor.partner,
                                             .application = actor.application});
  if (!draft) return quote_refusal(std::move(draft).error());
  return pricing::write_quote(transaction, desk.quotes, *draft);
}

Result<PricedAccounts> with_lines(PricedAccounts priced, const NewContract& asked, std::vector<ServiceAccount> services) {
  std::map<pricing::QuoteLineId, int> accounts_of_line;
  for (const NewContractAccount& account : asked.accounts) {
    if (account.quote_line) ++accounts_of_line[*account.quote_line];
  }
  FieldRefusals refusals;
  for (std::size_t i = 0; i < asked.accounts.size(); ++i) {
    const NewContractAccount& account = asked.accounts[i];
    const auto id = asked.quote ? account.quote_line : std::optional(priced.quote.lines[i].id);
    const auto line = id ? std::ranges::find(priced.quote.lines, *id, &QuoteLine::id) : priced.quote.lines.end();
    if (line == priced.quote.lines.end()) {
      refusals.add(account_pointer(i, "quoteLineId"), "quote_line_unknown", "the quote has no such line");
      continue;
    }
    const EnergyUnit base = base_of(line->facts.price_unit);
    // A line of its own was priced for the account's usage; a line of several has their sum.
    const bool is_alone = !asked.quote || accounts_of_line[*id] == 1;
    const auto usage = is_alone && !account.annual_usage ? line->annual_usage.in_base() : usage_of(account, services[i], base);
    if (!usage) {
      refusals.add(account_pointer(i, "annualUsage"), usage.error());
      continue;
    }
    priced.accounts.push_back({.service = std::move(services[i]),
                               .line = static_cast<std::size_t>(line - priced.quote.lines.begin()),
                               .usage_base_milli = usage->milli_units(),
                               .start_month = account.start_month ? account.start_month : line->start_month,
                               .requested_start = account.requested_start});
  }
  if (auto none = refusals.finish("contract_accounts_refused"); !none) return std::move(none).error();
  return priced;
}

bool is_same_word(const market::Resolution& one, const std::string& other) { return one.outcome != market::Resolution::Outcome::resolved || other.empty() || one.code == other; }

void check_place(const market::Market& market, std::size_t index, const PricedAccount& account, const pricing::LineFacts& facts, FieldRefusals& refusals) {
  const ServiceAccountDetails& details = account.service.details;
  const std::string pointer = account_pointer(index, "serviceAccountId");
  if (details.commodity != facts.commodity) {
    refusals.add(pointer, "account_price_mismatch", fmt::format("the account is {}, the price is for {}", text_of(details.commodity), text_of(facts.commodity)));
    return;
  }
  if (details.utility_code != facts.utility_code) {
    refusals.add(pointer, "account_price_mismatch", fmt::format("the account is of {}, the price is for {}", details.utility_code, facts.utility_code));
    return;
  }
  if (!details.rate_class.empty() && !is_same_word(market.resolve_rate_class(details.utility_code, details.rate_class), facts.rate_class)) {
    refusals.add(pointer, "account_price_mismatch", fmt::format("the account's rate class is {}, the price is for {}", details.rate_class, facts.rate_class));
  }
  if (!details.zone.empty() && !is_same_word(market.resolve_zone(details.utility_code, details.zone), facts.zone)) {
    refusals.add(pointer, "account_price_mismatch", fmt::format("the account is in zone {}, the price is for {}", details.zone, facts.zone));
  }
}

void check_line(const ContractDesk& desk, const access::PartnerId& partner, std::size_t index, const PricedAccount& account, const QuoteLine& line,
                FieldRefusals& refusals) {
  const pricing::LineFacts& facts = line.facts;
  check_place(*desk.quotes.market, index, account, facts, refusals);
  if (facts.kind == pricing::SourceKind::offer && account.usage_base_milli != line.annual_usage.in_base().value().milli_units()) {
    refusals.add(account_pointer(index, "annualUsage"), "offer_usage_differs",
                 fmt::format("the offer was made for {} {}", line.annual_usage.amount_text(), text_of(line.annual_usage.unit())));
  }
  if (account.start_month && facts.start_from && (*account.start_month < *facts.start_from || *account.start_month >= *facts.start_until)) {
    refusals.add(account_pointer(index, "startMonth"), "start_not_offered",
                 fmt::format("the price is for starts from {} until {}", facts.start_from->text(), facts.start_until->text()));
  }
  const auto book = desk.quotes.book ? desk.quotes.book() : nullptr;
  if (book && book->rules().terms &&
      !book->rules().terms->of({.partner = partner, .supplier = facts.supplier, .commodity = facts.commodity, .state = facts.state, .utility = facts.utility_code},
                               desk.quotes.clock.now()).is_entitled) {
    refusals.add(account_pointer(index, "serviceAccountId"), "not_entitled", fmt::format("you are not entitled to contract {} of {} there", text_of(facts.commodity), facts.supplier_name));
  }
}

// Bands hold the sum of the contract's accounts by the supplier's own rule.
Result<void> check_bands(const market::Market& market, const PricedAccounts& priced, FieldRefusals& refusals) {
  std::vector<std::string> sites;
  sites.reserve(priced.accounts.size());
  std::vector<pricing::SiteLine> lines;
  for (const PricedAccount& account : priced.accounts) {
    const QuoteLine& line = priced.line_of(account);
    const market::Supplier* supplier = market.supplier(line.facts.supplier);
    lines.push_back({.facts = &line.facts,
                     .site_reference = sites.emplace_back(account.service.id.text()),
                     .usage_base_milli = account.usage_base_milli,
                     .aggregate_by = supplier == nullptr ? std::string_view() : std::string_view(supplier->aggregate_by)});
  }
  const auto aggregates = pricing::aggregates_of(lines);
  if (!aggregates) return aggregates.error();
  for (std::size_t i = 0; i < priced.accounts.size(); ++i) {
    const QuoteLine& line = priced.line_of(priced.accounts[i]);
    const std::int64_t aggregate = line.aggregate_was_stated ? std::max(line.aggregate.milli_units(), (*aggregates)[i]) : (*aggregates)[i];
    if (auto held = pricing::check_band(line.facts, aggregate); !held) refusals.add(account_pointer(i, "annualUsage"), held.error());
  }
  return {};
}

}  // namespace

Result<Quote> open_quote(SqlReader& reader, const ContractDesk& desk, const access::PartnerId& partner, const pricing::QuoteId& id) {
  auto quote = pricing::find_quote(reader, partner, id);
  if (!quote) return Error{ErrorKind::not_found, "quote_not_found", fmt::format("There is no quote {}.", id.text()), {{"/quoteId", "quote_not_found", "is no quote of yours"}}};
  const auto state = pricing::state_at(*quote, desk.quotes.clock.now());
  const bool is_over = state == pricing::QuoteState::contracted && desk.quotes.clock.now() >= quote->expires_at;
  if (state == pricing::QuoteState::expired || is_over) {
    return Error{ErrorKind::conflict, "quote_expired", fmt::format("The quote ended at {}; re-price it and contract its successor.", quote->expires_at.text()),
                 {{"/quoteId", "quote_expired", "has ended"}}};
  }
  return std::move(*quote);
}

Result<std::vector<ServiceAccount>> accounts_asked_for(SqlReader& reader, const access::PartnerId& partner, const NewContract& asked) {
  if (asked.accounts.empty() || asked.accounts.size() > kContractAccountsMax) {
    return Error{ErrorKind::unprocessable, "contract_accounts_limit", fmt::format("A contract has 1 to {} accounts.", kContractAccountsMax),
                 {{"/accounts", "contract_accounts_limit", fmt::format("must be 1 to {}", kContractAccountsMax)}}};
  }
  std::vector<ServiceAccountId> ids;
  for (const NewContractAccount& account : asked.accounts) ids.push_back(account.service_account);
  std::map<ServiceAccountId, ServiceAccount> found;
  for (ServiceAccount& account : read_service_accounts(reader, partner, ids)) found.emplace(account.id, std::move(account));
  FieldRefusals refusals;
  std::set<ServiceAccountId> seen;
  std::vector<ServiceAccount> services;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto service = found.find(ids[i]);
    const std::string pointer = account_pointer(i, "serviceAccountId");
    if (!seen.insert(ids[i]).second) {
      refusals.add(pointer, "contract_account_repeated", "another account of this contract is the same");
    } else if (service == found.end() || service->second.erased_at) {
      refusals.add(pointer, "service_account_not_found", "is no service account of yours");
    } else if (service->second.customer != asked.customer) {
      refusals.add(pointer, "service_account_of_other_customer", "is another customer's");
    } else {
      services.push_back(service->second);
    }
  }
  if (auto none = refusals.finish("contract_accounts_refused"); !none) return std::move(none).error();
  return services;
}

Result<PricedAccounts> price_accounts(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const NewContract& asked,
                                      const std::string& customer_name, std::vector<ServiceAccount> services) {
  auto quote = asked.quote ? open_quote(transaction, desk, actor.partner, *asked.quote)
                           : quote_of_rates(transaction, desk, actor, asked, customer_name, services);
  if (!quote) return std::move(quote).error();
  return with_lines({std::move(*quote), {}}, asked, std::move(services));
}

Result<void> check_prices_fit(const ContractDesk& desk, const access::PartnerId& partner, const PricedAccounts& priced) {
  const pricing::LineFacts& first = priced.line_of(priced.accounts.front()).facts;
  FieldRefusals refusals;
  for (std::size_t i = 0; i < priced.accounts.size(); ++i) {
    const QuoteLine& line = priced.line_of(priced.accounts[i]);
    check_line(desk, partner, i, priced.accounts[i], line, refusals);
    if (line.facts.supplier != first.supplier) {
      refusals.add(account_pointer(i, "quoteLineId"), "contract_mixed_supplier", "a contract is with one supplier; make one contract for each");
    }
    if (line.facts.commodity != first.commodity) {
      refusals.add(account_pointer(i, "quoteLineId"), "contract_mixed_commodity", "electricity and gas are two contracts");
    }
  }
  if (auto bands = check_bands(*desk.quotes.market, priced, refusals); !bands) return bands;
  return refusals.finish("contract_accounts_refused");
}

}  // namespace switchyard::contracting
