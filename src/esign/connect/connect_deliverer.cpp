#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "esign/connect/connect_delivery.hpp"
#include "esign/connect/connect_job.hpp"
#include "esign/connect/connect_key_store.hpp"
#include "esign/connect/connect_message.hpp"
#include "esign/connect/connect_store.hpp"

namespace switchyard::esign {
namespace {

constexpr std::size_t kAnswerSizeMax = 64 * 1024;
constexpr std::size_t kErrorSizeMax = 300;
constexpr std::int64_t kDoublingsMax = 16;

struct Outcomes {
  Counter& delivered;
  Counter& postponed;
  Counter& failed;
};

struct Task {
  KeptDelivery kept;
  std::optional<ConnectConfiguration> configuration;
  std::optional<ConnectEvent> event;
  std::vector<Secret> keys;
};

struct Answer {
  bool is_delivered = false;
  bool may_repeat = true;       // False: a try more would be of no use.
  std::int64_t status = 0;
  std::string error = {};
};

// Nothing where the job is void: delivered, removed or restarted meanwhile.
std::optional<Task> task_of(const ConnectParts& parts, const ConnectJob& job) {
  std::optional<Task> task;
  parts.service.database.read([&](SqlReader& reader) {
    task.reset();
    auto kept = delivery_of_id(reader, job.delivery);
    if (!kept || kept->delivery.state != ConnectDeliveryState::pending || kept->run != job.run) return;
    task = Task{.kept = std::move(*kept), .configuration = {}, .event = {}, .keys = {}};
    task->configuration = configuration_of_id(reader, task->kept.delivery.configuration);
    task->event = find_connect_event(reader, task->kept.event_id);
    if (task->configuration && task->configuration->notification.includes_hmac) task->keys = open_connect_keys(reader, parts.sealer, task->kept.account);
  });
  return task;
}

bool wants_summary(const Task& task) {
  const EventNotification& wish = task.configuration->notification;
  return !task.event->envelope.empty() && (!wish.has_event_data || !wish.include.empty() || wish.includes_documents);
}

// Texts of other machines, as every database takes them.
std::string storable(std::string text) {
  if (text.size() > kErrorSizeMax) text.resize(kErrorSizeMax);
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7e) c = '?';
  }
  return text;
}

Answer try_to_deliver(const ConnectParts& parts, const Task& task) {
  if (!task.configuration || !task.event) return {.may_repeat = false, .error = "The configuration or the event is gone."};
  const ConnectConfiguration& configuration = *task.configuration;
  std::string summary;
  if (wants_summary(task)) {
    auto rendered = parts.summary(task.event->account, task.event->envelope, configuration.notification);
    if (!rendered) return {.error = storable(rendered.error().message)};
    summary = std::move(*rendered);
  }
  HttpCall call{.method = "POST", .url = configuration.notification.url, .timeout = kConnectTimeout, .answer_size_max = kAnswerSizeMax};
  call.body = connect_body({.event = *task.event, .configuration = configuration.id, .retry_count = task.kept.delivery.tries, .summary = summary});
  call.headers = connect_headers(parts.digest, task.keys, call.body);
  call.public_addresses_only = parts.service.environment == EnvironmentName::live && !is_within(call.url, parts.service.own_urls);
  const auto answer = parts.http.send(call);
  const bool may_repeat = configuration.notification.requires_acknowledgment;
  if (!answer) return {.may_repeat = may_repeat, .error = storable(answer.error().message)};
  if (answer->status >= 200 && answer->status < 300) return {.is_delivered = true, .status = answer->status};
  return {.may_repeat = may_repeat, .status = answer->status, .error = fmt::format("The listener answered {}.", answer->status)};
}

Duration pause_after(std::int64_t tries, Random& random) {
  std::array<std::uint8_t, 2> chance{};
  random.fill(chance);
  const std::int64_t whole = std::min(kConnectFirstPause.ms << std::min(tries - 1, kDoublingsMax), kConnectLongestPause.ms);
  return Duration::milliseconds(whole - whole * (chance[0] << 8 | chance[1]) / (2 * 65536));
}

struct Settling {
  KeptDelivery kept;
  ConnectDeliveryState state;
  Answer answer;
  Instant at;
  Duration pause;
  bool is_logged = true;
};

// Ends the try, and lets the next of the line go.
void settle(SqlTransaction& transaction, const EsignService& service, const Settling& done) {
  const ConnectDelivery& delivery = done.kept.delivery;
  if (!write_try(transaction, done.kept, {.state = done.state, .tries = delivery.tries + 1, .status = done.answer.status, .error = done.answer.error, .at = done.at})) return;
  if (done.state == ConnectDeliveryState::pending) {
    enqueue_delivery(transaction, service, {.delivery = delivery.id, .run = done.kept.run + 1}, done.at + done.pause);
    return;
  }
  if (done.state == ConnectDeliveryState::delivered && !done.is_logged) remove_delivery(transaction, delivery.id);
  forget_deliveries(transaction, done.kept.account, done.state, kConnectLogsMax);
  const auto next = head_delivery(transaction, delivery.configuration);
  if (next) enqueue_delivery(transaction, service, {.delivery = next->delivery.id, .run = next->run});
}

Result<outbox::JobEffect> deliver(const ConnectParts& parts, const Outcomes& outcomes, const outbox::Job& job) {
  const auto named = connect_job_of(job.payload);
  if (!named) return Error{ErrorKind::invalid, "connect_job_invalid", "The job names no delivery."};
  const auto task = task_of(parts, *named);
  if (!task) return outbox::JobEffect();
  Answer answer = try_to_deliver(parts, *task);
  const std::int64_t tries = task->kept.delivery.tries + 1;
  const bool is_given_up = !answer.may_repeat || tries >= kConnectTriesMax;
  const auto state = answer.is_delivered ? ConnectDeliveryState::delivered : is_given_up ? ConnectDeliveryState::failed : ConnectDeliveryState::pending;
  (answer.is_delivered ? outcomes.delivered : is_given_up ? outcomes.failed : outcomes.postponed).add();
  if (!answer.is_delivered) {
    parts.service.log.warning(is_given_up ? "a Connect message was given up" : "a Connect message was not taken",
                              {{"connect.configuration", task->kept.delivery.configuration}, {"esign.envelope", std::string_view(task->kept.delivery.envelope.text())},
                               {"connect.event", std::string_view(task->kept.delivery.event)}, {"cause", std::string_view(answer.error)}});
  }
  Settling done{.kept = task->kept, .state = state, .answer = std::move(answer), .at = parts.service.security_clock.now(),
                .pause = pause_after(tries, parts.service.random), .is_logged = task->configuration && task->configuration->notification.is_logged};
  return outbox::JobEffect([&service = parts.service, done = std::move(done)](SqlTransaction& transaction) -> Result<void> {
    settle(transaction, service, done);
    return {};
  });
}

}  // namespace

outbox::JobHandler connect_deliverer(ConnectParts parts) {
  const std::string_view environment = text_of(parts.service.environment);
  const auto counter = [&](std::string_view outcome) -> Counter& {
    return parts.metrics.counter("esign_connect_deliveries_total", "Tries to deliver Connect messages, by what became of them.", {{"environment", environment}, {"outcome", outcome}});
  };
  const Outcomes outcomes{counter("delivered"), counter("postponed"), counter("failed")};
  return [parts = std::move(parts), outcomes](const outbox::Job& job) { return deliver(parts, outcomes, job); };
}

std::int64_t retry_connect(SqlTransaction& transaction, const EsignService& service, const AccountId& account, std::span<const EnvelopeId> envelopes) {
  std::int64_t count = 0;
  for (const EnvelopeId& envelope : envelopes) {
    for (const KeptDelivery& kept : undelivered_of_envelope(transaction, account, envelope)) {
      const std::int64_t run = restart_delivery(transaction, kept);
      ++count;
      const auto head = head_delivery(transaction, kept.delivery.configuration);
      if (head && head->delivery.id == kept.delivery.id) enqueue_delivery(transaction, service, {.delivery = kept.delivery.id, .run = run});
    }
  }
  return count;
}

}  // namespace switchyard::esign
