#include "contracting/contracts/contract_upkeep.hpp"

#include "contracting/contracts/contract_edit.hpp"
#include "contracting/contracts/contract_store.hpp"
#include "contracting/envelopes/agreement_envelope.hpp"
#include "values/ensure.hpp"

namespace switchyard::contracting {

std::int64_t expire_contracts(SqlTransaction& transaction, const ContractDesk& desk, std::int64_t limit) {
  const Instant now = desk.quotes.clock.now();
  std::int64_t count = 0;
  for (const ContractId& id : unsigned_contracts_over(transaction, now, limit)) {
    auto contract = any_contract_to_change(transaction, id);
    if (!contract || !is_possible(contract->state, ContractEvent::expire)) continue;
    ContractEdit edit(std::move(*contract), {.actor = "system", .at = now, .reason_code = "not_signed_in_time", .reason = "Nobody signed by signBy."});
    if (desk.signing != nullptr) {
      // An envelope that cannot be taken back any more was signed or is gone: the provider's news will say.
      const auto taken = desk.signing->void_envelope(transaction, subject_of(edit.contract()), edit.cause().reason);
      if (!taken) continue;
    }
    ENSURE(edit.move(ContractEvent::expire).has_value());
    edit.write(transaction, desk);
    ++count;
  }
  return count;
}

}  // namespace switchyard::contracting
