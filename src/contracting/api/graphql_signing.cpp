#include "contracting/api/graphql_contract_payload.hpp"
#include "contracting/api/graphql_scalars.hpp"
#include "contracting/api/graphql_words.hpp"
#include "contracting/envelopes/countersignature.hpp"
#include "contracting/envelopes/send_authorization.hpp"
#include "contracting/envelopes/signing_words.hpp"

namespace switchyard::contracting {
namespace {

using graphql::Arguments;
using graphql::FieldCall;
using graphql::Root;

struct SendPayload : Outcome<Contract> {};
struct SessionPayload : Outcome<OpenedSession> {};
struct ResendPayload : Outcome<Contract> {};
struct CorrectPayload : Outcome<Contract> {};
struct RefreshPayload : Outcome<Contract> {};
struct CountersignaturePayload : Outcome<Contract> {};
struct ExecutionPayload : Outcome<Contract> {};
struct LetterPayload : Outcome<SentLetter> {};

AskedSigner signer_input(const Arguments& input) {
  return {.role = enum_argument(input, "role", parse_signer_role),
          .name = input.text("name"),
          .email = input.text("email"),
          .title = input.optional_text("title").value_or(""),
          .access_code = input.optional_text("accessCode").value_or("")};
}

// What the inputs of all sending mutations share.
Sending sending_of(const Arguments& input, Delivery delivery) {
  Sending sending{.delivery = delivery};
  for (const Arguments& signer : input.objects("signers")) sending.signers.push_back(signer_input(signer));
  for (const Arguments& copy : input.objects("copies")) sending.copies.push_back({.name = copy.text("name"), .email = copy.text("email")});
  if (const auto language = input.optional_text("language")) sending.language = lower_word(*language);
  sending.message = input.optional_text("message").value_or("");
  sending.with_authorizations = input.optional_boolean("withAuthorizations").value_or(true);
  return sending;
}

Delivery delivery_of(const Arguments& input) { return optional_enum_argument(input, "delivery", parse_delivery).value_or(Delivery::embedded); }

signing::LinkOptions link_of(const Arguments& input) {
  return {.role = optional_enum_argument(input, "role", parse_signer_role).value_or(signing::SignerRole::customer),
          .return_url = input.optional_text("returnUrl").value_or(""),
          .frame_ancestors = input.texts("frameAncestors")};
}

template <class Work>
Outcome<Contract> commanded(const FieldCall& call, std::string_view field, Work work) {
  return run_contract_mutation(call, field, [&, work](SqlTransaction& transaction) -> Result<Contract> {
    const Arguments input = input_of(call);
    auto asked = command_of(input);
    if (!asked) return std::move(asked).error();
    const auto& request = call.app<ApiRequest>();
    return work(transaction, request.contracts(), request.actor(), *asked, input);
  });
}

SendPayload send(const Root&, const FieldCall& call) {
  return {commanded(call, "sendContract", [](SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& asked, const Arguments& input) {
    return send_contract(transaction, desk, actor, asked, sending_of(input, delivery_of(input)));
  })};
}

ResendPayload resend(const Root&, const FieldCall& call) {
  return {commanded(call, "resendContract", [](SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& asked, const Arguments&) {
    return resend_contract(transaction, desk, actor, asked);
  })};
}

CorrectPayload correct(const Root&, const FieldCall& call) {
  return {commanded(call, "correctSigner", [](SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& asked, const Arguments& input) {
    return correct_signer(transaction, desk, actor, asked, signer_input(input));
  })};
}

RefreshPayload refresh(const Root&, const FieldCall& call) {
  return {commanded(call, "refreshSigning", [](SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& asked, const Arguments&) {
    return refresh_signing(transaction, desk, actor, asked);
  })};
}

CountersignaturePayload countersign(const Root&, const FieldCall& call) {
  return {commanded(call, "requestCountersignature",
                    [](SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& asked, const Arguments&) {
                      return request_countersignature(transaction, desk, actor, asked);
                    })};
}

ExecutionPayload execute(const Root&, const FieldCall& call) {
  return {commanded(call, "recordExecution",
                    [](SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& asked, const Arguments& input) -> Result<Contract> {
                      auto document = id_argument<FileId>(input, "documentId", "file_not_found");
                      if (!document) return std::move(document).error();
                      return record_execution(transaction, desk, actor,
                                              {.contract = asked.contract, .expected_version = asked.expected_version, .document = *document,
                                               .executed_by = input.optional_text("executedBy").value_or("")});
                    })};
}

SessionPayload open_session(const Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  return {run_mutation<OpenedSession>(call, {.field = "createSigningSession",
                                             .work = [&](SqlTransaction& transaction) -> Result<OpenedSession> {
                                               const Arguments input = input_of(call);
                                               auto asked = command_of(input);
                                               if (!asked) return std::move(asked).error();
                                               return create_signing_session(transaction, request.contracts(), request.actor(), *asked,
                                                                             {.link = link_of(input), .sending = sending_of(input, Delivery::none)});
                                             },
                                             .ids_of = [](const OpenedSession& opened) { return std::vector{opened.contract.id.text()}; },
                                             // Links are kept as hashes: a replay shows the contract alone.
                                             .reread = [&](const std::vector<std::string>& ids) -> std::optional<OpenedSession> {
                                               auto contract = request.read([&](SqlReader& reader) { return find_contract(reader, request.partner(), ContractId::parse(ids.at(0)).value()); });
                                               if (!contract) return {};
                                               return OpenedSession{.contract = *std::move(contract), .link = {}};
                                             }})};
}

Result<NewLetter> letter_of(const Arguments& input) {
  auto customer = id_argument<CustomerId>(input, "customerId", "customer_not_found");
  if (!customer) return std::move(customer).error();
  auto accounts = id_arguments<ServiceAccountId>(input, "serviceAccountIds", "account_unknown");
  if (!accounts) return std::move(accounts).error();
  NewLetter letter{.customer = *customer, .accounts = *std::move(accounts), .scopes = {}, .expires_at = optional_instant(input, "expiresAt")};
  for (const std::string& scope : input.texts("scopes")) letter.scopes.push_back(parse_authorization_scope(lower_word(scope)).value());
  letter.sending = sending_of(input, delivery_of(input));
  letter.link = link_of(input);
  return letter;
}

LetterPayload send_letter(const Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  return {run_mutation<SentLetter>(call, {.field = "sendAuthorization",
                                          .work = [&](SqlTransaction& transaction) -> Result<SentLetter> {
                                            auto asked = letter_of(input_of(call));
                                            if (!asked) return std::move(asked).error();
                                            return send_authorization(transaction, request.contracts(), request.actor(), *asked);
                                          },
                                          .ids_of = [](const SentLetter& sent) { return std::vector{sent.authorization.id.text()}; },
                                          .reread = [&](const std::vector<std::string>& ids) -> std::optional<SentLetter> {
                                            auto found = request.read([&](SqlReader& reader) { return find_authorization(reader, request.partner(), AuthorizationId::parse(ids.at(0)).value()); });
                                            if (!found) return {};
                                            return SentLetter{.authorization = *std::move(found)};
                                          }})};
}

void bind_links(graphql::Resolvers& resolvers) {
  payload<SessionPayload>(resolvers, "CreateSigningSessionPayload")
      .child("contract", [](const SessionPayload& p) { return p.value ? &p.value->contract : nullptr; })
      .field("signingUrl", [](const SessionPayload& p) { return p.value ? or_null(p.value->link.url) : std::nullopt; })
      .field("expiresAt", [](const SessionPayload& p) { return p.value ? p.value->link.expires_at : std::nullopt; });
  payload<LetterPayload>(resolvers, "SendAuthorizationPayload")
      .child("authorization", [](const LetterPayload& p) { return p.value ? &p.value->authorization : nullptr; })
      .field("signingUrl", [](const LetterPayload& p) { return p.value && p.value->link ? or_null(p.value->link->url) : std::nullopt; });
}

}  // namespace

void bind_signing_mutations(graphql::Resolvers& resolvers, QueryResolvers& mutation) {
  bind_contract_payload<SendPayload>(resolvers, "SendContractPayload");
  bind_contract_payload<ResendPayload>(resolvers, "ResendContractPayload");
  bind_contract_payload<CorrectPayload>(resolvers, "CorrectSignerPayload");
  bind_contract_payload<RefreshPayload>(resolvers, "RefreshSigningPayload");
  bind_contract_payload<CountersignaturePayload>(resolvers, "RequestCountersignaturePayload");
  bind_contract_payload<ExecutionPayload>(resolvers, "RecordExecutionPayload");
  bind_links(resolvers);
  mutation.child("sendContract", send)
      .child("createSigningSession", open_session)
      .child("resendContract", resend)
      .child("correctSigner", correct)
      .child("refreshSigning", refresh)
      .child("requestCountersignature", countersign)
      .child("recordExecution", execute)
      .child("sendAuthorization", send_letter);
}

}  // namespace switchyard::contracting
