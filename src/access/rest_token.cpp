#include "access/rest_token.hpp"

#include <algorithm>
#include <map>

#include "http/json_writer.hpp"

namespace switchyard::access {

namespace {

constexpr std::string_view kAssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
constexpr std::size_t kFormSizeMax = 32 * 1024;

using Form = std::map<std::string, std::string, std::less<>>;

// RFC 6749 section 5.2 takes ASCII without '"' and '\' in a description.
std::string description_of(std::string_view message) {
  std::string description;
  for (std::size_t i = 0; i < message.size(); ++i) {
    const char c = message[i];
    if (message.substr(i).starts_with("…")) {
      description += "...";
      i += 2;
    } else if (c == '"' || c == '\\') {
      description.push_back('\'');
    } else {
      description.push_back(c >= ' ' && c <= '~' ? c : '?');
    }
  }
  return description;
}

http::Response uncached(http::Response response) {
  response.set_header("cache-control", "no-store");
  response.set_header("pragma", "no-cache");
  response.compressible = false;
  return response;
}

http::Response refuse(const CredentialRefusal& refusal, std::string_view issuer, const http::Request& request) {
  const RefusalKind& kind = kind_of(refusal);
  http::JsonWriter json;
  json.begin_object().member("error", kind.oauth_error).member("error_description", description_of(refusal.message)).member("code", refusal.code);
  if (!refusal.received.empty()) json.member("received", refusal.received);
  if (!refusal.expected.empty()) json.member("expected", refusal.expected);
  json.member("issuer", issuer).member("requestId", request.request_id).end_object();
  http::Response response = http::json(kind.oauth_status, std::move(json).text());
  if (kind.oauth_status == 401) response.set_header("www-authenticate", "Bearer realm=\"switchyard\"");
  if (kind.oauth_status == 429 || kind.oauth_status == 503) response.set_header("retry-after", "1");
  response.note("refusal", std::string(refusal.code));
  return uncached(std::move(response));
}

bool is_form(const http::Request& request) {
  const auto type = request.header("content-type");
  if (!type) return false;
  std::string media(type->substr(0, type->find(';')));
  while (media.ends_with(' ')) media.pop_back();
  std::transform(media.begin(), media.end(), media.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return media == "application/x-www-form-urlencoded";
}

Checked<Form> read_form(const http::Request& request) {
  if (!is_form(request)) {
    return CredentialRefusal{"form_expected", "The body is not a form.", "Content-Type " + in_quotes(request.header("content-type").value_or("")),
                             "Content-Type application/x-www-form-urlencoded"};
  }
  auto parameters = http::parse_parameters(request.body);
  if (!parameters) return CredentialRefusal{"form_expected", "The form was not understood. " + parameters.error().message};
  Form form;
  for (auto& parameter : *parameters) {
    if (!form.emplace(parameter.name, parameter.value).second) {
      return CredentialRefusal{"parameter_repeated", "A parameter of the form came twice (RFC 6749 section 3.2).", in_quotes(parameter.name)};
    }
  }
  return form;
}

std::optional<CredentialRefusal> check_form(const Form& form) {
  const auto value = [&](std::string_view name) {
    const auto found = form.find(name);
    return found == form.end() ? std::string_view() : std::string_view(found->second);
  };
  if (value("grant_type").empty()) {
    return CredentialRefusal{"parameter_missing", "The form has no grant_type.", "no grant_type", "grant_type=client_credentials"};
  }
  if (value("grant_type") != "client_credentials") {
    return CredentialRefusal{"grant_type_unsupported", "Only the grant client_credentials is served here.", "grant_type " + in_quotes(value("grant_type")),
                             "grant_type=client_credentials"};
  }
  if (value("client_assertion_type") != kAssertionType) {
    return CredentialRefusal{value("client_assertion_type").empty() ? "parameter_missing" : "assertion_type_unsupported",
                             "The client must authenticate with a signed assertion (private_key_jwt).",
                             "client_assertion_type " + in_quotes(value("client_assertion_type")), "client_assertion_type=" + std::string(kAssertionType)};
  }
  if (value("client_assertion").empty()) {
    return CredentialRefusal{"assertion_missing", "The form has no client_assertion.", "no client_assertion", "client_assertion=JWT signed with the client's private key"};
  }
  return std::nullopt;
}

http::Response grant(const TokenGrant& granted) {
  http::JsonWriter json(1536);
  json.begin_object()
      .plain_member("access_token", granted.access_token.reveal())
      .plain_member("token_type", "Bearer")
      .member("expires_in", granted.expires_in_seconds)
      .member("scope", granted.scopes.text())
      .end_object();
  http::Response response = http::json(200, std::move(json).text());
  response.set_header("switchyard-environment", std::string(text_of(granted.environment)));
  return uncached(std::move(response));
}

http::Response answer(TokenIssuer& tokens, const http::Request& request) {
  const auto refused_early = [&](const CredentialRefusal& refusal) {
    tokens.count(refusal);
    return refuse(refusal, tokens.settings().issuer, request);
  };
  auto form = read_form(request);
  if (const auto* refusal = std::get_if<CredentialRefusal>(&form)) return refused_early(*refusal);
  const Form& fields = std::get<Form>(form);
  if (request.header_count("x-api-key") > 1) return refused_early({"api_key_repeated", "There is more than one X-API-Key header."});
  if (auto refusal = check_form(fields)) return refused_early(*refusal);
  const auto optional = [&](std::string_view name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::optional<std::string_view>() : std::string_view(found->second);
  };
  auto outcome = tokens.issue({.api_key = request.header("x-api-key"),
                               .assertion = fields.find("client_assertion")->second,
                               .client_id = optional("client_id"),
                               .scope = optional("scope"),
                               .address = request.remote_address});
  if (const auto* refusal = std::get_if<CredentialRefusal>(&outcome)) return refuse(*refusal, tokens.settings().issuer, request);
  return grant(std::get<TokenGrant>(outcome));
}

}  // namespace

void add_token_route(http::Router& router, TokenIssuer& tokens) {
  router.add({.method = http::Method::post,
              .pattern = "/oauth/token",
              .handler = [&tokens](const http::Request& request) { return answer(tokens, request); },
              .run_on = http::RunOn::worker_thread,
              .body_size_max = kFormSizeMax,
              .content_types = {}});
}

}  // namespace switchyard::access
