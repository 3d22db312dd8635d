// What runs beside requests on every node: the outbox of each schema, upkeep of keys, the sandbox's book.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/demo/sandbox_book.hpp"
#include "app/installation.hpp"
#include "app/runtime/access_plane.hpp"
#include "app/runtime/contracting_plane.hpp"
#include "app/runtime/environment.hpp"
#include "outbox/event_numberer.hpp"
#include "outbox/job_runner.hpp"

namespace switchyard::app {

class Workers {
 public:
  // All must outlive it.
  Workers(Installation& installation, AccessPlane& access, Environment& test, Environment& live, ContractingPlane& test_contracting, ContractingPlane& live_contracting);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // Work that recurs on this node, by the machine's clock, on one thread for all. Before start.
  void add_recurring(std::string name, Duration every, std::function<void()> work);
  // Where more kinds of jobs of an environment's outbox get their handlers. Before start.
  [[nodiscard]] outbox::JobRunner& jobs_of(EnvironmentName name);
  void start();
  // Waits for what runs.
  void stop();

 private:
  struct Recurring {
    std::string name;
    Duration every;
    std::function<void()> work;
    Instant next = {};
  };
  void run_recurring(const std::stop_token& stop);
  void run_due();

  Installation& installation_;
  AccessPlane& access_;
  Environment& test_;
  Environment& live_;
  FlashSheet flash_sheet_;
  std::vector<std::unique_ptr<outbox::JobRunner>> runners_;
  std::vector<std::unique_ptr<outbox::EventNumberer>> numberers_;
  std::vector<Recurring> recurring_;
  std::jthread recurring_thread_;
};

}  // namespace switchyard::app
