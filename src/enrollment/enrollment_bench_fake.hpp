// An environment's enrollment for tests: the bench of contracts, a supplier that notes what it gets, jobs that run when asked.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "contracting/contracts/contract_bench_fake.hpp"
#include "enrollment/enrollment.hpp"

namespace switchyard::enrollment {

// Takes what comes, or says why not.
class NotingChannel final : public SubmissionChannel {
 public:
  Result<SubmissionReceipt> submit(const SubmissionPackage& package) override;

  std::vector<SubmissionPackage> packages;
  std::optional<Error> refusal = {};
};

struct EnrollmentBench {
  explicit EnrollmentBench(Engine engine);

  contracting::ContractBench contracts;
  NotingChannel supplier;
  OperatorChannel by_hand;
  ChannelShelf channels;

  // Lends the desk for the time of the work.
  void with(const std::function<void(const EnrollmentDesk&)>& work);
  void set_clock(std::string_view instant) { contracts.parties.clock.set(*Instant::parse(instant)); }

  // A signed contract in review, of a bakery with tax id and bill: two ComEd meters of 38,400 and 21,600 kWh at 0.06620 for 24 months from March 2027.
  contracting::Contract signed_contract();
  // The same of one meter elsewhere, its price as `edit` has it.
  contracting::Contract signed_contract(const contracting::ServiceAccountDetails& meter, const std::function<void(pricing::LineFacts&)>& edit);
  Result<Submitted> submit(const contracting::ContractId& id, std::optional<std::string> approval = {});
  Result<Submitted> fix(const Fix& fix);
  // About the account at this position.
  Result<TakenAnswer> answer(const contracting::Contract& contract, std::size_t position, Answer answer);
  Result<TakenAnswer> take(const Answer& answer);
  // "supplier_accepted utility_pending": the accounts' states.
  [[nodiscard]] std::string states(const contracting::ContractId& id);
  // The jobs of submissions, once each.
  void run_jobs();
  // What the clock does at this instant.
  void look();

 private:
  contracting::CustomerId customer();
  std::vector<contracting::ServiceAccount> meters(const contracting::CustomerId& customer, const std::vector<contracting::ServiceAccountDetails>& details);
};

}  // namespace switchyard::enrollment
