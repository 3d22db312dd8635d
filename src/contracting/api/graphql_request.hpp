// What every resolver of the Contracting API works with: who asks, and the environment as it is for this request.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "access/caller.hpp"
#include "contracting/actor.hpp"
#include "contracting/contracts/contract_desk.hpp"
#include "contracting/contracts/import_contracts.hpp"
#include "contracting/erasure/erase_customer.hpp"
#include "outbox/idempotency.hpp"
#include "rules/rules.hpp"

namespace switchyard::contracting {

// Of one environment, made for one request: market and rules are what they are at its beginning. Not shared between threads.
struct ApiDesk {
  EnvironmentName environment = EnvironmentName::test;
  Database& database;
  outbox::IdempotentWrites& writes;
  PartyDesk parties;
  pricing::QuoteDesk quotes;
  std::shared_ptr<const rules::RuleSet> rules;
  signing::EnvelopeDesk* signing = nullptr;  // Null: no provider is configured.
  std::shared_ptr<const TemplateShelf> templates = nullptr;  // Null: no papers are made.
  std::function<PartnerCard(const access::PartnerId&)> partner_card = nullptr;
  std::function<SupplierCard(std::string_view supplier, std::string_view state)> supplier_card = nullptr;
  std::vector<const CustomerHolder*> holders = {};  // What else holds data of customers.
  // A table of a workbook's first sheet or of a CSV file; null: only CSV is read.
  std::function<Result<ImportTable>(std::string_view bytes)> import_table = nullptr;

  // Looks into this desk, which outlives it.
  [[nodiscard]] ContractDesk contracts() const {
    return {.parties = parties, .quotes = quotes, .rules = rules, .signing = signing, .templates = templates, .partner_card = partner_card,
            .supplier_card = supplier_card};
  }
  [[nodiscard]] const market::Market& market() const { return *parties.market; }
  [[nodiscard]] Instant now() const { return parties.clock.now(); }
  // The business day, in UTC.
  [[nodiscard]] Date today() const { return Date::from_days(static_cast<std::int32_t>(now().unix_seconds() / 86'400)); }
};

// One GraphQL request. Queries read all of their levels in one snapshot, `reader`; mutations write in a transaction a field, and what is
// selected below is read after it.
struct ApiRequest {
  const access::Caller& caller;
  ApiDesk& desk;
  SqlReader* reader = nullptr;

  [[nodiscard]] Actor actor() const { return actor_of(caller); }
  [[nodiscard]] const access::PartnerId& partner() const { return caller.partner_id; }
  [[nodiscard]] ContractDesk contracts() const { return desk.contracts(); }

  // What `read` gives, from the request's snapshot or, where it has none, from one of its own.
  template <class Read>
  auto read(const Read& read) const {
    if (reader != nullptr) return read(*reader);
    std::optional<decltype(read(std::declval<SqlReader&>()))> result;
    desk.database.read([&](SqlReader& fresh) { result.emplace(read(fresh)); });
    return *std::move(result);
  }
};

}  // namespace switchyard::contracting
