#include "access/rest_application_keys.hpp"

#include <fmt/format.h>

#include "access/access_store.hpp"
#include "access/rest_keys_json.hpp"
#include "http/json_body.hpp"
#include "http/no_parameters.hpp"

namespace switchyard::access {

namespace {

using outbox::KeyedEffect;
using outbox::StoredAnswer;
using Change = std::function<KeyedEffect(SqlTransaction&, const Application&, const Actor&)>;

StoredAnswer stored(const http::Response& response) { return {response.status, response.content_type, response.body}; }

KeyedEffect same_for_all(const http::Response& response) { return {stored(response), stored(response)}; }

http::Response response_of(const StoredAnswer& answer) {
  http::Response response = http::json(answer.status, answer.body);
  response.content_type = answer.headers;
  response.set_header("cache-control", "no-store");
  response.compressible = false;
  return response;
}

std::shared_ptr<const ApplicationEntry> entry_of(const Snapshot& snapshot, const Caller& caller) {
  const auto found = snapshot.applications.find(caller.application_id.uuid());
  ENSURE(found != snapshot.applications.end());
  return found->second;
}

http::Response refuse(const CredentialRefusal& refusal, const http::Request& request) {
  http::Response response = http::problem(error_of(refusal), request);
  if (response.status == 401) response.set_header("www-authenticate", "Bearer realm=\"switchyard\"");
  return response;
}

// The caller's API key and a fresh assertion of the same client.
Checked<AcceptedAssertion> fresh_assertion(const KeyRouteParts& parts, const Snapshot& snapshot, const http::Request& request) {
  const Instant now = parts.clock.now();
  auto key = check_api_key(snapshot, parts.directory.jose(), request.header("x-api-key"), request.remote_address, now);
  if (auto* refusal = std::get_if<CredentialRefusal>(&key)) return std::move(*refusal);
  const auto assertion = request.header("x-client-assertion");
  if (!assertion || request.header_count("x-client-assertion") != 1) {
    return CredentialRefusal{"assertion_missing", "A change of keys needs a fresh client assertion beside the access token.",
                             assertion ? "more than one X-Client-Assertion header" : "no X-Client-Assertion header",
                             "X-Client-Assertion with an unused assertion, made as for /oauth/token"};
  }
  return check_assertion(*std::get<const ApiKeyEntry*>(key), parts.directory.jose(), *assertion, parts.settings.issuer, now);
}

std::string request_hash(const Jose& jose, const http::Request& request) {
  const Digest digest = jose.sha256(fmt::format("{} {}\n{}", http::text_of(request.method), request.path, request.body));
  return std::string(bytes_of(digest));
}

Result<outbox::KeyedAnswer> run_once(const KeyRouteParts& parts, const Caller& caller, const http::Request& request,
                                     const std::function<KeyedEffect(SqlTransaction&)>& work) {
  const auto header = request.header("idempotency-key");
  if (header && request.method == http::Method::post) {
    auto key = outbox::IdempotencyKey::parse(*header);
    if (!key) return std::move(key).error();
    return parts.writes.run({caller.application_id.text(), *std::move(key), request_hash(parts.directory.jose(), request)}, work);
  }
  KeyedEffect effect;
  parts.directory.control().write([&](SqlTransaction& transaction) {
    effect = work(transaction);
    return effect.sent.status < 400;
  });
  return outbox::KeyedAnswer{std::move(effect.sent), false};
}

// Checks the assertion, and spends it in the transaction of the change; a change that was refused spends nothing.
http::Response change_keys(const KeyRouteParts& parts, const Caller& caller, const http::Request& request, const Change& change) {
  const auto snapshot = parts.directory.current();
  auto assertion = fresh_assertion(parts, *snapshot, request);
  if (const auto* refusal = std::get_if<CredentialRefusal>(&assertion)) return refuse(*refusal, request);
  const auto entry = entry_of(*snapshot, caller);
  const Actor actor{"application " + caller.application_id.text()};
  std::optional<CredentialRefusal> replay;
  const auto work = [&](SqlTransaction& transaction) {
    replay = spend_assertion(transaction, caller.application_id, std::get<AcceptedAssertion>(assertion));
    if (replay) return KeyedEffect{{500, {}, {}}, {500, {}, {}}};  // Undone and not kept: the answer is given below.
    return change(transaction, entry->application, actor);
  };
  auto answer = run_once(parts, caller, request, work);
  if (!answer) {
    http::Response response = http::problem(answer.error(), request);
    if (answer.error().code == "idempotency_key_in_use") response.set_header("retry-after", "1");
    return response;
  }
  if (replay && !answer->replayed) return refuse(*replay, request);
  parts.directory.refresh();
  http::Response response = response_of(answer->answer);
  if (answer->answer.status == 204) response.content_type.clear();
  if (answer->replayed) response.set_header("idempotency-replayed", "true");
  return response;
}

template <class Key, class Write>
http::Response list_answer(const std::vector<Key>& keys, const Write& write) {
  http::JsonWriter json(1024);
  json.begin_object().key("items").begin_array();
  for (const Key& key : keys) {
    if (!key.revoked_at) write(json, key);
  }
  json.end_array().key("nextCursor").null().end_object();
  http::Response response = http::json(200, std::move(json).text());
  response.set_header("cache-control", "no-store");
  return response;
}

http::Response list_public_keys(const KeyRouteParts& parts, const Caller& caller, const http::Request&) {
  std::vector<RegisteredKey> keys;
  parts.directory.control().read([&](SqlReader& reader) { keys = store::public_keys_of(reader, caller.application_id); });
  return list_answer(keys, [](http::JsonWriter& json, const RegisteredKey& key) { write_public_key(json, key); });
}

http::Response list_api_keys(const KeyRouteParts& parts, const Caller& caller, const http::Request&) {
  std::vector<ApiKey> keys;
  parts.directory.control().read([&](SqlReader& reader) { keys = store::api_keys_of(reader, caller.application_id); });
  return list_answer(keys, [](http::JsonWriter& json, const ApiKey& key) { write_api_key(json, key, key.last_used_at ? key.last_used_at->unix_ms() : 0); });
}

Result<NewPublicKey> read_public_key(const http::Request& request) {
  auto body = http::JsonBody::parse(request.body);
  if (!body) return std::move(body).error();
  http::JsonObject in = body->object();
  NewPublicKey wanted{.text = {}, .algorithm_needed = true};
  const http::JsonValue* jwk = in.value("jwk");
  const auto pem = in.optional_text("pem", {.size_max = kKeyTextSizeMax, .multiline = true});
  if ((jwk != nullptr) == pem.has_value()) in.refuse("jwk", "one_of_two", "Give the key as \"jwk\" (an object) or as \"pem\" (a text), one of the two.");
  else wanted.text = pem ? *pem : jwk->json();
  wanted.algorithm = in.optional("algorithm", parse_jws_algorithm);
  wanted.not_before = in.optional("notBefore", Instant::parse);
  wanted.not_after = in.optional("notAfter", Instant::parse);
  auto done = body->finish();
  if (!done) return std::move(done).error();
  return wanted;
}

http::Response register_public_key(const KeyRouteParts& parts, const Caller& caller, const http::Request& request) {
  auto wanted = read_public_key(request);
  if (!wanted) return http::problem(wanted.error(), request);
  return change_keys(parts, caller, request, [&](SqlTransaction& transaction, const Application& application, const Actor& actor) {
    auto key = parts.registration.add_public_key(transaction, actor, application, *wanted);
    if (!key) return same_for_all(http::problem(key.error(), request));
    http::JsonWriter json;
    write_public_key(json, *key);
    return same_for_all(http::json(201, std::move(json).text()));
  });
}

http::Response make_api_key_answer(const CreatedApiKey& created, bool with_secret) {
  http::JsonWriter json;
  json.begin_object();
  write_api_key_members(json, created.key);
  json.key("apiKey");
  if (with_secret) json.value(created.text.reveal());
  else json.null();
  json.end_object();
  return http::json(201, std::move(json).text());
}

http::Response create_api_key(const KeyRouteParts& parts, const Caller& caller, const http::Request& request) {
  auto body = http::JsonBody::parse(request.body.empty() ? "{}" : std::string_view(request.body));
  if (!body) return http::problem(body.error(), request);
  http::JsonObject in = body->object();
  const auto expires_at = in.optional("expiresAt", Instant::parse);
  if (auto done = body->finish(); !done) return http::problem(done.error(), request);
  return change_keys(parts, caller, request, [&](SqlTransaction& transaction, const Application& application, const Actor& actor) {
    auto created = parts.registration.add_api_key(transaction, actor, application, expires_at);
    if (!created) return same_for_all(http::problem(created.error(), request));
    return KeyedEffect{stored(make_api_key_answer(*created, true)), stored(make_api_key_answer(*created, false))};
  });
}

KeyedEffect revoked(const Result<void>& outcome, const http::Request& request) {
  return same_for_all(outcome ? http::no_content() : http::problem(outcome.error(), request));
}

http::Response revoke_public_key(const KeyRouteParts& parts, const Caller& caller, const http::Request& request) {
  return change_keys(parts, caller, request, [&](SqlTransaction& transaction, const Application& application, const Actor& actor) {
    return revoked(parts.registration.revoke_public_key(transaction, actor, application, request.path_captures.at(0)), request);
  });
}

http::Response revoke_api_key(const KeyRouteParts& parts, const Caller& caller, const http::Request& request) {
  const auto id = ApiKeyId::parse(request.path_captures.at(0));
  if (!id) return http::problem(Error{ErrorKind::not_found, "key_not_found", "This application has no such API key."}, request);
  return change_keys(parts, caller, request, [&](SqlTransaction& transaction, const Application& application, const Actor& actor) {
    return revoked(parts.registration.revoke_api_key(transaction, actor, application, *id), request);
  });
}

using Answer = http::Response (*)(const KeyRouteParts&, const Caller&, const http::Request&);

}  // namespace

void add_application_key_routes(http::Router& router, const Authenticator& authenticator, KeyRouteParts parts) {
  const auto add = [&](http::Method method, const char* pattern, Answer answer) {
    auto handler = [parts, answer](const Caller& caller, const http::Request& request) {
      const auto none = http::takes_no_parameters(request);
      return none ? answer(parts, caller, request) : http::problem(none.error(), request);
    };
    router.add({.method = method, .pattern = pattern, .handler = authenticator.require({Scope::keys_write}, std::move(handler))});
  };
  add(http::Method::get, "/v1/application/keys", list_public_keys);
  add(http::Method::post, "/v1/application/keys", register_public_key);
  add(http::Method::del, "/v1/application/keys/{keyId}", revoke_public_key);
  add(http::Method::get, "/v1/application/api-keys", list_api_keys);
  add(http::Method::post, "/v1/application/api-keys", create_api_key);
  add(http::Method::del, "/v1/application/api-keys/{id}", revoke_api_key);
}

}  // namespace switchyard::access
