// Enrollment of one environment: its channels to suppliers, its desk, what recurs.
#pragma once

#include <functional>

#include "app/runtime/contracting_plane.hpp"
#include "app/runtime/environment.hpp"
#include "app/runtime/workers.hpp"
#include "enrollment/enrollment.hpp"

namespace switchyard::app {

class EnrollmentPlane {
 public:
  // All must outlive it. Give it to no thread before its channels are put.
  EnrollmentPlane(Installation& installation, Environment& environment, ContractingPlane& contracting);
  EnrollmentPlane(const EnrollmentPlane&) = delete;
  EnrollmentPlane& operator=(const EnrollmentPlane&) = delete;

  // Further kinds of channels: before the workers start.
  [[nodiscard]] enrollment::ChannelShelf& channels() { return channels_; }
  [[nodiscard]] EnvironmentName environment() const { return environment_.name(); }
  // Lends the desk of this moment.
  void with_desk(const std::function<void(const enrollment::EnrollmentDesk&)>& work);
  [[nodiscard]] enrollment::WithEnrollmentDesk desk_lender() {
    return [this](const std::function<void(const enrollment::EnrollmentDesk&)>& work) { with_desk(work); };
  }
  // Handlers of jobs and what recurs; before the workers start.
  void add_work(Workers& workers);

 private:
  void look_at_reviews();
  void look_at_clock();

  Installation& installation_;
  Environment& environment_;
  ContractingPlane& contracting_;
  enrollment::OperatorChannel by_hand_;
  enrollment::ChannelShelf channels_;
};

}  // namespace switchyard::app
