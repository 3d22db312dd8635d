#include "app/runtime/rest_esign_admin.hpp"

#include "esign/accounts/account_desk.hpp"
#include "http/json_body.hpp"
#include "http/json_writer.hpp"
#include "http/no_parameters.hpp"
#include "http/query_reader.hpp"

namespace switchyard::app {
namespace {

using access::Caller;
using pricing::ShownOnce;

constexpr int kCreated = 201;
constexpr std::size_t kNameSizeMax = 100;
constexpr std::size_t kEmailSizeMax = 254;
constexpr std::size_t kUriSizeMax = 2000;

template <class Id>
Result<Id> parse_guid(std::string_view text) {
  auto id = Id::parse(text);
  if (!id) return Error{ErrorKind::invalid, "malformed", "must be a GUID, as 0f8fad5b-d9cb-469f-a165-70867728950e", {}};
  return *std::move(id);
}

// The room's refusals as a body's: what cannot be carried out is 422, and names its member.
http::Response refused(Error error, const http::Request& request) {
  if (error.code == "CONNECT_KEY_LIMIT") error = {ErrorKind::conflict, "esign_connect_key_limit", "An account has at most 100 active Connect keys.", {}};
  if (error.kind == ErrorKind::invalid) error.kind = ErrorKind::unprocessable;
  for (FieldError& field : error.fields) {
    if (!field.pointer.starts_with('/')) field.pointer.insert(0, "/");
  }
  return http::problem(error, request);
}

ShownOnce same(http::Response response) { return {response, response}; }

http::Response once(const Caller& caller, const http::Request& request, const EsignAdminDesk& desk, std::string_view identity, const std::function<ShownOnce(SqlTransaction&)>& work) {
  http::Response response = pricing::write_keyed_shown_once(desk.keyed, caller.application_id.text(), request, identity, work);
  response.set_header("cache-control", "no-store");
  response.compressible = false;
  return response;
}

template <class Item, class Write>
http::Response list_answer(const std::vector<Item>& items, const Write& write) {
  http::JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const Item& item : items) {
    json.begin_object();
    write(json, item);
    json.end_object();
  }
  json.end_array().key("nextCursor").null().end_object();
  http::Response response = http::json(200, std::move(json).text());
  response.set_header("cache-control", "no-store");
  return response;
}

// Of the query ?accountId, the only one that is taken; refused as esign_account_not_found.
Result<esign::AccountId> account_of(const http::Request& request, SqlReader& reader) {
  auto query = http::QueryReader::of(request);
  if (!query) return std::move(query).error();
  const auto id = query->required("accountId", parse_guid<esign::AccountId>);
  if (auto done = query->finish(); !done) return std::move(done).error();
  if (!esign::find_account(reader, *id)) return esign_account_not_found();
  return *id;
}

http::Response list_accounts_route(const Caller&, const http::Request& request, const EsignAdminDesk& desk) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  std::vector<esign::Account> accounts;
  desk.service.database.read([&](SqlReader& reader) { accounts = esign::list_accounts(reader); });
  return list_answer(accounts, [](http::JsonWriter& json, const esign::Account& account) {
    json.member("accountId", account.id.text()).member("name", account.name).member("createdAt", account.created_at.text());
  });
}

http::Response create_account_route(const Caller& caller, const http::Request& request, const EsignAdminDesk& desk) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  auto body = http::JsonBody::parse(request.body);
  if (!body) return http::problem(body.error(), request);
  http::JsonObject in = body->object();
  const NewEsignAccount wanted{.name = in.text("name", {.size_max = kNameSizeMax}),
                               .user_name = in.optional_text("userName", {.size_max = kNameSizeMax}).value_or(""),
                               .user_email = in.optional_text("userEmail", {.size_max = kEmailSizeMax}).value_or("")};
  if (auto done = body->finish(); !done) return http::problem(done.error(), request);
  return once(caller, request, desk, request.body, [&](SqlTransaction& transaction) {
    const auto made = make_esign_account(transaction, desk.service, wanted);
    if (!made) return same(refused(made.error(), request));
    http::JsonWriter json;
    json.begin_object().member("accountId", made->account.id.text()).member("userId", made->user.id.text()).member("name", made->account.name);
    json.member("baseUri", esign_paths(desk.installation).base_uri).end_object();
    return same(http::json(kCreated, std::move(json).text()));
  });
}

http::Response list_clients_route(const Caller&, const http::Request& request, const EsignAdminDesk& desk) {
  Result<esign::AccountId> account = esign_account_not_found();
  std::vector<esign::IntegrationKey> keys;
  desk.service.database.read([&](SqlReader& reader) {
    account = account_of(request, reader);
    if (account) keys = esign::list_integration_keys(reader, *account);
  });
  if (!account) return http::problem(account.error(), request);
  return list_answer(keys, [](http::JsonWriter& json, const esign::IntegrationKey& key) {
    json.member("integrationKey", key.id.text()).member("name", key.name).member("state", key.is_active ? "active" : "revoked").member("createdAt", key.created_at.text());
  });
}

Result<NewEsignClient> parse_client(const std::string& text) {
  auto body = http::JsonBody::parse(text);
  if (!body) return std::move(body).error();
  http::JsonObject in = body->object();
  const auto account = in.required("accountId", parse_guid<esign::AccountId>);
  const auto user = in.optional("userId", parse_guid<esign::UserId>);
  NewEsignClient wanted{.account = {},
                        .name = in.optional_text("name", {.size_max = kNameSizeMax}).value_or(""),
                        .public_key = in.text("publicKey", {.size_max = access::kKeyTextSizeMax, .multiline = true}),
                        .redirect_uris = in.texts("redirectUris", {.count_min = 0, .count_max = esign::kRedirectUrisMax}, {.size_max = kUriSizeMax}),
                        .has_consent = in.optional_boolean("consent").value_or(false)};
  if (auto done = body->finish(); !done) return std::move(done).error();
  wanted.account = *account;
  if (user) wanted.user = *user;
  return wanted;
}

http::Response create_client_route(const Caller& caller, const http::Request& request, const EsignAdminDesk& desk) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  const auto wanted = parse_client(request.body);
  if (!wanted) return http::problem(wanted.error(), request);
  return once(caller, request, desk, request.body, [&](SqlTransaction& transaction) {
    if (!esign::find_account(transaction, wanted->account)) return same(refused(esign_account_not_found(), request));
    const auto made = make_esign_client(transaction, desk.service, *wanted);
    if (!made) return same(refused(made.error(), request));
    const EsignPaths paths = esign_paths(desk.installation);
    http::JsonWriter json;
    json.begin_object().member("integrationKey", made->key.text()).member("userId", made->user.text()).member("accountId", wanted->account.text());
    json.member("oauthBasePath", paths.oauth_base_path).member("basePath", paths.base_path).end_object();
    return same(http::json(kCreated, std::move(json).text()));
  });
}

http::Response revoke_client_route(const Caller& caller, const http::Request& request, const EsignAdminDesk& desk) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  const auto id = esign::IntegrationKeyId::parse(request.path_captures.front());
  return once(caller, request, desk, request.body, [&](SqlTransaction& transaction) {
    const bool is_ended = id && esign::deactivate_integration_key(transaction, *id);
    return same(is_ended ? http::no_content() : refused(esign_client_not_found(), request));
  });
}

http::Response list_connect_keys_route(const Caller&, const http::Request& request, const EsignAdminDesk& desk) {
  Result<esign::AccountId> account = esign_account_not_found();
  std::vector<esign::ConnectKey> keys;
  desk.service.database.read([&](SqlReader& reader) {
    account = account_of(request, reader);
    if (account) keys = esign::list_connect_keys(reader, *account);
  });
  if (!account) return http::problem(account.error(), request);
  return list_answer(keys, [](http::JsonWriter& json, const esign::ConnectKey& key) { json.member("keyId", key.id).member("createdAt", key.created_at.text()); });
}

std::string connect_key_json(const esign::NewConnectKey& key, std::string_view secret) {
  http::JsonWriter json;
  json.begin_object().member("keyId", key.id).member_or_null("secret", secret).end_object();
  return std::move(json).text();
}

http::Response create_connect_key_route(const Caller& caller, const http::Request& request, const EsignAdminDesk& desk) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  auto body = http::JsonBody::parse(request.body);
  if (!body) return http::problem(body.error(), request);
  http::JsonObject in = body->object();
  const auto account = in.required("accountId", parse_guid<esign::AccountId>);
  if (auto done = body->finish(); !done) return http::problem(done.error(), request);
  return once(caller, request, desk, request.body, [&](SqlTransaction& transaction) {
    if (!esign::find_account(transaction, *account)) return same(refused(esign_account_not_found(), request));
    const auto made = esign::create_connect_key(transaction, desk.service, desk.sealer, *account);
    if (!made) return same(refused(made.error(), request));
    return ShownOnce{http::json(kCreated, connect_key_json(*made, made->secret.reveal())), http::json(kCreated, connect_key_json(*made, {}))};
  });
}

http::Response revoke_connect_key_route(const Caller& caller, const http::Request& request, const EsignAdminDesk& desk) {
  return once(caller, request, desk, request.query, [&](SqlTransaction& transaction) {
    const auto account = account_of(request, transaction);
    if (!account) return same(http::problem(account.error(), request));
    const bool is_ended = esign::remove_connect_key(transaction, *account, request.path_captures.front());
    return same(is_ended ? http::no_content() : refused(connect_key_not_found(), request));
  });
}

}  // namespace

void add_esign_admin_routes(http::Router& router, const access::Authenticator& authenticator, std::function<EsignAdminDesk(EnvironmentName)> desk_of) {
  using Work = http::Response (*)(const Caller&, const http::Request&, const EsignAdminDesk&);
  const auto add = [&](http::Method method, std::string pattern, Work work) {
    router.add({.method = method,
                .pattern = std::move(pattern),
                .handler = authenticator.require({access::Scope::operator_partners},
                                                 [desk_of, work](const Caller& caller, const http::Request& request) { return work(caller, request, desk_of(caller.environment)); }),
                .cors = http::Cors::by_credential});
  };
  add(http::Method::get, "/v1/esign/accounts", list_accounts_route);
  add(http::Method::post, "/v1/esign/accounts", create_account_route);
  add(http::Method::get, "/v1/esign/clients", list_clients_route);
  add(http::Method::post, "/v1/esign/clients", create_client_route);
  add(http::Method::del, "/v1/esign/clients/{integrationKey}", revoke_client_route);
  add(http::Method::get, "/v1/esign/connect-keys", list_connect_keys_route);
  add(http::Method::post, "/v1/esign/connect-keys", create_connect_key_route);
  add(http::Method::del, "/v1/esign/connect-keys/{keyId}", revoke_connect_key_route);
}

}  // namespace switchyard::app
