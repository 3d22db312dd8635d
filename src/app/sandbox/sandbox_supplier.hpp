// The sandbox's supplier at work: the channel `sandbox` of Test's enrollment, and the job that answers.
#pragma once

#include "app/runtime/access_plane.hpp"
#include "app/runtime/enrollment_plane.hpp"
#include "app/runtime/environment.hpp"
#include "app/runtime/workers.hpp"
#include "enrollment/sandbox/sandbox_channel.hpp"

namespace switchyard::app {

class SandboxSupplier {
 public:
  // Puts the channel. Test alone (ENSURE). All outlive it; it outlives the workers.
  SandboxSupplier(AccessPlane& access, Environment& test, EnrollmentPlane& enrollment);
  SandboxSupplier(const SandboxSupplier&) = delete;
  SandboxSupplier& operator=(const SandboxSupplier&) = delete;

  // Before the workers start.
  void add_work(Workers& workers);

 private:
  const enrollment::SandboxParts parts_;
  EnrollmentPlane& enrollment_;
  enrollment::SandboxChannel channel_;
};

}  // namespace switchyard::app
