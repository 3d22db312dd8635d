#include "adapters/system/system_clock.hpp"
#include "app/sandbox/sandbox_signer.hpp"
#include "app/sandbox/test_calls.hpp"
#include "contracting/contracts/contract_reads.hpp"
#include "contracting/envelopes/agreement_envelope.hpp"
#include "http/json_body.hpp"
#include "http/json_writer.hpp"
#include "http/no_parameters.hpp"
#include "pricing/quotes/rest_judged_write.hpp"
#include "pricing/quotes/rest_quote_body.hpp"

namespace switchyard::app {
namespace {

using access::Caller;
using contracting::ContractId;

constexpr Duration kLateness = Duration::minutes(1);
constexpr int kAccepted = 202;

// One call, with the service that it signs at.
struct SigningCall {
  const Caller& caller;
  const http::Request& request;
  const ApiParts& parts;
};

Error contract_not_found() { return {ErrorKind::not_found, "contract_not_found", "There is no contract of this id."}; }

struct SentContract {
  esign::Envelope envelope;
  std::optional<Instant> sign_by;
};

// The caller's contract's envelope as the built-in service has it.
Result<SentContract> sent_contract(SqlReader& reader, const SigningCall& call) {
  const auto id = ContractId::parse(call.request.path_captures.front());
  if (!id) return contract_not_found();
  const auto contract = contracting::find_contract(reader, call.caller.partner_id, *id);
  if (!contract) return contract_not_found();
  signing::EnvelopeDesk* desk = call.parts.signing.test->desk();
  if (desk == nullptr) return Error{ErrorKind::conflict, "signing_elsewhere", "Test signs nowhere: the setting signing.test is none."};
  const auto sent = desk->find(reader, contracting::subject_of(*contract));
  auto envelope = envelope_at_service(reader, sent);
  if (!envelope) return std::move(envelope).error();
  return SentContract{.envelope = *std::move(envelope), .sign_by = sent->sign_by};
}

http::Response answer(const Result<void>& done, const http::Request& request) {
  if (!done) return http::problem(done.error(), request);
  http::JsonWriter json;
  json.begin_object().member("contractId", request.path_captures.front()).end_object();
  return http::json(kAccepted, std::move(json).text());
}

// `act` in one transaction with the key's answer. What it does reaches the contract as news of the signing service, a moment later.
http::Response act_once(const SigningCall& call, const std::function<Result<void>(SqlTransaction&, const esign::Envelope&)>& act) {
  const pricing::QuoteDesk keyed = call.parts.test.quote_desk();
  http::Response response = pricing::write_once_keyed(keyed, call.caller.application_id.text(), call.request, [&](SqlTransaction& transaction) {
    const auto sent = sent_contract(transaction, call);
    return answer(sent ? act(transaction, sent->envelope) : Result<void>(sent.error()), call.request);
  });
  if (response.status == http::status_of(ErrorKind::unavailable)) response.set_header("retry-after", "1");
  return response;
}

http::Response sign_route(const SigningCall& call) {
  if (auto nothing = pricing::parse_nothing(call.request.body); !nothing) return http::problem(nothing.error(), call.request);
  const esign::EsignService& service = call.parts.esign.at(EnvironmentName::test).service();
  return act_once(call, [&](SqlTransaction& transaction, const esign::Envelope& envelope) { return sign_as_everybody(transaction, service, envelope.id); });
}

http::Response decline_route(const SigningCall& call) {
  auto body = http::JsonBody::parse(call.request.body.empty() ? "{}" : call.request.body);
  if (!body) return http::problem(body.error(), call.request);
  const std::string reason = body->object().optional_text("reason", {.size_max = 500}).value_or("The customer declined.");
  if (auto done = body->finish(); !done) return http::problem(done.error(), call.request);
  const esign::EsignService& service = call.parts.esign.at(EnvironmentName::test).service();
  return act_once(call, [&](SqlTransaction& transaction, const esign::Envelope& envelope) { return decline_as_next(transaction, service, envelope.id, reason); });
}

// As a provider that knows no end of prices: the envelope forgets it, and everybody signs a minute after it by the service's clock.
http::Response sign_late_route(const SigningCall& call) {
  if (auto nothing = pricing::parse_nothing(call.request.body); !nothing) return http::problem(nothing.error(), call.request);
  const esign::EsignService& now = call.parts.esign.at(EnvironmentName::test).service();
  std::optional<Result<SentContract>> sent;
  now.database.read([&](SqlReader& reader) { sent.emplace(sent_contract(reader, call)); });
  const auto sign_by = *sent ? (*sent)->sign_by : std::nullopt;
  adapters::OffsetClock late(now.clock);
  if (sign_by) {
    if (auto forgotten = forget_price_end(now, (*sent)->envelope); !forgotten) return http::problem(forgotten.error(), call.request);
    if (now.clock.now() < *sign_by + kLateness) late.start_at(*sign_by + kLateness);
  }
  const esign::EsignService then{.database = now.database, .clock = late, .security_clock = now.security_clock, .random = now.random, .outbox = now.outbox,
                                 .jose = now.jose, .log = now.log, .environment = now.environment, .sealing_key = now.sealing_key};
  return act_once(call, [&](SqlTransaction& transaction, const esign::Envelope& envelope) -> Result<void> {
    if (!sign_by) return Error{ErrorKind::conflict, "price_has_no_end", "The contract's price has no signBy: it cannot be signed late."};
    return sign_as_everybody(transaction, then, envelope.id);
  });
}

}  // namespace

void add_test_contract_routes(http::Router& router, const ApiParts& parts) {
  using Work = http::Response (*)(const SigningCall&);
  const auto add = [&](std::string pattern, Work work) {
    router.add({.method = http::Method::post,
                .pattern = std::move(pattern),
                .handler = parts.access.authenticator.require({access::Scope::contracts_write}, in_test_alone([parts, work](const Caller& caller, const http::Request& request) {
                                                                if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
                                                                return work({.caller = caller, .request = request, .parts = parts});
                                                              })),
                .cors = http::Cors::by_credential});
  };
  add("/v1/test/contracts/{id}/sign", sign_route);
  add("/v1/test/contracts/{id}/decline", decline_route);
  add("/v1/test/contracts/{id}/sign-late", sign_late_route);
}

}  // namespace switchyard::app
