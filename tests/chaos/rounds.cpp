#include "tests/chaos/rounds.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <chrono>
#include <deque>
#include <filesystem>
#include <fstream>
#include <optional>
#include <random>

#include "adapters/postgres/postgres_cluster_fake.hpp"
#include "tests/chaos/clients.hpp"
#include "tests/chaos/node_process.hpp"
#include "tests/chaos/verification.hpp"

namespace switchyard::chaos {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kSettleTimeout{180'000};

// The installation under test: nodes and their database.
class Installation {
 public:
  explicit Installation(Engine engine) {
    folder_ = (std::filesystem::temp_directory_path() / "switchyard-chaos-XXXXXX").string();
    if (::mkdtemp(folder_.data()) == nullptr) throw std::runtime_error("cannot make " + folder_);
    if (engine == Engine::postgres) cluster_.emplace();  // Without fsync: what a killed process wrote, the kernel still has.
    database_ = cluster_ ? cluster_->url() : folder_ + "/chaos.db";
    const int nodes = engine == Engine::postgres ? 2 : 1;
    for (int i = 0; i < nodes; ++i) nodes_.push_back(std::make_unique<NodeProcess>(NodeOptions{database_, folder_ + "/node" + std::to_string(i)}));
  }
  ~Installation() {
    nodes_.clear();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  Installation(const Installation&) = delete;
  Installation& operator=(const Installation&) = delete;

  [[nodiscard]] std::vector<std::string> sockets() const {
    std::vector<std::string> sockets;
    for (const auto& node : nodes_) sockets.push_back(node->socket());
    return sockets;
  }
  std::vector<std::unique_ptr<NodeProcess>>& nodes() { return nodes_; }
  PostgresCluster* cluster() { return cluster_ ? &*cluster_ : nullptr; }
  // A server that has just lost a backend may still be about to end the others and recover.
  [[nodiscard]] std::unique_ptr<Database> open() const {
    for (int attempt = 0;; ++attempt) {
      try {
        auto database = open_database(database_);
        database->read([](SqlReader&) {});
        return database;
      } catch (const DatabaseError&) {
        if (attempt == 600) throw;
        std::this_thread::sleep_for(milliseconds(50));
      }
    }
  }

 private:
  std::string folder_;
  std::string database_;
  std::optional<PostgresCluster> cluster_;
  std::vector<std::unique_ptr<NodeProcess>> nodes_;
};

void sleep_for(milliseconds pause) { std::this_thread::sleep_for(pause); }

// Returns when a node listens, or `limit` is over.
bool wait_until_listening(const std::string& socket, milliseconds limit) {
  for (milliseconds waited{0}; waited < limit; waited += milliseconds(2)) {
    if (Connection(socket).is_connected()) return true;
    sleep_for(milliseconds(2));
  }
  return false;
}

// One way for things to end suddenly. All nodes are dead or unhurt after it, and the database can be opened.
std::string strike(Installation& installation, Record& record, std::mt19937_64& random) {
  PostgresCluster* cluster = installation.cluster();
  const auto kind = random() % 10;
  if (cluster != nullptr && kind < 2) {
    cluster->crash();
    sleep_for(milliseconds(random() % 50));
    cluster->start();
    return "kill -9 of the postmaster";
  }
  if (cluster != nullptr && kind < 4) {
    cluster->crash_backend(random());
    return "kill -9 of a backend";
  }
  const bool all = cluster == nullptr || kind < 7;
  for (auto& node : installation.nodes()) {
    if (!node->kill()) record.fail("a node ended by itself");
    if (!all) break;
  }
  return all ? "kill -9 of every node" : "kill -9 of one node";
}

void run_round(Installation& installation, Record& record, const RoundOptions& options, int round) {
  std::mt19937_64 random(options.seed * 1'000'003 + static_cast<std::uint64_t>(round));
  for (auto& node : installation.nodes()) {
    if (!node->is_running()) node->start();
  }
  // One round in eight strikes while the nodes start.
  if (random() % 8 != 0) wait_until_listening(installation.sockets().front(), milliseconds(10'000));
  Clients clients(record, installation.sockets(), options.clients, random());
  sleep_for(milliseconds(random() % 250));
  const std::string what = strike(installation, record, random);
  if (installation.cluster() != nullptr) sleep_for(milliseconds(random() % 100));
  for (auto& node : installation.nodes()) {
    if (!node->is_running()) continue;
    // A node that was starting may give up when its database goes away; else only we end it.
    if (!node->kill() && installation.cluster() == nullptr) record.fail("a node ended by itself");
  }
  clients.stop();
  const auto database = installation.open();
  verify_nothing_lost_or_doubled(*database, record);
  const Record::Known known = record.known();
  fmt::print("round {:>3}: {}; {} writes and {} orders acknowledged, {} orders to ask for again, {} findings\n", round, what, known.writes.size(),
             known.order_of_key.size(), known.unanswered_keys.size(), known.findings.size());
  std::fflush(stdout);
}

void print_end_of_log(const std::string& file) {
  std::ifstream log(file);
  std::deque<std::string> last;
  for (std::string line; std::getline(log, line); last.push_back(line)) {
    if (last.size() == 10) last.pop_front();
  }
  for (const std::string& line : last) fmt::print("log: {}\n", line);
}

// Lets everything come to its end: answers, jobs, events.
void settle(Installation& installation, Record& record) {
  for (auto& node : installation.nodes()) node->start();
  const std::string socket = installation.sockets().front();
  if (!wait_until_listening(socket, milliseconds(30'000))) return record.fail("the node did not come back");
  const auto end = std::chrono::steady_clock::now() + kSettleTimeout;
  std::string waiting;
  while (waiting != "ok 0" && std::chrono::steady_clock::now() < end) {
    const bool answered = settle_orders(record, socket);
    Connection connection(socket);
    if (answered && connection.is_connected()) waiting = connection.ask("rest").value_or("no answer");
    if (waiting != "ok 0") sleep_for(milliseconds(20));
  }
  if (waiting != "ok 0") {
    record.fail("not all came to its end: jobs and events that wait: " + waiting);
    print_end_of_log(socket + ".log");
  }
  follow_feed(record, socket);
  for (auto& node : installation.nodes()) node->kill();
}

}  // namespace

bool run_rounds(const RoundOptions& options) {
  Installation installation(options.engine);
  Record record;
  for (int round = 1; round <= options.rounds; ++round) run_round(installation, record, options, round);
  settle(installation, record);
  verify_all_done(*installation.open(), record);
  const Record::Known known = record.known();
  for (const std::string& finding : known.findings) fmt::print("FINDING: {}\n", finding);
  fmt::print("{}: {} rounds, {} writes, {} orders, {} events; {}\n", options.engine == Engine::sqlite ? "SQLite" : "PostgreSQL", options.rounds,
             known.writes.size(), known.order_of_key.size(), known.seen_orders.size(),
             known.findings.empty() ? "nothing lost, doubled or skipped" : "NOT as promised");
  return known.findings.empty();
}

}  // namespace switchyard::chaos
