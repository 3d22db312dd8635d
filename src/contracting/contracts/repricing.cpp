#include "contracting/contracts/repricing.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "contracting/contracts/line_matching.hpp"
#include "pricing/quotes/draft_quote.hpp"
#include "pricing/quotes/quote_actions.hpp"
#include "pricing/quotes/quote_store.hpp"
#include "values/ensure.hpp"

namespace switchyard::contracting {
namespace {

using pricing::Quote;
using pricing::QuoteLine;
using pricing::QuoteLineId;

std::vector<std::size_t> open_positions(const Contract& contract) {
  std::vector<std::size_t> positions;
  for (std::size_t i = 0; i < contract.accounts.size(); ++i) {
    if (!facts_of(contract.accounts[i].state).is_final) positions.push_back(i);
  }
  return positions;
}

PricedAccount priced_account(const ContractAccount& account, const ServiceAccount& service, std::size_t line, const QuoteLine& facts) {
  return {.service = service,
          .line = line,
          .usage_base_milli = account.annual_usage_milli,
          .start_month = facts.start_month ? facts.start_month : account.start_month,
          .requested_start = account.requested_start};
}

}  // namespace

std::map<QuoteLineId, QuoteLine> former_lines(SqlReader& reader, const Contract& contract) {
  std::set<pricing::QuoteId> quotes;
  std::set<QuoteLineId> used;
  for (const ContractAccount& account : contract.accounts) {
    if (account.quote) quotes.insert(*account.quote);
    if (account.quote_line) used.insert(*account.quote_line);
  }
  std::map<QuoteLineId, QuoteLine> lines;
  for (const pricing::QuoteId& id : quotes) {
    auto quote = pricing::find_quote(reader, contract.partner, id);
    ENSURE(quote.has_value());
    for (QuoteLine& line : quote->lines) {
      if (used.contains(line.id)) lines.emplace(line.id, std::move(line));
    }
  }
  return lines;
}

Result<Repriced> prices_of_quote(SqlReader& reader, const ContractDesk& desk, const pricing::QuoteId& id, const Contract& contract, const ContractParties& parties) {
  auto quote = open_quote(reader, desk, contract.partner, id);
  if (!quote) return std::move(quote).error();
  const auto former = former_lines(reader, contract);
  Repriced repriced{{std::move(*quote), {}}, open_positions(contract)};
  std::vector<MeterToPrice> meters;
  for (const std::size_t position : repriced.positions) {
    MeterToPrice& meter = meters.emplace_back();
    meter.service = &parties.services[position];
    const auto& line = contract.accounts[position].quote_line;
    const auto found = line ? former.find(*line) : former.end();
    if (found != former.end()) meter.former_site = found->second.site_reference;
  }
  const auto matched = match_lines(*desk.quotes.market, repriced.priced.quote, meters);
  if (!matched) return matched.error();
  for (std::size_t i = 0; i < meters.size(); ++i) {
    const QuoteLine& line = repriced.priced.quote.lines[(*matched)[i]];
    repriced.priced.accounts.push_back(priced_account(contract.accounts[repriced.positions[i]], *meters[i].service, (*matched)[i], line));
  }
  return repriced;
}

Result<Repriced> prices_of_today(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const Contract& contract, const ContractParties& parties) {
  const Instant now = desk.quotes.clock.now();
  Quote former{.id = pricing::QuoteId(Uuid{}), .partner = contract.partner, .application = actor.application, .customer_name = contract.customer_name};
  std::vector<std::size_t> positions = open_positions(contract);
  const auto lines = former_lines(transaction, contract);
  for (const std::size_t position : positions) {
    if (contract.accounts[position].quote_line) continue;
    return Error{ErrorKind::unprocessable, "price_source_missing", "The contract was imported: no price of ours stands behind it; name a quote.",
                 {{"/quoteId", "price_source_missing", "is needed for an imported contract"}}};
  }
  for (const auto& [id, line] : lines) former.lines.push_back(line);
  const pricing::LineSources sources = pricing::line_sources(desk.quotes, {desk.quotes.book(), now, contract.partner});
  if (!sources.still_stand(transaction)) return Error{ErrorKind::unavailable, "rate_book_moving", "The prices changed while the contract was judged; try again."};
  auto draft = pricing::draft_again(former, {.sources = sources, .market = *desk.quotes.market, .random = desk.quotes.random, .now = now, .partner = contract.partner,
                                             .application = actor.application});
  if (!draft) return std::move(draft).error();
  draft->supersedes.reset();
  auto quote = pricing::write_quote(transaction, desk.quotes, *draft);
  if (!quote) return std::move(quote).error();
  Repriced repriced{{std::move(*quote), {}}, std::move(positions)};
  for (const std::size_t position : repriced.positions) {
    const ContractAccount& account = contract.accounts[position];
    const auto line = std::ranges::find_if(repriced.priced.quote.lines, [&](const QuoteLine& each) { return each.former == account.quote_line; });
    ENSURE(line != repriced.priced.quote.lines.end());
    const auto index = static_cast<std::size_t>(line - repriced.priced.quote.lines.begin());
    repriced.priced.accounts.push_back(priced_account(account, parties.services[position], index, *line));
  }
  return repriced;
}

Result<void> take_quote_lines(SqlTransaction& transaction, const ContractDesk& desk, const PricedAccounts& priced) {
  std::set<QuoteLineId> lines;
  for (const PricedAccount& account : priced.accounts) lines.insert(priced.line_of(account).id);
  const auto contracted = pricing::contract_quote(transaction, desk.quotes, priced.quote, {lines.begin(), lines.end()});
  if (!contracted) return contracted.error();
  return {};
}

}  // namespace switchyard::contracting
