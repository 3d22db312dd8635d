#include "outbox/outage.hpp"

#include <gtest/gtest.h>

#include "ports/log_fake.hpp"

namespace switchyard::outbox {
namespace {

TEST(Outage, IsSaidOnceWhenItBeginsAndOnceWhenItEnds) {
  KeptLog log;
  Outage outage(log);
  outage.ended();
  outage.failed("jobs could not be leased", "gone");
  outage.failed("leases could not be renewed", "gone");
  outage.ended();
  outage.ended();
  outage.failed("jobs could not be leased", "gone again");
  EXPECT_EQ(log.lines(), (std::vector<std::string>{"3 jobs could not be leased cause=gone", "1 the database answers again",
                                                   "3 jobs could not be leased cause=gone again"}));
}

}  // namespace
}  // namespace switchyard::outbox
