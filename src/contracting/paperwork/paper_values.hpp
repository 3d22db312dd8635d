// What the templates' variables stand for in one contract. Private to the room.
#pragma once

#include "contracting/contracts/contract_facts.hpp"
#include "contracting/paperwork/paperwork.hpp"
#include "documents/binding.hpp"
#include "rules/signup_requirements.hpp"

namespace switchyard::contracting {

// Everything that papers of a contract are filled from.
struct PaperSource {
  const ContractDesk& desk;
  const Contract& contract;
  ContractParties parties;
  std::vector<rules::Disclosure> disclosures = {};
  PartnerCard partner = {};
  SupplierCard supplier = {};
  std::string licence = {};        // The broker's.
};
[[nodiscard]] PaperSource paper_source(SqlReader& reader, const ContractDesk& desk, const Contract& contract);

// Whether a rule wants the broker's compensation told to the customer.
[[nodiscard]] bool tells_compensation(const PaperSource& source);

// What the broker earns, from the margins in the prices: half-even to cents an account (money.md section 4).
struct Compensation {
  std::int64_t annual_cents = 0;
  std::int64_t total_cents = 0;    // Over each account's own term.
};
[[nodiscard]] Compensation compensation_of(const Contract& contract);

[[nodiscard]] documents::Record agreement_values(const PaperSource& source);
[[nodiscard]] documents::Record compensation_values(const PaperSource& source);
[[nodiscard]] documents::Record authorization_values(const PaperSource& source, const std::string& utility);
// EFL, TOS and YRAC: "your rights" of Texas.
[[nodiscard]] documents::Record texas_values(const PaperSource& source, PaperKind kind);

}  // namespace switchyard::contracting
