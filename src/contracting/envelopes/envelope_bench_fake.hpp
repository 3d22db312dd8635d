// A bench of contracts that are out to be signed: the listener, and news as the test tells them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contracting/contracts/contract_bench_fake.hpp"
#include "contracting/envelopes/contract_envelopes.hpp"
#include "contracting/paperwork/template_shelf.hpp"

namespace switchyard::contracting {

struct EnvelopeBench : ContractBench {
  explicit EnvelopeBench(Engine engine);

  std::shared_ptr<const TemplateShelf> templates;  // Those of the product.
  SupplierCard supplier = {.address = "1 Main St, Chicago, IL 60601", .phone = "+13125550199"};
  ContractEnvelopes listener;

  [[nodiscard]] ContractDesk full_desk();

  Contract send(const ContractId& id, const Sending& sending = {});
  Result<Contract> try_send(const ContractId& id, const Sending& sending = {});
  // Of the last envelope that was sent; its signers' instants are set where all of them are done.
  Result<void> tell(signing::EnvelopeNewsKind news, Instant at, const std::string& reason = {});
  Result<void> tell_of(const signing::Envelope& envelope, signing::EnvelopeNewsKind news, Instant at, const std::string& reason = {});
  Result<void> keep(const signing::EnvelopeSubject& subject, const std::vector<std::string>& texts);

  [[nodiscard]] std::string state(const ContractId& id) { return std::string(text_of(stored(id).state)); }
  [[nodiscard]] std::vector<Acceptance> acceptances(const ContractId& id);
};

}  // namespace switchyard::contracting
