#include "contracting/api/graphql_bindings.hpp"
#include "contracting/api/graphql_envelopes.hpp"
#include "contracting/api/graphql_mutation.hpp"
#include "contracting/api/graphql_scalars.hpp"
#include "contracting/api/graphql_words.hpp"
#include "contracting/authorizations/authorization.hpp"
#include "contracting/customers/customer_store.hpp"
#include "contracting/envelopes/send_authorization.hpp"
#include "contracting/service_accounts/service_account_store.hpp"

namespace switchyard::contracting {
namespace {

using graphql::EnumWord;
using graphql::FieldCall;
using graphql::Parents;

struct CreatePayload : Outcome<Authorization> {};
struct RevokePayload : Outcome<Authorization> {};

graphql::Ones<std::shared_ptr<const Customer>> customer_of(Parents<Authorization> authorizations, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  return ones_by_id<Customer, CustomerId>(authorizations, [](const Authorization& a) { return std::optional(a.said.customer); }, [&](std::span<const CustomerId> ids) {
    return request.read([&](SqlReader& reader) { return read_customers(reader, request.partner(), ids); });
  });
}

graphql::Lists<ServiceAccount> accounts_of(Parents<Authorization> authorizations, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  std::vector<ServiceAccountId> ids;
  for (const Authorization& authorization : authorizations) ids.insert(ids.end(), authorization.said.accounts.begin(), authorization.said.accounts.end());
  std::map<ServiceAccountId, ServiceAccount> found;
  if (!ids.empty()) {
    for (ServiceAccount& account : request.read([&](SqlReader& reader) { return read_service_accounts(reader, request.partner(), ids); })) {
      const ServiceAccountId id = account.id;
      found.emplace(id, std::move(account));
    }
  }
  graphql::Lists<ServiceAccount> lists(authorizations.size());
  for (std::size_t i = 0; i < authorizations.size(); ++i) {
    for (const ServiceAccountId& id : authorizations[i].said.accounts) {
      if (const auto account = found.find(id); account != found.end()) lists.add(i, account->second);
    }
  }
  return lists;
}

std::vector<EnumWord> scopes_of(const Authorization& authorization) {
  std::vector<EnumWord> words;
  for (const AuthorizationScope scope : authorization.said.scopes) words.push_back({text_of(scope)});
  return words;
}

EnumWord status_of(const Authorization& authorization, const FieldCall& call) { return {text_of(authorization.state_at(call.app<ApiRequest>().desk.now()))}; }

Result<NewAuthorization> asked_authorization(const graphql::Arguments& input) {
  auto customer = id_argument<CustomerId>(input, "customerId", "customer_not_found");
  if (!customer) return std::move(customer).error();
  auto accounts = id_arguments<ServiceAccountId>(input, "serviceAccountIds", "account_unknown");
  if (!accounts) return std::move(accounts).error();
  auto document = optional_id_argument<FileId>(input, "documentId", "file_not_found");
  if (!document) return std::move(document).error();
  NewAuthorization asked{.customer = *customer, .accounts = *std::move(accounts), .scopes = {}, .signer_name = input.text("signerName")};
  for (const std::string& scope : input.texts("scopes")) asked.scopes.push_back(parse_authorization_scope(lower_word(scope)).value());
  asked.method = enum_argument(input, "method", parse_authorization_method);
  asked.signed_at = *optional_instant(input, "signedAt");
  asked.expires_at = optional_instant(input, "expiresAt");
  asked.document = *document;
  asked.document_reference = input.optional_text("documentReference").value_or("");
  return asked;
}

MutationForm<Authorization> form_of(const FieldCall& call, std::string_view field, std::function<Result<Authorization>(SqlTransaction&)> work) {
  const auto& request = call.app<ApiRequest>();
  return {.field = field,
          .work = std::move(work),
          .ids_of = [](const Authorization& a) { return std::vector{a.id.text()}; },
          .reread = [&request](const std::vector<std::string>& ids) {
            return request.read([&](SqlReader& reader) { return find_authorization(reader, request.partner(), AuthorizationId::parse(ids.at(0)).value()); });
          }};
}

CreatePayload create(const graphql::Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  return {run_mutation(call, form_of(call, "createAuthorization", [&](SqlTransaction& transaction) -> Result<Authorization> {
    auto asked = asked_authorization(input_of(call));
    if (!asked) return std::move(asked).error();
    return create_authorization(transaction, request.desk.parties, request.actor(), *asked);
  }))};
}

RevokePayload revoke(const graphql::Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  return {run_mutation(call, form_of(call, "revokeAuthorization", [&](SqlTransaction& transaction) -> Result<Authorization> {
    auto id = id_argument<AuthorizationId>(input_of(call), "id", "authorization_not_found");
    if (!id) return std::move(id).error();
    return revoke_letter(transaction, request.contracts(), request.actor(), *id, input_of(call).text("reason"));
  }))};
}

}  // namespace

void bind_authorizations(graphql::Resolvers& resolvers) {
  resolvers.object<Authorization>("Authorization")
      .field("id", &Authorization::id)
      .field("version", &Authorization::version)
      .batch("customer", customer_of)
      .batch("serviceAccounts", accounts_of)
      .field("scopes", scopes_of)
      .field("method", [](const Authorization& a) { return EnumWord{text_of(a.said.method)}; })
      .field("signerName", [](const Authorization& a) -> const std::string& { return a.said.signer_name; })
      .field("signedAt", [](const Authorization& a) { return a.signature == LetterSignature::made ? std::optional(a.said.signed_at) : std::nullopt; })
      .child("envelope", [](const Authorization& a, const FieldCall& call) { return envelope_of(call, subject_of(a)); })
      .field("expiresAt", [](const Authorization& a) { return a.said.expires_at; })
      .field("status", status_of)
      .field("revokedAt", &Authorization::revoked_at)
      .field("revocationReason", [](const Authorization& a) { return or_null(a.revocation_reason); })
      .batch("document", [](Parents<Authorization> authorizations, const FieldCall& call) {
        return files_by_id(call, authorizations, [](const Authorization& a) { return a.said.document; });
      })
      .field("documentReference", [](const Authorization& a) { return or_null(a.said.document_reference); });
}

void bind_authorization_mutations(graphql::Resolvers& resolvers, QueryResolvers& mutation) {
  payload<CreatePayload>(resolvers, "CreateAuthorizationPayload").child("authorization", [](const CreatePayload& p) -> const std::optional<Authorization>& { return p.value; });
  payload<RevokePayload>(resolvers, "RevokeAuthorizationPayload").child("authorization", [](const RevokePayload& p) -> const std::optional<Authorization>& { return p.value; });
  mutation.child("createAuthorization", create).child("revokeAuthorization", revoke);
}

}  // namespace switchyard::contracting
