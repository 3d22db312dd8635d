// What the templates' variables stand for in one contract. Private to the room.
#pragma once

#include "contracting/contracts/contract_facts.hpp"
#include "contracting/paperwork/paperwork.hpp"
#include "documents/binding.hpp"
#include "contracting/envelopes/sending.hpp"
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
  std::span<const signing::Signer> signers = {};  // Who signs; without a customer it is the customer's first signer.
};
[[nodiscard]] PaperSource paper_source(SqlReader& reader, const ContractDesk& desk, const Contract& contract);

// A contract's letters of authorization end so many days after its draft.
inline constexpr std::int32_t kContractLetterDays = 365;

// Whether a rule wants the broker's compensation told to the customer.
[[nodiscard]] bool tells_compensation(const PaperSource& source);

// What the broker earns, from the margins in the prices: half-even to cents an account (money.md section 4).
struct Compensation {
  std::int64_t annual_cents = 0;
  std::int64_t total_cents = 0;    // Over each account's own term.
};
[[nodiscard]] Compensation compensation_of(const Contract& contract);

// What a letter of authorization says of one utility.
struct Letter {
  const Customer& customer;
  std::string customer_name;
  std::string utility_name;
  std::vector<const ServiceAccount*> accounts;  // At least one.
  Date from;
  Date until;
  bool asks_interval = true;
  bool may_enroll = true;
  PartnerCard partner = {};
  std::string licence = {};
  const signing::Signer* signer = nullptr;      // Null: the customer's first signer.
};
[[nodiscard]] documents::Record letter_values(const Letter& letter);

[[nodiscard]] documents::Record agreement_values(const PaperSource& source);
[[nodiscard]] documents::Record compensation_values(const PaperSource& source);
[[nodiscard]] documents::Record authorization_values(const PaperSource& source, const std::string& utility);
// EFL, TOS and YRAC: "your rights" of Texas.
[[nodiscard]] documents::Record texas_values(const PaperSource& source, PaperKind kind);

}  // namespace switchyard::contracting
