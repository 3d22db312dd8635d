// What contracts and authorizations do with the news of their envelopes. News is judged by the instant at which it happened, changes a contract once, and only where
// it is of the contract's present document version; the rest is journaled. Finished documents are kept once, as documents of the contract.
#pragma once

#include <functional>

#include "contracting/contracts/contract_desk.hpp"
#include "signing/envelope_listener_port.hpp"

namespace switchyard::contracting {

// Safe to call from many threads.
class ContractEnvelopes final : public signing::EnvelopeListener {
 public:
  using Work = std::function<Result<void>(const ContractDesk&)>;
  // Runs the work at the environment's desk as it is now.
  using AtDesk = std::function<Result<void>(const Work&)>;
  explicit ContractEnvelopes(AtDesk at_desk) : at_desk_(std::move(at_desk)) {}

  Result<void> hear(SqlTransaction& transaction, const signing::EnvelopeNews& news) override;
  Result<void> keep(SqlTransaction& transaction, const signing::EnvelopeSubject& subject, std::span<const signing::FinishedDocument> documents) override;

 private:
  const AtDesk at_desk_;
};

}  // namespace switchyard::contracting
