#include "access/directory.hpp"

#include <chrono>
#include <condition_variable>
#include <thread>

#include "access/access_fixture_fake.hpp"
#include "access/access_store.hpp"

namespace switchyard::access {
namespace {

class Directories : public AccessFixture {};
INSTANTIATE_TEST_SUITE_P(Engines, Directories, every_engine(), engine_name);

TEST_P(Directories, AreReadAgainOnlyAfterAChange) {
  const auto before = directory_.current();
  directory_.refresh();
  EXPECT_EQ(directory_.current(), before);
  (void)make_client({.partner_name = "Other"});
  EXPECT_NE(directory_.current(), before);
  EXPECT_GT(directory_.current()->version, before->version);
}

TEST_P(Directories, KeepImportedKeysOverARefresh) {
  const auto before = directory_.current()->applications.at(client_.application_id.uuid())->keys.at(0);
  (void)make_client({.partner_name = "Other"});
  EXPECT_EQ(directory_.current()->applications.at(client_.application_id.uuid())->keys.at(0), before);
}

TEST_P(Directories, AreKeptFreshWithinASecondByTheirRefresher) {
  const auto other_node = database_.open_again();
  Directory elsewhere(*other_node, jose_, *sealer_, log_);
  const DirectoryRefresher refresher(elsewhere, log_);
  const auto changed = std::chrono::steady_clock::now();
  const TestClient client = make_client({.partner_name = "Other"});
  const auto is_known = [&] { return elsewhere.current()->applications.contains(client.application_id.uuid()); };
  while (!is_known() && std::chrono::steady_clock::now() - changed < std::chrono::seconds(10)) std::this_thread::yield();
  EXPECT_TRUE(is_known());
  EXPECT_LT(std::chrono::steady_clock::now() - changed, std::chrono::seconds(2)) << "250 ms but for a loaded machine";
}

TEST_P(Directories, HoldThePolicyOfTheRateLimit) {
  const TestClient client = make_client({.rate_limit = RateLimit{50, 125}});
  EXPECT_EQ(directory_.current()->applications.at(client.application_id.uuid())->rate_limit_policy, "\"default\";q=125;w=3");
}

}  // namespace
}  // namespace switchyard::access
