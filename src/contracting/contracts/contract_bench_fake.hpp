// An environment's desk of contracts for tests: the bench of parties, prices that the test sets, the product's own rules, a signing provider
// that notes what it was asked.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "contracting/contracts/contracts.hpp"
#include "contracting/party_bench_fake.hpp"
#include "pricing/quotes/quote_actions.hpp"
#include "pricing/terms/terms_fake.hpp"
#include "signing/envelope_desk.hpp"

namespace switchyard::contracting {

// Prices by id; all are asked for as offers.
class SetPrices final : public pricing::LineSource {
 public:
  explicit SetPrices(const std::map<std::string, pricing::SourcedLine, std::less<>>& lines) : lines_(lines) {}
  [[nodiscard]] Result<pricing::SourcedLine> find(std::string_view id) const override;
  [[nodiscard]] Result<pricing::SourcedLine> find_again(const pricing::LineFacts& former, std::optional<Month> start) const override;
  [[nodiscard]] bool still_stands(SqlReader&) const override { return true; }

 private:
  const std::map<std::string, pricing::SourcedLine, std::less<>>& lines_;
};

// Envelopes as the test moves them; notes what it was asked.
class NotingSigner final : public signing::EnvelopeDesk {
 public:
  Result<signing::EnvelopeId> send(SqlTransaction&, const signing::NewEnvelope& asked_for) override;
  Result<signing::SigningLink> open_link(SqlTransaction&, const signing::EnvelopeSubject& subject, const signing::LinkOptions& options) override;
  Result<void> void_envelope(SqlTransaction&, const signing::EnvelopeSubject& subject, std::string_view reason) override;
  Result<void> resend(SqlTransaction&, const signing::EnvelopeSubject& subject) override;
  Result<void> correct_signer(SqlTransaction&, const signing::EnvelopeSubject& subject, const signing::Signer& corrected) override;
  Result<void> refresh(SqlTransaction&, const signing::EnvelopeSubject& subject) override;
  [[nodiscard]] std::optional<signing::Envelope> find(SqlReader&, const signing::EnvelopeSubject& subject) override;

  [[nodiscard]] const signing::NewEnvelope& last() const { return sent.back(); }

  std::vector<std::string> asked;  // "send agreement 1 Rosa Vega <rosa@…>"
  std::vector<signing::NewEnvelope> sent;
  std::vector<signing::Envelope> envelopes;
  bool is_completed = false;       // Elsewhere, and no news of it yet: nothing can be taken back.

 private:
  SeededRandom random_;
};

struct ContractBench {
  explicit ContractBench(Engine engine);

  PartyBench parties;
  PartyDesk party_desk;
  std::map<std::string, pricing::SourcedLine, std::less<>> prices;
  std::shared_ptr<pricing::FakeTerms> terms = std::make_shared<pricing::FakeTerms>();
  pricing::QuoteDesk quote_desk;
  std::shared_ptr<const rules::RuleSet> rules;
  NotingSigner signer;
  bool signs = false;                    // Whether a provider is configured.
  pricing::SourceKind kind = pricing::SourceKind::rate;  // Of the prices that are set from now on.

  [[nodiscard]] ContractDesk desk();

  // A price of ComEd's Small Load at 0.06120, 24 months from March 2027, up to 75 MWh, sold until 2026-11-24T23:00Z; `edit` changes it. Its id.
  std::string price(const std::string& id = "small-load", const std::function<void(pricing::LineFacts&)>& edit = {});
  // Quoted by the partner: a line each of id, usage and site; margin of 5 mils.
  struct Asked {
    std::string price;
    std::string usage;
    std::string site;
  };
  pricing::Quote quote(const std::vector<Asked>& lines, const Actor& by);
  pricing::Quote quote(const std::vector<Asked>& lines) { return quote(lines, parties.actor); }

  template <class T>
  Result<T> write(const std::function<Result<T>(SqlTransaction&)>& work) { return parties.write<T>(work); }
  Result<Contract> create(const NewContract& asked, const Actor& by);
  Result<Contract> create(const NewContract& asked) { return create(asked, parties.actor); }
  [[nodiscard]] Contract stored(const ContractId& id);
  [[nodiscard]] std::vector<HistoryEntry> history(const ContractId& id);
  // "contract.draft 1; contract.signed 2": types and sequences as published.
  [[nodiscard]] std::string events(const ContractId& id);

  // The bakery of S01: two ComEd meters of 38,400 and 21,600 kWh, quoted at 0.06620, contracted.
  struct Bakery {
    Customer customer;
    std::vector<ServiceAccount> meters;
    NewContract asked;
  };
  Bakery bakery();
  Contract bakery_contract();
  // A PDF of one page.
  FileId evidence(const Actor& by);
  FileId evidence() { return evidence(parties.actor); }
  // Signed on paper now.
  Result<Contract> sign(const Contract& contract);
  // Moved by the header's events and its accounts' as a supplier's and a utility's answers would.
  Contract submit(const ContractId& id);
  Contract move_all(const ContractId& id, AccountEvent event);
};

}  // namespace switchyard::contracting
