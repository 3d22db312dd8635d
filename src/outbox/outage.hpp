// A database that does not answer is said once when it begins and once when it ends, not at every poll.
#pragma once

#include <string_view>

#include "ports/log.hpp"

namespace switchyard::outbox {

// Used by one thread.
class Outage {
 public:
  explicit Outage(Log& log) : log_(log) {}

  void failed(std::string_view line, std::string_view cause);
  void ended();

 private:
  Log& log_;
  bool lasts_ = false;
};

}  // namespace switchyard::outbox
