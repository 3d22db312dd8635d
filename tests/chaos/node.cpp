#include "tests/chaos/node.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <thread>

#include "adapters/postgres/postgres.hpp"
#include "adapters/sqlite/sqlite.hpp"
#include "adapters/system/json_log.hpp"
#include "adapters/system/metrics_registry.hpp"
#include "adapters/system/system_clock.hpp"
#include "adapters/system/system_random.hpp"
#include "outbox/event_numberer.hpp"
#include "outbox/idempotency.hpp"
#include "outbox/job_runner.hpp"
#include "tests/chaos/chaos_store.hpp"
#include "tests/chaos/node_process.hpp"

namespace switchyard::chaos {
namespace {

constexpr std::string_view kFulfil = "chaos.fulfil";
struct OrderTag { static constexpr std::string_view kPrefix = "ord"; };

// Everything of one node, as app/ would wire it.
class Node {
 public:
  explicit Node(const NodeOptions& options) : database_(open_database(options.database)) {
    database_->migrate(chaos_migrations());
    runner_.handle(std::string(kFulfil), [](const outbox::Job& job) -> Result<outbox::JobEffect> {
      return outbox::JobEffect([order_id = job.payload](SqlTransaction& transaction) -> Result<void> {
        insert_fulfilment(transaction, order_id);
        return {};
      });
    }, {.attempts_max = 1'000'000, .first_pause = Duration::milliseconds(20), .longest_pause = Duration::milliseconds(200)});
    runner_.start();
    numberer_.start();
  }

  std::string answer(std::string_view command, const std::string& argument) {
    if (command == "write") return write(argument);
    if (command == "order") return order(argument);
    if (command == "feed") return feed(std::stoll(argument));
    if (command == "rest") return rest();
    return "error unknown command";
  }

 private:
  std::string write(std::string_view id) {
    database_->write([&](SqlTransaction& transaction) {
      insert_plain_write(transaction, id);
      return true;
    });
    return "ok";
  }

  std::string order(const std::string& key) {
    const outbox::KeyedRequest request{.scope = "app_1", .key = outbox::IdempotencyKey::parse(key).value(), .body_sha256 = std::string(32, 'x')};
    const auto answer = writes_.run(request, [&](SqlTransaction& transaction) -> outbox::KeyedEffect {
      const std::string id = make_id<OrderTag>(clock_.now(), random_).text();
      insert_order(transaction, id, key);
      outbox_.enqueue(transaction, {.kind = kFulfil, .payload = id});
      outbox_.publish(transaction, {.type = "order.made", .audience = "prt_1", .subject = id, .payload = "{}", .at = clock_.now()});
      return {.sent = {201, "", id}, .kept = {201, "", id}};
    });
    if (!answer) return answer.error().code == "idempotency_key_in_use" ? "busy" : "error " + answer.error().code;
    return "ok " + answer->answer.body + (answer->replayed ? " replay" : " first");
  }

  std::string feed(std::int64_t after) {
    std::string line = "ok";
    database_->read([&](SqlReader& reader) {
      for (const outbox::Event& event : outbox::events_of_audience_after(reader, "prt_1", after, 100)) {
        line += " " + std::to_string(event.number) + ":" + event.subject;
      }
    });
    return line;
  }

  std::string rest() {
    std::int64_t waiting = 0;
    database_->read([&](SqlReader& reader) {
      const auto jobs = outbox::count_jobs(reader, clock_.now());
      waiting = jobs.pending + jobs.dead + unnumbered_events(reader);
    });
    return "ok " + std::to_string(waiting);
  }

  adapters::SystemClock clock_;
  adapters::SystemRandom random_;
  adapters::JsonLog log_{2, LogLevel::info, clock_};
  adapters::MetricsRegistry metrics_;
  std::unique_ptr<Database> database_;
  outbox::Outbox outbox_{SecurityClock{clock_}, random_};
  outbox::IdempotentWrites writes_{*database_, SecurityClock{clock_}};
  outbox::EventNumberer numberer_{*database_, log_, Duration::milliseconds(50)};
  outbox::JobRunner runner_{{*database_, SecurityClock{clock_}, random_, log_, metrics_},
                            {.database_name = "main", .workers = 4, .lease = Duration::seconds(1), .poll = Duration::milliseconds(50), .keep_done = Duration::hours(1)}};
};

void serve_connection(Node& node, int descriptor) {
  std::string received;
  std::array<char, 4096> bytes{};
  for (;;) {
    const ssize_t got = ::read(descriptor, bytes.data(), bytes.size());
    if (got <= 0) break;
    received.append(bytes.data(), static_cast<std::size_t>(got));
    for (auto end = received.find('\n'); end != std::string::npos; end = received.find('\n')) {
      const std::string line = received.substr(0, end);
      received.erase(0, end + 1);
      const auto space = line.find(' ');
      std::string answer;
      try {
        answer = node.answer(line.substr(0, space), space == std::string::npos ? "" : line.substr(space + 1));
      } catch (const std::exception& failure) {
        answer = std::string("error ") + failure.what();
      }
      for (char& c : answer) c = c == '\n' ? ' ' : c;
      answer += '\n';
      if (::send(descriptor, answer.data(), answer.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(answer.size())) break;
    }
  }
  ::close(descriptor);
}

}  // namespace

std::unique_ptr<Database> open_database(const std::string& database) {
  if (!database.starts_with("postgresql:")) return adapters::open_sqlite({.file = database});
  return adapters::open_postgres({.url = database, .schema = "public", .role = {}, .connections_max = 16, .log = nullptr});
}

void run_node(const NodeOptions& options) {
  Node node(options);
  const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_un address = socket_address(options.socket);
  ::unlink(options.socket.c_str());
  if (::bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || ::listen(listener, 128) != 0) ::_exit(3);
  for (;;) {
    const int connection = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection >= 0) std::thread([&node, connection] { serve_connection(node, connection); }).detach();
  }
}

}  // namespace switchyard::chaos
