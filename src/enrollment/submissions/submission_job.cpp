#include "enrollment/submissions/submission_job.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include "enrollment/submissions/submission_package.hpp"
#include "enrollment/submissions/submission_store.hpp"

namespace switchyard::enrollment {
namespace {

namespace json = boost::json;

struct Waiting {
  Submission submission;
  SubmissionPackage package;
};

Result<SubmissionId> order_of(std::string_view payload) {
  json::error_code failed;
  const json::value value = json::parse(payload, failed);
  const json::object* object = failed ? nullptr : value.if_object();
  const json::value* id = object == nullptr ? nullptr : object->if_contains("submission");
  if (id == nullptr || !id->is_string()) return Error{ErrorKind::invalid, "submission_job_unreadable", "the payload names no submission"};
  return SubmissionId::parse(std::string_view(id->as_string()));
}

std::optional<Waiting> waiting_submission(const EnrollmentDesk& desk, const SubmissionId& id) {
  std::optional<Waiting> waiting;
  desk.database.read([&](SqlReader& reader) {
    waiting.reset();
    auto submission = find_submission(reader, id);
    if (!submission || submission->state != SubmissionState::queued) return;
    SubmissionPackage package = read_package(payload_of_submission(reader, id), submission->payload_sha256);
    waiting.emplace(Waiting{*std::move(submission), std::move(package)});
  });
  return waiting;
}

Result<SubmissionReceipt> hand_to_channel(const EnrollmentDesk& desk, const Waiting& waiting) {
  SubmissionChannel* channel = desk.channels.find(waiting.submission.channel);
  if (channel != nullptr) return channel->submit(waiting.package);
  return Error{ErrorKind::unavailable, "channel_absent", fmt::format("this installation has no channel '{}'", waiting.submission.channel)};
}

bool is_hopeless(const Error& error, int attempt) {
  return error.kind == ErrorKind::invalid || error.kind == ErrorKind::unprocessable || attempt >= kSubmitRetries.attempts_max;
}

Result<outbox::JobEffect> run(const EnrollmentDesk& desk, const outbox::Job& job, const SubmissionId& id) {
  const auto waiting = waiting_submission(desk, id);
  if (!waiting) return outbox::JobEffect{};
  const auto receipt = hand_to_channel(desk, *waiting);
  if (receipt) {
    return outbox::JobEffect{[id, receipt = *receipt, at = desk.now()](SqlTransaction& transaction) -> Result<void> {
      mark_sent(transaction, id, receipt, at);
      return {};
    }};
  }
  const std::string said = fmt::format("{}: {}", receipt.error().code, receipt.error().message);
  if (is_hopeless(receipt.error(), job.attempt)) {
    return outbox::JobEffect{[id, said](SqlTransaction& transaction) -> Result<void> {
      mark_failed(transaction, id, said);
      return {};
    }};
  }
  desk.database.write([&](SqlTransaction& transaction) {
    note_try(transaction, id, said, std::nullopt);
    return true;
  });
  return receipt.error();
}

}  // namespace

void queue_submission(SqlTransaction& transaction, const EnrollmentDesk& desk, const SubmissionId& id) {
  const std::string payload = json::serialize(json::object{{"submission", id.text()}});
  desk.contracts.quotes.outbox.enqueue(transaction, {.kind = kSubmitJob, .payload = payload});
}

outbox::JobHandler submission_sender(WithEnrollmentDesk with_desk) {
  return [with_desk = std::move(with_desk)](const outbox::Job& job) -> Result<outbox::JobEffect> {
    const auto id = order_of(job.payload);
    if (!id) return id.error();
    std::optional<Result<outbox::JobEffect>> outcome;
    with_desk([&](const EnrollmentDesk& desk) { outcome.emplace(run(desk, job, *id)); });
    return *std::move(outcome);
  };
}

}  // namespace switchyard::enrollment
