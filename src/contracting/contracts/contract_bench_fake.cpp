#include "contracting/contracts/contract_bench_fake.hpp"

#include <fmt/format.h>

#include "contracting/envelopes/signing_words.hpp"
#include "contracting/files/uploaded_file.hpp"
#include "pricing/book/rate_book.hpp"
#include "pricing/pricing_migrations.hpp"
#include "pricing/sheets/rate_book_loader.hpp"
#include "pricing/sheets/sheet_store.hpp"

namespace switchyard::contracting {
namespace {

Instant at(std::string_view text) { return Instant::parse(text).value(); }
Month month(std::string_view text) { return Month::parse(text).value(); }

std::shared_ptr<const rules::RuleSet> product_rules(const market::Market& market) {
  static const std::shared_ptr<const rules::RuleSet> kRules = rules::RuleSet::load(rules::embedded_rules(), market).value();
  return kRules;
}

}  // namespace

Result<pricing::SourcedLine> SetPrices::find(std::string_view id) const {
  const auto found = lines_.find(id);
  if (found == lines_.end()) return Error{ErrorKind::unprocessable, "offer_not_found", "No price has this id."};
  return found->second;
}

Result<pricing::SourcedLine> SetPrices::find_again(const pricing::LineFacts& former, std::optional<Month>) const {
  const auto found = lines_.find(former.source_id);
  if (found == lines_.end()) return Error{ErrorKind::unprocessable, "rate_gone", "Nothing sells such a line now."};
  return found->second;
}

Result<signing::EnvelopeId> NotingSigner::send(SqlTransaction&, const signing::NewEnvelope& asked_for) {
  std::string names;
  for (const signing::Signer& signer : asked_for.signers) names += fmt::format(" {} <{}>", signer.name, signer.email);
  asked.push_back(fmt::format("send {} {}{}", word_of(asked_for.subject.purpose), asked_for.subject.document_version, names));
  sent.push_back(asked_for);
  signing::Envelope& made = envelopes.emplace_back(signing::Envelope{.id = make_id<signing::EnvelopeTag>(at("2026-11-24T15:00:00Z"), random_), .subject = asked_for.subject});
  made.provider_envelope = fmt::format("provider-{}", envelopes.size());
  made.sign_by = asked_for.sign_by;
  for (const signing::Signer& signer : asked_for.signers) made.signers.push_back({.signer = signer});
  return made.id;
}

Result<signing::SigningLink> NotingSigner::open_link(SqlTransaction&, const signing::EnvelopeSubject& subject, const signing::LinkOptions& options) {
  if (!options.return_url.empty() && !options.return_url.starts_with("https://")) return Error{ErrorKind::unprocessable, "return_url_invalid", "https", {}};
  asked.push_back(fmt::format("open {} {} {}", word_of(options.role), subject.document_version, options.return_url));
  return signing::SigningLink{"https://sign.example.com/sign/1", at("2026-11-24T22:00:00Z")};
}

Result<void> NotingSigner::void_envelope(SqlTransaction&, const signing::EnvelopeSubject& subject, std::string_view reason) {
  if (is_completed) return Error{ErrorKind::conflict, "envelope_completed", "It was signed already."};
  asked.push_back(fmt::format("void {} {} {}", word_of(subject.purpose), subject.document_version, reason));
  return {};
}

Result<void> NotingSigner::resend(SqlTransaction&, const signing::EnvelopeSubject& subject) {
  asked.push_back(fmt::format("resend {}", subject.document_version));
  return {};
}

Result<void> NotingSigner::correct_signer(SqlTransaction&, const signing::EnvelopeSubject& subject, const signing::Signer& corrected) {
  asked.push_back(fmt::format("correct {} {} {} <{}>", subject.document_version, word_of(corrected.role), corrected.name, corrected.email));
  return {};
}

Result<void> NotingSigner::refresh(SqlTransaction&, const signing::EnvelopeSubject& subject) {
  asked.push_back(fmt::format("refresh {}", subject.document_version));
  return {};
}

std::optional<signing::Envelope> NotingSigner::find(SqlReader&, const signing::EnvelopeSubject& subject) {
  for (auto each = envelopes.rbegin(); each != envelopes.rend(); ++each) {
    if (each->subject == subject) return *each;
  }
  return std::nullopt;
}

ContractBench::ContractBench(Engine engine)
    : parties(engine),
      party_desk(parties.desk()),
      quote_desk{.database = *parties.database, .clock = parties.clock, .random = parties.random, .outbox = parties.outbox, .digest = parties.digest,
                 .market = parties.market},
      rules(product_rules(*parties.market)) {
  parties.database->migrate(pricing::pricing_migrations());
  std::int64_t revision = 0;
  parties.database->read([&](SqlReader& reader) { revision = pricing::read_book_revision(reader); });
  std::uint64_t number = pricing::book_number(revision, 0);
  quote_desk.book = [this, number] { return std::make_shared<pricing::RateBook>(std::vector<pricing::BookEntry>{}, number, pricing::BookRules{.terms = terms}); };
  quote_desk.fresh_book = quote_desk.book;
  quote_desk.offers = [this](const pricing::SourceMoment&) { return std::make_unique<SetPrices>(prices); };
}

ContractDesk ContractBench::desk() { return {.parties = party_desk, .quotes = quote_desk, .rules = rules, .signing = signs ? &signer : nullptr}; }

std::string ContractBench::price(const std::string& id, const std::function<void(pricing::LineFacts&)>& edit) {
  pricing::LineFacts facts{.kind = kind, .source_id = id, .supplier = "northgate-retail", .supplier_name = "Northgate Retail Energy"};
  facts.customer_class = pricing::CustomerClass::commercial;
  facts.utility_code = "comed";
  facts.rate_class = "Small Load";
  facts.state = "IL";
  facts.product = "fixed-all-in";
  facts.start_from = month("2027-03");
  facts.start_until = month("2027-04");
  facts.term_months = 24;
  facts.band.present = true;
  facts.band.max_milli_exclusive = 75'000'000;
  facts.basis_micros = facts.stored_micros = 61'200;
  facts.price_text = "0.06120";
  facts.sellable_from = at("2026-11-24T12:00:00Z");
  facts.sellable_until = at("2026-11-24T23:00:00Z");
  if (edit) edit(facts);
  pricing::SellingTerms selling;
  selling.margin = {.min_micros = 0, .max_micros = 100'000, .step_micros = 100};
  selling.agent_code = "SWY-0042";
  prices.insert_or_assign(id, pricing::SourcedLine{std::move(facts), std::move(selling)});
  return id;
}

pricing::Quote ContractBench::quote(const std::vector<Asked>& lines, const Actor& by) {
  pricing::NewQuote asked{.customer_name = "Lincoln Park Bread LLC", .lines = {}};
  for (const Asked& line : lines) {
    asked.lines.push_back({.kind = pricing::SourceKind::offer, .source_id = line.price, .annual_usage = *Decimal::parse(line.usage),
                           .margins = {.partner_micros = 5'000}, .site_reference = line.site});
  }
  const Instant now = parties.clock.now();
  const pricing::LineSources sources = pricing::line_sources(quote_desk, {quote_desk.book(), now, by.partner});
  const auto draft = pricing::draft_quote(asked, {.sources = sources, .market = *parties.market, .random = parties.random, .now = now, .partner = by.partner,
                                                  .application = by.application});
  return write<pricing::Quote>([&](SqlTransaction& transaction) { return pricing::write_quote(transaction, quote_desk, draft.value()); }).value();
}

Result<Contract> ContractBench::create(const NewContract& asked, const Actor& by) {
  return write<Contract>([&](SqlTransaction& transaction) { return create_contract(transaction, desk(), by, asked); });
}

Contract ContractBench::stored(const ContractId& id) {
  std::optional<Contract> found;
  parties.database->read([&](SqlReader& reader) { found = find_contract(reader, parties.actor.partner, id); });
  return found.value();
}

std::vector<HistoryEntry> ContractBench::history(const ContractId& id) {
  return parties.read([&](SqlReader& reader) { return history_of_contracts(reader, parties.actor.partner, std::span(&id, 1)); });
}

std::string ContractBench::events(const ContractId& id) {
  const std::string subject = id.text();
  std::string text;
  parties.database->read([&](SqlReader& reader) {
    reader.query("SELECT type, payload FROM outbox_events WHERE subject = $1 ORDER BY id", {std::string_view(subject)}, [&](const SqlRow& row) {
      const std::string payload(row.text(1));
      const std::size_t place = payload.find("\"sequence\":") + 11;
      text += fmt::format("{}{} {}", text.empty() ? "" : "; ", row.text(0), payload.substr(place, payload.find_first_of(",}", place) - place));
    });
  });
  return text;
}

ContractBench::Bakery ContractBench::bakery() {
  Bakery made{parties.customer(), {}, {.customer = CustomerId(Uuid{})}};
  made.asked.customer = made.customer.id;
  ServiceAccountDetails first = comed_account(17);
  first.rate_class = "R73";
  first.annual_usage = Energy::from_milli(38'400'000, EnergyUnit::kwh);
  ServiceAccountDetails second = comed_account(25);
  second.rate_class = "R72";
  second.annual_usage = Energy::from_milli(21'600'000, EnergyUnit::kwh);
  made.meters = parties.add(made.customer.id, {first, second}).value();
  price("small-load");
  price("watt-hour", [](pricing::LineFacts& facts) { facts.rate_class = "Watt-hour"; });
  const pricing::Quote quoted = quote({{"small-load", "38400", "ovens"}, {"watt-hour", "21600", "shop"}});
  made.asked.quote = quoted.id;
  for (std::size_t i = 0; i < 2; ++i) made.asked.accounts.push_back({.service_account = made.meters[i].id, .quote_line = quoted.lines[i].id});
  return made;
}

Contract ContractBench::bakery_contract() { return create(bakery().asked).value(); }

FileId ContractBench::evidence(const Actor& by) {
  return write<UploadedFile>([&](SqlTransaction& transaction) {
           return store_file(transaction, party_desk, by, {.purpose = FilePurpose::contract, .name = "signed.pdf"}, "%PDF-1.7\npages=1\n%%EOF\n");
         })
      .value()
      .id;
}

Result<Contract> ContractBench::sign(const Contract& contract) {
  const FileId paper = evidence();
  return write<Contract>([&](SqlTransaction& transaction) {
    return record_acceptance(transaction, desk(), parties.actor,
                             {.contract = contract.id, .accepted_at = parties.clock.now(), .accepted_by = "Rosa Vega", .evidence = paper});
  });
}

Contract ContractBench::submit(const ContractId& id) {
  return write<Contract>([&](SqlTransaction& transaction) -> Result<Contract> {
           auto contract = any_contract_to_change(transaction, id);
           ContractEdit edit(std::move(*contract), {.actor = "system", .at = parties.clock.now()});
           for (std::size_t i = 0; i < edit.contract().accounts.size(); ++i) {
             if (auto ready = edit.move_account(i, AccountEvent::make_ready); !ready) return std::move(ready).error();
             if (auto sent = edit.move_account(i, AccountEvent::submit); !sent) return std::move(sent).error();
           }
           if (auto moved = edit.move(ContractEvent::submit); !moved) return std::move(moved).error();
           edit.write(transaction, desk());
           return edit.contract();
         })
      .value();
}

Contract ContractBench::move_all(const ContractId& id, AccountEvent event) {
  return write<Contract>([&](SqlTransaction& transaction) -> Result<Contract> {
           auto contract = any_contract_to_change(transaction, id);
           ContractEdit edit(std::move(*contract), {.actor = "supplier", .at = parties.clock.now()});
           for (std::size_t i = 0; i < edit.contract().accounts.size(); ++i) {
             if (auto moved = edit.move_account(i, event); !moved) return std::move(moved).error();
           }
           edit.derive();
           edit.write(transaction, desk());
           return edit.contract();
         })
      .value();
}

}  // namespace switchyard::contracting
