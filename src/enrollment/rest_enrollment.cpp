#include "enrollment/rest_enrollment.hpp"

#include <fmt/format.h>

#include "enrollment/answers/retries.hpp"
#include "enrollment/answers/take_answer.hpp"
#include "enrollment/submissions/submission_store.hpp"
#include "enrollment/submissions/submit_contract.hpp"
#include "http/json_body.hpp"
#include "http/json_writer.hpp"
#include "http/no_parameters.hpp"
#include "http/query_reader.hpp"
#include "pricing/sheets/rest_keyed_write.hpp"

namespace switchyard::enrollment {
namespace {

using access::Caller;
using access::Scope;

constexpr std::int64_t kPageSizeMax = 200;
constexpr std::int64_t kPageSizeDefault = 50;
constexpr std::size_t kAnswersBodySizeMax = 1024 * 1024;
constexpr std::int64_t kVersionMax = 1'000'000'000;

http::Response write(const Caller& caller, const http::Request& request, const EnrollmentDesk& desk, const std::function<http::Response(SqlTransaction&)>& work) {
  const pricing::KeyedDesk keyed{.database = desk.database, .writes = desk.writes, .digest = &desk.contracts.parties.digest};
  return pricing::write_keyed(keyed, caller.application_id.text(), request, request.body, work);
}

template <class Id>
Result<Id> id_of(const http::Request& request, std::string_view code) {
  if (auto none = http::takes_no_parameters(request); !none) return std::move(none).error();
  const auto id = Id::parse(request.path_captures.front());
  if (!id) return Error{ErrorKind::not_found, std::string(code), "There is nothing of this id."};
  return *id;
}

void write_json(http::JsonWriter& json, const Submission& submission) {
  json.begin_object().plain_member("id", submission.id.text()).plain_member("contractId", submission.contract.text()).member("supplier", submission.supplier);
  json.member("attempt", submission.attempt).member("documentVersion", submission.document_version).member("channel", submission.channel);
  json.plain_member("status", text_of(submission.state)).member("isRetry", submission.is_retry).key("contractAccountIds").begin_array();
  for (const contracting::ContractAccountId& account : submission.accounts) json.value(account.text());
  json.end_array().member("payloadSha256", submission.payload_sha256).member_or_null("externalReference", submission.external_reference);
  json.member("tries", submission.tries).member_or_null("lastError", submission.last_error).member("createdAt", submission.created_at);
  json.member("sentAt", submission.sent_at).member("answeredAt", submission.answered_at).end_object();
}

http::Response submitted(const Result<Submitted>& outcome, const http::Request& request) {
  if (!outcome) return http::problem(outcome.error(), request);
  http::JsonWriter json;
  json.begin_object().plain_member("contractId", outcome->contract.id.text()).plain_member("status", contracting::text_of(outcome->contract.state));
  json.member("version", outcome->contract.version).key("submission");
  write_json(json, outcome->submission);
  json.end_object();
  return http::json(202, std::move(json).text());
}

Answer answer_of(http::JsonObject& in, const Instant now) {
  Answer answer;
  answer.account = in.optional("contractAccountId", contracting::ContractAccountId::parse);
  answer.supplier = in.optional_text("supplier", {.size_max = 64}).value_or("");
  answer.account_number = in.optional_text("accountNumber", {.size_max = 64}).value_or("");
  answer.kind = in.required("kind", parse_answer_kind).value_or(AnswerKind::supplier_accepted);
  answer.at = in.optional("at", Instant::parse).value_or(now);
  answer.code = in.optional_text("code", {.size_max = 64}).value_or("");
  answer.text = in.optional_text("text", {.size_max = 500}).value_or("");
  answer.start = in.optional("start", Date::parse);
  answer.notice_on = in.optional("noticeOn", Date::parse);
  answer.source = in.optional_text("source", {.size_max = 64}).value_or("operator");
  answer.message_id = in.optional_text("messageId", {.size_max = 200}).value_or("");
  answer.evidence = in.optional_text("evidence", {.size_max = 200}).value_or("");
  return answer;
}

void write_json(http::JsonWriter& json, const Result<TakenAnswer>& taken) {
  json.begin_object();
  if (!taken) {
    json.plain_member("outcome", "refused").member("code", taken.error().code).member("detail", taken.error().message).end_object();
    return;
  }
  json.plain_member("outcome", text_of(taken->outcome)).plain_member("id", taken->id.text()).member_or_null("contractAccountId", taken->account ? taken->account->text() : "");
  json.member_or_null("contractId", taken->contract ? taken->contract->text() : "").member("isRepeated", taken->is_repeated).member("isUnmapped", taken->is_unmapped);
  json.member_or_null("detail", taken->detail).end_object();
}

}  // namespace

http::Response take_answers_route(const Caller& caller, const http::Request& request, const EnrollmentDesk& desk) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  auto body = http::JsonBody::parse(request.body);
  if (!body) return http::problem(body.error(), request);
  std::vector<Answer> answers;
  http::JsonObject root = body->object();
  for (http::JsonObject& in : root.objects("answers", {.count_min = 1, .count_max = kAnswersAtOnceMax})) answers.push_back(answer_of(in, desk.now()));
  if (auto done = body->finish(); !done) return http::problem(done.error(), request);
  const std::string actor = contracting::actor_of(caller).text;
  return write(caller, request, desk, [&](SqlTransaction& transaction) {
    http::JsonWriter json;
    json.begin_object().key("items").begin_array();
    for (const Answer& answer : answers) write_json(json, take_answer(transaction, desk, actor, answer));
    json.end_array().end_object();
    return http::json(200, std::move(json).text());
  });
}

http::Response list_submissions_route(const Caller&, const http::Request& request, const EnrollmentDesk& desk) {
  auto query = http::QueryReader::of(request);
  if (!query) return http::problem(query.error(), request);
  SubmissionFilter filter;
  filter.state = query->optional("status", parse_submission_state);
  filter.contract = query->optional("contractId", contracting::ContractId::parse);
  filter.supplier = query->optional_text("supplier", {.size_max = 64}).value_or("");
  filter.before = query->optional("cursor", SubmissionId::parse);
  const std::int64_t limit = query->optional_integer("limit", 1, kPageSizeMax).value_or(kPageSizeDefault);
  if (auto done = query->finish(); !done) return http::problem(done.error(), request);
  filter.limit = limit + 1;
  std::vector<Submission> submissions;
  desk.database.read([&](SqlReader& reader) { submissions = list_submissions(reader, filter); });
  const bool is_more = submissions.size() > static_cast<std::size_t>(limit);
  if (is_more) submissions.pop_back();
  http::JsonWriter json(4096);
  json.begin_object().key("items").begin_array();
  for (const Submission& submission : submissions) write_json(json, submission);
  json.end_array().member_or_null("nextCursor", is_more ? submissions.back().id.text() : std::string()).end_object();
  return http::json(200, std::move(json).text());
}

http::Response release_contract_route(const Caller& caller, const http::Request& request, const EnrollmentDesk& desk) {
  const auto id = id_of<contracting::ContractId>(request, "contract_not_found");
  if (!id) return http::problem(id.error(), request);
  auto body = http::JsonBody::parse(request.body);
  if (!body) return http::problem(body.error(), request);
  http::JsonObject in = body->object();
  const std::string reason = in.text("reason", {.size_max = contracting::kContractReasonSizeMax});
  if (auto done = body->finish(); !done) return http::problem(done.error(), request);
  return write(caller, request, desk, [&](SqlTransaction& transaction) {
    return submitted(submit_any_contract(transaction, desk, contracting::actor_of(caller).text, {.contract = *id, .approval = reason}), request);
  });
}

http::Response submit_contract_route(const Caller& caller, const http::Request& request, const EnrollmentDesk& desk) {
  const auto id = id_of<contracting::ContractId>(request, "contract_not_found");
  if (!id) return http::problem(id.error(), request);
  auto body = http::JsonBody::parse(request.body.empty() ? std::string_view("{}") : std::string_view(request.body));
  if (!body) return http::problem(body.error(), request);
  http::JsonObject in = body->object();
  const auto version = in.optional_integer("expectedVersion", 1, kVersionMax);
  if (auto done = body->finish(); !done) return http::problem(done.error(), request);
  return write(caller, request, desk, [&](SqlTransaction& transaction) {
    return submitted(submit_contract(transaction, desk, contracting::actor_of(caller), {.contract = *id, .expected_version = version}), request);
  });
}

http::Response fix_account_route(const Caller& caller, const http::Request& request, const EnrollmentDesk& desk) {
  const auto id = id_of<contracting::ContractAccountId>(request, "contract_account_not_found");
  if (!id) return http::problem(id.error(), request);
  auto body = http::JsonBody::parse(request.body);
  if (!body) return http::problem(body.error(), request);
  http::JsonObject in = body->object();
  const http::TextRule word{.size_max = 64};
  const Fix fix{.account = *id,
                .account_number = in.optional_text("accountNumber", word),
                .service_reference = in.optional_text("serviceReference", word),
                .name_key = in.optional_text("nameKey", word),
                .rate_class = in.optional_text("rateClass", word),
                .zone = in.optional_text("zone", word),
                .note = in.optional_text("note", {.size_max = contracting::kContractReasonSizeMax}).value_or("")};
  if (auto done = body->finish(); !done) return http::problem(done.error(), request);
  return write(caller, request, desk, [&](SqlTransaction& transaction) { return submitted(fix_account(transaction, desk, contracting::actor_of(caller), fix), request); });
}

http::Response confirm_retry_route(const Caller& caller, const http::Request& request, const EnrollmentDesk& desk) {
  const auto id = id_of<contracting::ContractAccountId>(request, "contract_account_not_found");
  if (!id) return http::problem(id.error(), request);
  auto body = http::JsonBody::parse(request.body.empty() ? std::string_view("{}") : std::string_view(request.body));
  if (!body) return http::problem(body.error(), request);
  (void)body->object();
  if (auto done = body->finish(); !done) return http::problem(done.error(), request);
  return write(caller, request, desk, [&](SqlTransaction& transaction) {
    const auto retry = confirm_retry(transaction, desk, contracting::actor_of(caller), *id);
    if (!retry) return http::problem(retry.error(), request);
    http::JsonWriter json;
    json.begin_object().plain_member("contractAccountId", retry->account.text()).member("number", retry->number).member("code", retry->code);
    json.member("dueAt", retry->due_at).end_object();
    return http::json(202, std::move(json).text());
  });
}

void add_enrollment_routes(http::Router& router, const access::Authenticator& authenticator, EnrollmentDeskOf desk_of) {
  using Work = http::Response (*)(const Caller&, const http::Request&, const EnrollmentDesk&);
  const auto lent = [&desk_of](Work work) {
    return [desk_of, work](const Caller& caller, const http::Request& request) {
      std::optional<http::Response> response;
      desk_of(caller.environment)([&](const EnrollmentDesk& desk) { response.emplace(work(caller, request, desk)); });
      return *std::move(response);
    };
  };
  const auto read = [&](std::string pattern, Work work) {
    router.add({.method = http::Method::get, .pattern = std::move(pattern), .handler = authenticator.require({Scope::operator_enrollment}, lent(work))});
  };
  const auto write_route = [&](std::string pattern, Scope scope, Work work, std::size_t body_size_max) {
    router.add({.method = http::Method::post,
                .pattern = std::move(pattern),
                .handler = authenticator.require({scope}, lent(work)),
                .body_size_max = body_size_max,
                .cors = scope == Scope::contracts_write ? http::Cors::by_credential : http::Cors::none});
  };
  constexpr std::size_t kSmallBodySizeMax = 64 * 1024;
  read("/v1/enrollment/submissions", list_submissions_route);
  read("/v1/enrollment/work", list_work_route);
  read("/v1/enrollment/reject-codes", list_reject_codes_route);
  write_route("/v1/enrollment/answers", Scope::operator_enrollment, take_answers_route, kAnswersBodySizeMax);
  write_route("/v1/enrollment/contracts/{id}/release", Scope::operator_enrollment, release_contract_route, kSmallBodySizeMax);
  write_route("/v1/contracts/{id}/submit", Scope::contracts_write, submit_contract_route, kSmallBodySizeMax);
  write_route("/v1/contract-accounts/{id}/fix", Scope::contracts_write, fix_account_route, kSmallBodySizeMax);
  write_route("/v1/contract-accounts/{id}/confirm-retry", Scope::contracts_write, confirm_retry_route, kSmallBodySizeMax);
}

}  // namespace switchyard::enrollment
