#include "app/sandbox/sandbox_supplier.hpp"

#include "values/ensure.hpp"

namespace switchyard::app {

SandboxSupplier::SandboxSupplier(AccessPlane& access, Environment& test, EnrollmentPlane& enrollment)
    : parts_{.database = test.database(), .outbox = test.outbox(), .clock = access.clock}, enrollment_(enrollment), channel_(parts_) {
  ENSURE(test.name() == EnvironmentName::test && enrollment.environment() == EnvironmentName::test);
  enrollment_.channels().put(std::string(enrollment::kSandboxChannel), channel_);
}

void SandboxSupplier::add_work(Workers& workers) {
  workers.jobs_of(EnvironmentName::test).handle(std::string(enrollment::kSandboxAnswerJob), enrollment::sandbox_answerer(parts_, enrollment_.desk_lender()), enrollment::kSandboxRetries);
}

}  // namespace switchyard::app
