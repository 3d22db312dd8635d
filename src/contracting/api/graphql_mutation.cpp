#include "contracting/api/graphql_mutation.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <map>

#include "contracting/api/graphql_words.hpp"
#include "pricing/sheets/digest_bytes.hpp"

namespace switchyard::contracting {
namespace {

// How often a write is judged anew when the rate book moved meanwhile.
constexpr int kJudgedMax = 5;

constexpr int kDoneStatus = 200;
constexpr int kRefusedStatus = 422;
constexpr int kUnavailableStatus = 503;

std::string_view hint_of(std::string_view code) {
  static const std::map<std::string_view, std::string_view> hints = {
      {"version_conflict", "Read it again, look at what changed, and send its present version."},
      {"quote_expired", "Re-price the quote (POST /v1/quotes/{id}/reprice) and contract its lines."},
      {"price_expired", "Call repriceContract, or take a new quote."},
      {"contract_blocked", "Mend what the contract's checks with severity BLOCK name, and try again."},
      {"SIGNING_NOT_CONFIGURED", "Record an acceptance that was given otherwise (recordAcceptance), or ask the operator to configure signing."},
      {"idempotency_key_reused", "Send a new key with a new request."},
      {"idempotency_key_in_use", "The first request still runs; ask again in a second."},
      {"rate_book_moving", "Ask again in a second."},
      {"authorization_required", "Record the customer's letter with createAuthorization first."},
      {"account_exists", "The customer has this account already; take its id from serviceAccounts."},
      {"your_reference_taken", "Your reference names another of your objects; read it by this reference."},
  };
  const auto found = hints.find(code);
  return found == hints.end() ? std::string_view() : found->second;
}

bool is_retryable(const Error& error) {
  return error.kind == ErrorKind::unavailable || error.kind == ErrorKind::rate_limited || error.code == "idempotency_key_in_use";
}

std::string kept_json(const std::vector<std::string>& ids, const std::vector<Refusal>& refusals) {
  boost::json::array kept_ids(ids.begin(), ids.end());
  boost::json::array kept_refusals;
  for (const Refusal& refusal : refusals) {
    kept_refusals.push_back({{"code", refusal.code}, {"path", refusal.path}, {"message", refusal.message}, {"hint", refusal.hint}, {"retryable", refusal.retryable}});
  }
  return boost::json::serialize(boost::json::object{{"ids", std::move(kept_ids)}, {"refusals", std::move(kept_refusals)}});
}

detail::WriteOutcome replayed_outcome(const std::string& kept) {
  detail::WriteOutcome outcome{.ids = {}, .refusals = {}, .dry_run = false, .replayed = true};
  const boost::json::value value = boost::json::parse(kept);
  const auto text = [](const boost::json::value& of, std::string_view name) { return std::string(of.at(name).as_string()); };
  for (const auto& id : value.at("ids").as_array()) outcome.ids.emplace_back(id.as_string());
  for (const auto& kept_refusal : value.at("refusals").as_array()) {
    outcome.refusals.push_back({.code = text(kept_refusal, "code"), .path = text(kept_refusal, "path"), .message = text(kept_refusal, "message"),
                                .hint = text(kept_refusal, "hint"), .retryable = kept_refusal.at("retryable").as_bool()});
  }
  return outcome;
}

// Over all that makes the request what it is: the mutation, its input and its files, whatever is selected below.
std::string request_sha256(const ApiRequest& request, std::string_view field, const graphql::Arguments& input) {
  std::string whole = fmt::format("{}\n{}", field, graphql::to_json_text(graphql::Value(input.members())));
  if (const graphql::UploadedFile* file = input.optional_upload("file")) {
    whole += fmt::format("\n{}\n{}", file->file_name, request.desk.parties.digest.sha256_hex(std::string(file->content)));
  }
  return pricing::sha256_bytes(request.desk.parties.digest, whole);
}

// Whatever is wrong with a key is wrong with this member of the input.
std::vector<Refusal> key_refusals(const Error& error) {
  return {{.code = error.code, .path = "/idempotencyKey", .message = error.message, .hint = std::string(hint_of(error.code)), .retryable = is_retryable(error)}};
}

bool is_book_moving(const std::vector<Refusal>& refusals) { return refusals.size() == 1 && refusals[0].code == "rate_book_moving"; }

}  // namespace

std::vector<Refusal> refusals_of(const Error& error) {
  std::vector<Refusal> refusals;
  for (const FieldError& field : error.fields) {
    refusals.push_back({.code = field.code, .path = field.pointer, .message = field.detail, .hint = std::string(hint_of(field.code)), .retryable = is_retryable(error)});
  }
  if (refusals.empty()) {
    refusals.push_back({.code = error.code, .path = "", .message = error.message, .hint = std::string(hint_of(error.code)), .retryable = is_retryable(error)});
  }
  return refusals;
}

namespace detail {

namespace {

using Work = std::function<Result<std::vector<std::string>>(SqlTransaction&)>;

WriteOutcome write_dry(const ApiRequest& request, const Work& work) {
  WriteOutcome outcome{.ids = {}, .refusals = {}, .dry_run = true, .replayed = false};
  request.desk.database.write([&](SqlTransaction& transaction) {
    const auto ids = work(transaction);
    outcome.refusals = ids ? std::vector<Refusal>() : refusals_of(ids.error());
    return false;
  });
  return outcome;
}

WriteOutcome write_keyed(const ApiRequest& request, const outbox::KeyedRequest& keyed, const Work& work) {
  WriteOutcome outcome;
  const auto answer = request.desk.writes.run(keyed, [&](SqlTransaction& transaction) {
    const auto ids = work(transaction);
    outcome = {};
    if (ids) outcome.ids = *ids;
    if (!ids) outcome.refusals = refusals_of(ids.error());
    const int status = ids ? kDoneStatus : is_retryable(ids.error()) ? kUnavailableStatus : kRefusedStatus;
    const outbox::StoredAnswer stored{status, "", kept_json(outcome.ids, outcome.refusals)};
    return outbox::KeyedEffect{stored, stored};
  });
  if (!answer) return {.ids = {}, .refusals = key_refusals(answer.error()), .dry_run = false, .replayed = false};
  if (answer->replayed) return replayed_outcome(answer->answer.body);
  return outcome;
}

}  // namespace

WriteOutcome write_mutation(const graphql::FieldCall& call, std::string_view field, const Work& work) {
  const ApiRequest& request = call.app<ApiRequest>();
  const graphql::Arguments input = input_of(call);
  auto key = outbox::IdempotencyKey::parse(input.text("idempotencyKey"));
  if (!key) return {.ids = {}, .refusals = key_refusals(key.error()), .dry_run = false, .replayed = false};
  const bool is_dry = input.optional_boolean("dryRun").value_or(false);
  const outbox::KeyedRequest keyed{request.caller.application_id.text(), *std::move(key), request_sha256(request, field, input)};
  WriteOutcome outcome;
  for (int judged = 0; judged < kJudgedMax; ++judged) {
    outcome = is_dry ? write_dry(request, work) : write_keyed(request, keyed, work);
    if (!is_book_moving(outcome.refusals)) break;
    if (request.desk.quotes.fresh_book) (void)request.desk.quotes.fresh_book();
  }
  return outcome;
}

}  // namespace detail

void bind_mutation_words(graphql::Resolvers& resolvers) {
  resolvers.object<Refusal>("Refusal")
      .field("code", &Refusal::code)
      .field("path", &Refusal::path)
      .field("message", &Refusal::message)
      .field("hint", [](const Refusal& r) { return or_null(r.hint); })
      .field("retryable", &Refusal::retryable);
}

}  // namespace switchyard::contracting
