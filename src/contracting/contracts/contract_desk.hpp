// What contracts need of one environment.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "contracting/actor.hpp"
#include "contracting/party_desk.hpp"
#include "pricing/quotes/quote_desk.hpp"
#include "rules/rules.hpp"
#include "signing/envelope_desk.hpp"

namespace switchyard::contracting {

// Of the partner in whose name papers are printed. What is empty is printed as unknown, or left out where it may be.
struct PartnerCard {
  std::string name = {};
  std::string address = {};
  std::string phone = {};
  std::string email = {};
  std::string licence = {};       // Empty: that of the entitlement.
  std::string logo_png = {};
  std::string accent_color = {};  // "#1d4e89"
};

// How a supplier countersigns once it has accepted.
enum class Countersignature : std::uint8_t {
  none,
  ours,    // A second envelope, to the supplier's signer.
  theirs   // It sends a PDF that it has signed, which is recorded.
};
[[nodiscard]] Result<Countersignature> parse_countersignature(std::string_view word);

struct SupplierCard {
  std::string legal_name = {};    // Empty: the market's name of it.
  std::string address = {};
  std::string phone = {};
  std::string email = {};
  std::string website = {};
  std::string hours = {};
  std::string licence = {};
  Countersignature countersignature = Countersignature::none;
  std::string signer_name = {};   // Of `ours`: both are needed.
  std::string signer_email = {};
  std::string signer_title = {};
};

class TemplateShelf;

// All outlive it; may be used by many threads. `quotes` has the database, the business clock, the market and the rate book as it is.
struct ContractDesk {
  const PartyDesk& parties;
  const pricing::QuoteDesk& quotes;
  std::shared_ptr<const rules::RuleSet> rules;
  signing::EnvelopeDesk* signing = nullptr;  // Null: no provider is configured.
  std::shared_ptr<const TemplateShelf> templates = nullptr;  // Null: no papers are made.
  std::function<PartnerCard(const access::PartnerId&)> partner_card = nullptr;
  std::function<SupplierCard(std::string_view supplier, std::string_view state)> supplier_card = nullptr;
};

}  // namespace switchyard::contracting
