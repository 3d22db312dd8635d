// How often each code was refused, under one metric's name; made at start-up, so that counting is one atomic.
#pragma once

#include <string_view>
#include <unordered_map>

#include "access/credential_refusal.hpp"
#include "ports/metrics.hpp"

namespace switchyard::access {

class RefusalCounters {
 public:
  RefusalCounters(Metrics& metrics, std::string_view name, std::string_view help) {
    for (const RefusalKind& kind : refusal_kinds()) counters_.emplace(kind.code, &metrics.counter(name, help, {{"reason", kind.code}}));
  }
  void count(const CredentialRefusal& refusal) const { counters_.at(refusal.code)->add(); }

 private:
  std::unordered_map<std::string_view, Counter*> counters_;
};

}  // namespace switchyard::access
