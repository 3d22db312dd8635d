#include "app/runtime/enrollment_plane.hpp"

#include "app/installation.hpp"

namespace switchyard::app {
namespace {

constexpr Duration kEachLook = Duration::milliseconds(500);
constexpr std::int64_t kReviewsAtOnce = 50;
constexpr std::int64_t kAccountsAtOnce = 50;

}  // namespace

EnrollmentPlane::EnrollmentPlane(Installation& installation, Environment& environment, ContractingPlane& contracting)
    : installation_(installation), environment_(environment), contracting_(contracting) {
  channels_.put(std::string(enrollment::kOperatorChannel), by_hand_);
}

void EnrollmentPlane::with_desk(const std::function<void(const enrollment::EnrollmentDesk&)>& work) {
  const contracting::ApiDesk api = contracting_.api_desk();
  const contracting::ContractDesk contracts = api.contracts();
  work({.environment = environment_.name(),
        .database = environment_.database(),
        .contracts = contracts,
        .channels = channels_,
        .reject_codes = enrollment::RejectCodes::embedded(),
        .writes = &environment_.idempotent_writes()});
}

void EnrollmentPlane::look_at_reviews() {
  with_desk([this](const enrollment::EnrollmentDesk& desk) { enrollment::submit_reviewed(desk, installation_.clock().now(), kReviewsAtOnce); });
}

void EnrollmentPlane::look_at_clock() {
  with_desk([](const enrollment::EnrollmentDesk& desk) {
    for (const auto work : {enrollment::apply_waiting_answers, enrollment::start_accounts, enrollment::send_retries}) {
      std::int64_t done = kAccountsAtOnce;
      while (done == kAccountsAtOnce) {
        desk.database.write([&](SqlTransaction& transaction) {
          done = work(transaction, desk, kAccountsAtOnce);
          return done > 0;
        });
      }
    }
  });
}

void EnrollmentPlane::add_work(Workers& workers) {
  workers.jobs_of(environment_.name()).handle(std::string(enrollment::kSubmitJob), enrollment::submission_sender(desk_lender()), enrollment::kSubmitRetries);
  workers.add_recurring("enrollment.submit_reviewed", kEachLook, [this] { look_at_reviews(); });
  workers.add_recurring("enrollment.clock", kEachLook, [this] { look_at_clock(); });
}

}  // namespace switchyard::app
