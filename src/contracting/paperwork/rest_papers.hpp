// The papers of a contract as they would be now. A partner sees its own alone; nothing is stored.
//
//   GET /v1/contracts/{id}/papers                             documents:read
//   GET /v1/contracts/{id}/papers/{kind}/preview   ?utility   documents:read    application/pdf; `utility` of a letter of authorization
//   GET /v1/quotes/{id}/proposal                              documents:read    application/pdf; a quote's offers side by side, total prices alone
#pragma once

#include <functional>
#include <memory>

#include "access/authenticator.hpp"
#include "contracting/contracts/contract_desk.hpp"
#include "http/router.hpp"

namespace switchyard::contracting {

// Of one environment, for one request. `database` outlives it.
struct PaperDesk {
  Database& database;
  PartyDesk parties;
  pricing::QuoteDesk quotes;
  std::shared_ptr<const rules::RuleSet> rules;
  std::shared_ptr<const TemplateShelf> templates = nullptr;
  std::function<PartnerCard(const access::PartnerId&)> partner_card = nullptr;
  std::function<SupplierCard(std::string_view supplier, std::string_view state)> supplier_card = nullptr;

  [[nodiscard]] ContractDesk contracts() const {
    return {.parties = parties, .quotes = quotes, .rules = rules, .templates = templates, .partner_card = partner_card, .supplier_card = supplier_card};
  }
};
using PaperDeskOf = std::function<PaperDesk(EnvironmentName)>;

// `authenticator` must outlive the router.
void add_paper_routes(http::Router& router, const access::Authenticator& authenticator, PaperDeskOf desk_of);

// The handlers alone, for tests.
[[nodiscard]] http::Response list_papers_route(const access::Caller& caller, const http::Request& request, const PaperDesk& desk);
[[nodiscard]] http::Response preview_paper_route(const access::Caller& caller, const http::Request& request, const PaperDesk& desk);

[[nodiscard]] http::Response proposal_route(const access::Caller& caller, const http::Request& request, const PaperDesk& desk);

}  // namespace switchyard::contracting
