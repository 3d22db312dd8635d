// What enrollment needs of one environment: contracts, the channels to suppliers, the table of reject codes.
#pragma once

#include <functional>

#include "contracting/contracts/contract_desk.hpp"
#include "enrollment/channels/submission_channel_port.hpp"
#include "enrollment/reject_codes/reject_code.hpp"
#include "outbox/idempotency.hpp"
#include "ports/environment.hpp"

namespace switchyard::enrollment {

// All outlive it; may be used by many threads. Business time is contracts.quotes.clock: what is due, late or begun is judged by it.
struct EnrollmentDesk {
  EnvironmentName environment = EnvironmentName::test;
  Database& database;
  const contracting::ContractDesk& contracts;
  const ChannelShelf& channels;
  const RejectCodes& reject_codes;
  outbox::IdempotentWrites* writes = nullptr;  // Of the same database; null: keys are not looked at.

  [[nodiscard]] Instant now() const { return contracts.quotes.clock.now(); }
  [[nodiscard]] const market::Market& market() const { return *contracts.quotes.market; }
};

// Desks look into the market and the rules of their moment: one is made for each request and each look of a worker, and lent to the work.
using WithEnrollmentDesk = std::function<void(const std::function<void(const EnrollmentDesk&)>&)>;

}  // namespace switchyard::enrollment
