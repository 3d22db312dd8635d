#include "tests/chaos_signing/signing_node.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <sstream>
#include <thread>

#include "esign/ceremony/letter_writer.hpp"
#include "esign/ceremony/signing.hpp"
#include "outbox/job_runner.hpp"
#include "tests/chaos/node_process.hpp"
#include "tests/chaos_signing/signing_world.hpp"

namespace switchyard::chaos {
namespace {

constexpr outbox::RetryPolicy kSoon{.attempts_max = 1'000'000, .first_pause = Duration::milliseconds(50), .longest_pause = Duration::milliseconds(500)};

class SigningNode {
 public:
  explicit SigningNode(const NodeOptions& options) : world_(options.database, options.socket.substr(0, options.socket.rfind('/'))) {
    runner_.handle(std::string(esign::kFinishDocumentsJob), esign::documents_finisher(world_.service), kSoon);
    runner_.handle(std::string(esign::kWriteLetterJob), esign::letter_writer(world_.ceremony), kSoon);
    runner_.start();
  }

  std::string answer(const std::string& line) {
    std::istringstream words(line);
    std::string command;
    std::string secret;
    words >> command;
    if (command == "rest") return rest();
    if (command != "finish") return "error unknown command";
    words >> secret;
    esign::TypedValues values;
    for (std::string tab; words >> tab;) values[tab] = "placed";
    auto finished = esign::finish(world_.ceremony, esign::sha256_hex(world_.jose, secret), values);
    if (!finished) return "refused " + finished.refusal().error.code;
    return "ok " + std::to_string(finished->signed_at.unix_ms()) + " " + finished->envelope_status;
  }

 private:
  std::string rest() {
    std::int64_t waiting = 0;
    world_.database->read([&](SqlReader& reader) {
      // Connect's jobs have no handler here: nobody listens.
      reader.query("SELECT COUNT(*) FROM outbox_jobs WHERE kind IN ($1, $2) AND state <> 'done'",
                   {std::string_view(esign::kFinishDocumentsJob), std::string_view(esign::kWriteLetterJob)}, [&](const SqlRow& row) { waiting = row.integer(0); });
    });
    return "ok " + std::to_string(waiting);
  }

  SigningWorld world_;
  outbox::JobRunner runner_{{*world_.database, SecurityClock{world_.clock}, world_.random, world_.log, world_.metrics},
                            {.database_name = "main", .workers = 4, .lease = Duration::seconds(1), .poll = Duration::milliseconds(50), .keep_done = Duration::hours(1)}};
};

void serve_connection(SigningNode& node, int descriptor) {
  std::string received;
  std::array<char, 4096> bytes{};
  for (;;) {
    const ssize_t got = ::read(descriptor, bytes.data(), bytes.size());
    if (got <= 0) break;
    received.append(bytes.data(), static_cast<std::size_t>(got));
    for (auto end = received.find('\n'); end != std::string::npos; end = received.find('\n')) {
      const std::string line = received.substr(0, end);
      received.erase(0, end + 1);
      std::string answer;
      try {
        answer = node.answer(line);
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

void run_signing_node(const NodeOptions& options) {
  SigningNode node(options);
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
