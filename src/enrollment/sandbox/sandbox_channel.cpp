#include "enrollment/sandbox/sandbox_channel.hpp"

#include "enrollment/answers/take_answer.hpp"
#include "enrollment/sandbox/planned_answer.hpp"
#include "enrollment/sandbox/test_case.hpp"

namespace switchyard::enrollment {
namespace {

constexpr std::int64_t kMillisecondsOfDay = 86'400'000;
constexpr std::int32_t kDaysToStart = 30;  // Where the contract asks for no day.

// Its next step, if there is one, at its time.
void plan(SqlTransaction& transaction, const SandboxParts& parts, const PlannedAnswer& planned) {
  const TestCase* test_case = TestCases::embedded().named(planned.test_case);
  if (test_case == nullptr || planned.step >= test_case->steps.size()) return;
  const std::string payload = text_of(planned);
  const std::string key = message_id_of(planned);
  parts.outbox.enqueue(transaction, {.kind = kSandboxAnswerJob,
                                     .payload = payload,
                                     .run_at = parts.clock.now() + test_case->steps[planned.step].after,
                                     .dedupe_key = std::string_view(key)});
}

Answer answer_of(const PlannedAnswer& planned, const TestStep& step, Instant now) {
  Answer answer{.account = contracting::ContractAccountId::parse(planned.account).value(), .kind = step.kind, .at = now};
  answer.code = step.code;
  answer.source = kSandboxSource;
  answer.message_id = message_id_of(planned);
  if (step.kind == AnswerKind::start_set) answer.start = planned.start ? *planned.start : Date::from_days(static_cast<std::int32_t>(now.unix_ms() / kMillisecondsOfDay)).plus_days(kDaysToStart);
  return answer;
}

}  // namespace

Result<SubmissionReceipt> SandboxChannel::submit(const SubmissionPackage& package) {
  parts_.database.write([&](SqlTransaction& transaction) {
    for (const PackageLine& line : package.lines) {
      const TestCase& test_case = TestCases::embedded().of(line.account_number, line.attempt);
      plan(transaction, parts_, {.submission = package.id.text(), .account = line.account.text(), .test_case = test_case.name, .start = line.start});
    }
    return true;
  });
  return SubmissionReceipt{.external_reference = "SANDBOX-" + package.contract_number, .is_acknowledged = true};
}

outbox::JobHandler sandbox_answerer(const SandboxParts& parts, WithEnrollmentDesk with_desk) {
  return [parts, with_desk = std::move(with_desk)](const outbox::Job& job) -> Result<outbox::JobEffect> {
    const auto planned = parse_planned_answer(job.payload);
    if (!planned) return planned.error();
    const TestCase* test_case = TestCases::embedded().named(planned->test_case);
    if (test_case == nullptr || planned->step >= test_case->steps.size()) return outbox::JobEffect();
    return outbox::JobEffect([parts, with_desk, planned = *planned, step = test_case->steps[planned->step]](SqlTransaction& transaction) {
      Result<void> done;
      with_desk([&](const EnrollmentDesk& desk) {
        const auto taken = take_answer(transaction, desk, kSandboxSource, answer_of(planned, step, desk.now()));
        if (!taken) done = taken.error();
      });
      if (!done) return done;
      PlannedAnswer next = planned;
      ++next.step;
      plan(transaction, parts, next);
      return done;
    });
  };
}

}  // namespace switchyard::enrollment
