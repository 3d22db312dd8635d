#include "tests/chaos_signing/signing_rounds.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <random>
#include <sstream>
#include <thread>

#include "adapters/postgres/postgres_cluster_fake.hpp"
#include "esign/ceremony/session_desk.hpp"
#include "esign/ceremony/signing.hpp"
#include "esign/ceremony/view_desk.hpp"
#include "esign/esign_fixture_fake.hpp"
#include "tests/chaos/node_process.hpp"
#include "tests/chaos_signing/signing_verification.hpp"

namespace switchyard::chaos {
namespace {

using std::chrono::milliseconds;

constexpr int kEnvelopesOfRound = 3;
constexpr milliseconds kSettleTimeout{120'000};

void sleep_for(milliseconds pause) { std::this_thread::sleep_for(pause); }

struct Place {
  explicit Place(Engine engine) {
    folder = (std::filesystem::temp_directory_path() / "switchyard-signing-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) throw std::runtime_error("cannot make " + folder);
    if (engine == Engine::postgres) cluster.emplace();
    database = cluster ? cluster->url() : folder + "/signing.db";
    SigningWorld::make_seal(folder);
  }
  ~Place() {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  std::string folder;
  std::string database;
  std::optional<PostgresCluster> cluster;
};

// The signers' side: envelopes made, sessions opened, everything done but Finish.
class Signers {
 public:
  explicit Signers(SigningWorld& world) : world_(world) {
    const auto migrations = esign::esign_test_migrations();
    world.database->migrate(migrations);
    world.database->write([&](SqlTransaction& transaction) {
      const auto account = esign::create_account(transaction, world.service, {.id = {}, .name = "Chaos Energy"}).value();
      const auto user = esign::create_user(transaction, world.service, {.id = {}, .account = account.id, .name = "Sam", .email = "sam@example.com"}).value();
      sender_ = {.account = account.id, .user = user.id, .client = {}, .ip = {}, .user_agent = {}};
      return true;
    });
  }

  void invite(std::vector<Press>& presses) {
    esign::Recipient second = esign::signer_fake("2", 1, "c2");
    second.name = "Bob Ray";
    second.email = "bob@example.com";
    const auto envelope = esign::create_envelope(world_.service, sender_, esign::definition_fake({esign::signer_fake(), second})).value();
    for (const esign::Recipient& recipient : envelope.recipients) presses.push_back(press_of(envelope, recipient));
  }

 private:
  Press press_of(const esign::Envelope& envelope, const esign::Recipient& recipient) {
    const auto view = esign::make_recipient_view(
        world_.ceremony, sender_, envelope.id,
        {.who = {.client_user_id = recipient.client_user_id, .email = recipient.email, .user_name = recipient.name, .user_id = {}, .recipient_id = {}},
         .return_url = "https://shop.example.com",
         .options = {.authentication_method = "None"}}).value();
    const auto opening = esign::open_view(world_.ceremony, view.url.substr(view.url.rfind('/') + 1), {.ip = "127.0.0.1", .user_agent = "chaos", .accept_language = {}});
    const auto& opened = std::get<esign::OpenedSession>(opening);
    const std::string hash = esign::sha256_hex(world_.jose, opened.secret);
    std::optional<esign::Account> account;
    world_.database->read([&](SqlReader& reader) { account = esign::find_account(reader, sender_.account); });
    auto agreed = esign::consent(world_.ceremony, hash, esign::consumer_disclosure(*account, "en", world_.jose).version);
    auto adopted = esign::adopt(world_.ceremony, hash, {.kind = esign::AdoptionKind::typed, .signature = esign::TypedName{recipient.name}, .initials = esign::TypedName{"X"}});
    if (!agreed || !adopted) throw std::runtime_error("a signer could not begin");
    Press press{.envelope = envelope.id, .recipient = recipient.guid, .line = "finish " + opened.secret};
    for (const esign::Tab& tab : recipient.tabs) {
      if (tab.kind == esign::TabKind::sign_here) press.line += " " + tab.id.text();
    }
    return press;
  }

  SigningWorld& world_;
  esign::Sender sender_;
};

bool wait_until_listening(const std::string& socket) {
  for (int waited = 0; waited < 15'000; waited += 2) {
    if (Connection(socket).is_connected()) return true;
    sleep_for(milliseconds(2));
  }
  return false;
}

// Presses Finish; a second press where the answer did come must give the same one.
void press_finish(const std::string& socket, Press& press, bool again, std::vector<std::string>& findings, std::mutex& mutex) {
  Connection connection(socket);
  if (!connection.is_connected()) return;
  for (int count = 0; count < (again ? 2 : 1); ++count) {
    const auto answer = connection.ask(press.line);
    if (!answer || answer->starts_with("error")) return;
    std::istringstream words(*answer);
    std::string verdict;
    std::int64_t at = 0;
    words >> verdict >> at;
    const std::lock_guard lock(mutex);
    if (verdict != "ok") {
      findings.push_back("Finish was refused: " + *answer);
    } else if (press.signed_at_ms && *press.signed_at_ms != at) {
      findings.push_back("a repeated Finish told another instant");
    }
    if (verdict == "ok") press.signed_at_ms = at;
  }
}

// Everyone whose answer has not come presses, beside each other.
std::vector<std::thread> press_all(const std::string& socket, std::vector<Press>& presses, std::mt19937_64& random, std::vector<std::string>& findings, std::mutex& mutex) {
  std::vector<std::thread> threads;
  for (Press& press : presses) {
    if (press.signed_at_ms) continue;
    const auto delay = milliseconds(random() % 30);
    threads.emplace_back([&socket, &press, &findings, &mutex, delay, again = random() % 3 == 0] {
      sleep_for(delay);
      press_finish(socket, press, again, findings, mutex);
    });
  }
  return threads;
}

std::int64_t acknowledged(const std::vector<Press>& presses) {
  return std::count_if(presses.begin(), presses.end(), [](const Press& press) { return press.signed_at_ms.has_value(); });
}

void run_round(SigningWorld& world, Signers& signers, NodeProcess& node, std::vector<Press>& presses, std::vector<std::string>& findings, int round, std::mt19937_64& random) {
  if (!node.is_running()) node.start();
  if (!wait_until_listening(node.socket())) findings.push_back("the node did not come up");
  for (int i = 0; i < kEnvelopesOfRound; ++i) signers.invite(presses);
  std::mutex mutex;
  auto threads = press_all(node.socket(), presses, random, findings, mutex);
  // Every other kill falls among the presses, the rest while files are sealed.
  sleep_for(milliseconds(random() % (round % 2 == 0 ? 40 : 400)));
  if (!node.kill()) findings.push_back("the node ended by itself");
  for (std::thread& thread : threads) thread.join();
  verify_after_kill(world, presses, findings);
  fmt::print("round {:>3}: {} of {} signatures acknowledged, {} findings\n", round, acknowledged(presses), presses.size(), findings.size());
  std::fflush(stdout);
}

void settle(NodeProcess& node, std::vector<Press>& presses, std::vector<std::string>& findings, std::mt19937_64& random) {
  node.start();
  if (!wait_until_listening(node.socket())) return findings.push_back("the node did not come back");
  const auto end = std::chrono::steady_clock::now() + kSettleTimeout;
  std::string waiting;
  while (waiting != "ok 0" && std::chrono::steady_clock::now() < end) {
    std::mutex mutex;
    for (std::thread& thread : press_all(node.socket(), presses, random, findings, mutex)) thread.join();
    Connection connection(node.socket());
    if (acknowledged(presses) == static_cast<std::int64_t>(presses.size()) && connection.is_connected()) waiting = connection.ask("rest").value_or("no answer");
    if (waiting != "ok 0") sleep_for(milliseconds(50));
  }
  if (waiting != "ok 0") findings.push_back("not all came to its end: " + waiting);
  node.kill();
}

}  // namespace

bool run_signing_rounds(const SigningOptions& options) {
  Place place(options.engine);
  SigningWorld world(place.database, place.folder);
  Signers signers(world);
  NodeProcess node({place.database, place.folder + "/node"});
  std::vector<Press> presses;
  std::vector<std::string> findings;
  std::mt19937_64 random(options.seed);
  for (int round = 1; round <= options.rounds; ++round) run_round(world, signers, node, presses, findings, round, random);
  settle(node, presses, findings, random);
  verify_sealed(world, presses, findings);
  for (const std::string& finding : findings) fmt::print("FINDING: {}\n", finding);
  fmt::print("{}: {} kills, {} signatures, {} envelopes; {}\n", options.engine == Engine::sqlite ? "SQLite" : "PostgreSQL", options.rounds, presses.size(), presses.size() / 2,
             findings.empty() ? "every one there, once, and sealed" : "NOT as promised");
  return findings.empty();
}

}  // namespace switchyard::chaos
