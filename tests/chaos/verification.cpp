#include "tests/chaos/verification.hpp"

#include "tests/chaos/chaos_store.hpp"

namespace switchyard::chaos {
namespace {

struct Contents {
  std::vector<std::string> writes;
  std::vector<Order> orders;
  std::vector<std::string> fulfilled;
};

Contents contents_of(Database& database) {
  Contents contents;
  database.read([&](SqlReader& reader) { contents = {plain_writes(reader), orders(reader), fulfilled_orders(reader)}; });
  return contents;
}

}  // namespace

void verify_nothing_lost_or_doubled(Database& database, Record& record) {
  const Record::Known known = record.known();  // Before the contents: what was acknowledged by now must be there.
  const Contents contents = contents_of(database);
  std::set<std::string> writes;
  for (const std::string& id : contents.writes) {
    if (!writes.insert(id).second) record.fail("the write " + id + " is there twice");
  }
  for (const std::string& id : known.writes) {
    if (!writes.contains(id)) record.fail("the acknowledged write " + id + " is lost");
  }
  std::map<std::string, std::string> order_of_key;
  for (const Order& order : contents.orders) {
    if (!order_of_key.emplace(order.key, order.id).second) record.fail("the key " + order.key + " has two orders");
  }
  for (const auto& [key, order_id] : known.order_of_key) {
    const auto found = order_of_key.find(key);
    if (found == order_of_key.end() || found->second != order_id) record.fail("the acknowledged order " + order_id + " of " + key + " is lost");
  }
  std::set<std::string> fulfilled;
  for (const std::string& id : contents.fulfilled) {
    if (!fulfilled.insert(id).second) record.fail("the order " + id + " was fulfilled twice");
  }
}

void verify_all_done(Database& database, Record& record) {
  verify_nothing_lost_or_doubled(database, record);
  const Record::Known known = record.known();
  const Contents contents = contents_of(database);
  database.read([&](SqlReader& reader) {
    for (const std::string& group : unfinished_jobs(reader)) record.fail("jobs: " + group);
  });
  const std::set<std::string> fulfilled(contents.fulfilled.begin(), contents.fulfilled.end());
  for (const Order& order : contents.orders) {
    if (!fulfilled.contains(order.id)) record.fail("the order " + order.id + " was never fulfilled");
    if (!known.seen_orders.contains(order.id)) record.fail("the event of the order " + order.id + " was skipped in the feed");
    if (!known.order_of_key.contains(order.key)) record.fail("the key " + order.key + " never got its answer");
  }
  if (!known.unanswered_keys.empty()) record.fail(std::to_string(known.unanswered_keys.size()) + " keys are without an answer");
}

}  // namespace switchyard::chaos
