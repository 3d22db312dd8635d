#include "app/commands/quotes.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "app/commands/desk.hpp"
#include "app/runtime/file_digest.hpp"
#include "pricing/quotes/quote_store.hpp"
#include "pricing/quotes/quote_verification.hpp"

namespace switchyard::app {
namespace {

struct FoundQuote {
  Desk desk;
  pricing::Quote quote;
};

// An id tells its environment to nobody but the databases: the one that has it.
Result<FoundQuote> find_quote(const CommonOptions& common, const pricing::QuoteId& id) {
  for (std::string_view name : {"test", "live"}) {
    auto desk = open_desk(common, name);
    if (!desk) return std::move(desk).error();
    std::optional<pricing::Quote> quote;
    desk->environment->database().read([&](SqlReader& reader) { quote = pricing::find_quote_of_any_partner(reader, id); });
    if (quote) return FoundQuote{std::move(*desk), std::move(*quote)};
  }
  return Error{.kind = ErrorKind::not_found, .code = "quote_not_found", .message = fmt::format("there is no quote {} in test or live", id.text())};
}

void print_verdict(const pricing::Quote& quote, const pricing::QuoteVerdict& verdict) {
  for (std::size_t i = 0; i < verdict.lines.size(); ++i) {
    const pricing::LineVerdict& line = verdict.lines[i];
    fmt::print("{:>4}  {:<6} {}  {}  {}\n", i + 1, line.faults.empty() ? "holds" : "WRONG", line.line_id, line.price, line.ref);
    for (const std::string& fault : line.faults) fmt::print("        wrong: {}\n", fault);
    for (const std::string& note : line.notes) fmt::print("        note: {}\n", note);
  }
  for (const std::string& fault : verdict.faults) fmt::print("wrong: {}\n", fault);
  fmt::print("{} {}: {} lines, hash {}\n", quote.id.text(), verdict.holds() ? "holds" : "does not hold", verdict.lines.size(), quote.hash);
}

}  // namespace

int verify_quote(const CommonOptions& common, const std::string& quote_id) {
  const auto id = pricing::QuoteId::parse(quote_id);
  if (!id) return refuse(common, id.error());
  auto found = find_quote(common, *id);
  if (!found) return refuse(common, found.error());
  auto layouts = pricing::LayoutLibrary::load(found->desk.installation->layouts_directory());
  if (!layouts) return refuse(common, layouts.error());
  const adapters::OpensslJose jose;
  const JoseFileDigest digest(jose);
  const pricing::QuoteVerdict verdict = pricing::verify_quote(found->desk.environment->database(), found->quote, digest, *layouts,
                                                              found->desk.installation->workbook_tools());
  if (common.json) fmt::print("{}\n", pricing::verdict_json(found->quote, verdict));
  if (!common.json) print_verdict(found->quote, verdict);
  return verdict.holds() ? kDone : kRefused;
}

void add_quote_commands(CLI::App& root, Chosen& chosen) {
  CLI::App* quotes = root.add_subcommand("quotes", "Frozen prices");
  quotes->require_subcommand(1);
  auto id = std::make_shared<std::string>();
  CLI::App* verify = quotes->add_subcommand("verify", "Derive a quote from the suppliers' files anew: every price, cost and the hash");
  add_common_options(*verify, chosen.common);
  verify->add_option("QUOTE_ID", *id, "quo_…")->required();
  verify->callback([id, &chosen] { chosen.run = [id](const CommonOptions& common) { return verify_quote(common, *id); }; });
}

}  // namespace switchyard::app
