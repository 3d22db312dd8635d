// What contracts need of one environment.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "contracting/actor.hpp"
#include "contracting/party_desk.hpp"
#include "contracting/signing_port.hpp"
#include "pricing/quotes/quote_desk.hpp"
#include "rules/rules.hpp"

namespace switchyard::contracting {

// Of the partner in whose name papers are printed.
struct PartnerCard {
  std::string name;
  std::string logo_png = {};
  std::string accent_color = {};
  std::string broker_license = {};  // What a state asks to be printed; empty: the entitlement's.
};

// All outlive it; may be used by many threads. `quotes` has the database, the business clock, the market and the rate book as it is.
struct ContractDesk {
  const PartyDesk& parties;
  const pricing::QuoteDesk& quotes;
  std::shared_ptr<const rules::RuleSet> rules;
  SigningPort* signing = nullptr;  // Null: no provider is configured.
  std::function<std::optional<std::string>(std::string_view name)> template_text = nullptr;  // Markdown by name ("base/agreement"); null: no papers.
  std::function<PartnerCard(const access::PartnerId&)> partner_card = nullptr;
};

}  // namespace switchyard::contracting
