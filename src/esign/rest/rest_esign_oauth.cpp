#include "esign/accounts/account_desk.hpp"
#include "esign/rest/esign_answer.hpp"
#include "esign/rest/esign_routes.hpp"
#include "esign/rest/jwt_grant.hpp"
#include "esign/rest/wire_time.hpp"
#include "esign/rest/wire_value.hpp"
#include "http/json_writer.hpp"

namespace switchyard::esign {
namespace {

constexpr std::string_view kJwtGrant = "urn:ietf:params:oauth:grant-type:jwt-bearer";
constexpr std::size_t kFormSizeMax = 32 * 1024;
constexpr std::string_view kPrefix = "/esign";

http::Response oauth_refusal(int status, std::string_view error, std::string_view description) {
  http::JsonWriter json;
  json.begin_object().member("error", error);
  if (!description.empty()) json.member("error_description", description);
  json.end_object();
  http::Response response = answer(status, std::move(json).text());
  response.note("refusal", std::string(description.empty() ? error : description));
  return response;
}

std::string_view without_scheme(std::string_view url) {
  const auto scheme = url.find("://");
  return scheme == std::string_view::npos ? url : url.substr(scheme + 3);
}

// The public name and the Host that was asked, each as it is and below /esign.
std::vector<std::string> audiences_of(const EsignFace& face, const http::Request& request) {
  std::vector<std::string> names;
  for (const std::string& name : {lower_case(without_scheme(face.parts.public_url)), lower_case(request.host)}) {
    if (name.empty()) continue;
    names.push_back(name);
    names.push_back(name + std::string(kPrefix));
  }
  return names;
}

std::string parameter(const std::vector<http::Parameter>& form, std::string_view name) {
  for (const http::Parameter& one : form) {
    if (one.name == name) return one.value;
  }
  return {};
}

http::Response token(const EsignFace& face, const http::Request& request) {
  const auto form = http::parse_parameters(request.body);
  if (!form) return oauth_refusal(400, "invalid_request", "The form was not understood.");
  const std::string grant_type = parameter(*form, "grant_type");
  if (grant_type != kJwtGrant) {
    return grant_type.empty() ? oauth_refusal(400, "invalid_request", "The form has no grant_type.") : oauth_refusal(400, "unsupported_grant_type", "Served here: " + std::string(kJwtGrant) + ".");
  }
  const std::string assertion = parameter(*form, "assertion");
  if (assertion.empty()) return oauth_refusal(400, "invalid_request", "The form has no assertion.");
  const GrantOutcome outcome = grant_by_assertion(face.parts.service_of, assertion, audiences_of(face, request));
  if (const auto* refused = std::get_if<GrantRefusal>(&outcome)) return oauth_refusal(400, refused->error, refused->description);
  const GrantedToken& granted = std::get<GrantedToken>(outcome);
  http::JsonWriter json;
  json.begin_object()
      .member("access_token", granted.token.reveal())
      .member("token_type", "Bearer")
      .member("expires_in", kAccessTokenLife.ms / 1000)
      .member("scope", granted.scope)
      .end_object();
  http::Response response = answer(200, std::move(json).text());
  response.compressible = false;
  response.set_header("pragma", "no-cache");
  return response;
}

http::Response userinfo(const EsignFace& face, const http::Request& request) {
  const auto held = face.gate.held_token(request);
  if (!held) {
    http::Response response = oauth_refusal(401, "invalid_token", held.error().message);
    response.set_header("www-authenticate", "Bearer error=\"invalid_token\"");
    return response;
  }
  std::optional<User> user;
  std::optional<Account> account;
  face.gate.service(held->environment).database.read([&](SqlReader& reader) {
    user = find_user(reader, held->grant.user);
    account = find_account(reader, held->grant.account);
  });
  if (!user || !account) return oauth_refusal(401, "invalid_token", "The token's user is gone.");
  const auto space = user->name.rfind(' ');
  http::JsonWriter json;
  json.begin_object()
      .member("sub", user->id.text())
      .member("name", user->name)
      .member("given_name", std::string_view(user->name).substr(0, space))
      .member("family_name", space == std::string::npos ? std::string_view() : std::string_view(user->name).substr(space + 1))
      .member("created", wire_time(user->created_at))
      .member("email", user->email);
  json.key("accounts").begin_array().begin_object();
  json.member("account_id", account->id.text()).member("is_default", true).member("account_name", account->name).member("base_uri", face.base_uri(request));
  json.end_object().end_array().end_object();
  return answer(200, std::move(json).text());
}

}  // namespace

std::string EsignFace::base_uri(const http::Request& request) const {
  if (!parts.public_url.empty()) return parts.public_url + std::string(kPrefix);
  return (request.is_tls ? "https://" : "http://") + request.host + std::string(kPrefix);
}

void add_oauth_routes(http::Router& router, const FacePointer& face) {
  router.add({.method = http::Method::post,
              .pattern = "/esign/oauth/token",
              .handler = [face](const http::Request& request) { return token(*face, request); },
              .body_size_max = kFormSizeMax,
              .content_types = {"application/x-www-form-urlencoded"},
              .answers = {},
              .reshape_problem = reshape_problem});
  router.add({.method = http::Method::get,
              .pattern = "/esign/oauth/userinfo",
              .handler = [face](const http::Request& request) { return userinfo(*face, request); },
              .content_types = {},
              .answers = {},
              .reshape_problem = reshape_problem});
}

}  // namespace switchyard::esign
