// The page where a user lets a program act for him. Its visitor is not logged in: in Test he names himself by his address, as befits a sandbox; in Live the
// page gives nothing away and points to the operator, who gives consent by command or API.
#include <fmt/format.h>

#include <algorithm>

#include "esign/accounts/account_desk.hpp"
#include "esign/rest/esign_routes.hpp"
#include "esign/rest/jwt_grant.hpp"
#include "esign/rest/wire_value.hpp"
#include "values/html_text.hpp"

namespace switchyard::esign {
namespace {

constexpr std::size_t kFormSizeMax = 16 * 1024;

struct Asked {
  KnownClient client;
  std::vector<std::string> scopes;
  std::string scope;
  std::string redirect_uri;
  std::string state;
};

http::Response page(int status, std::string_view title, std::string_view body) {
  http::Response response;
  response.status = status;
  response.content_type = "text/html; charset=utf-8";
  response.body = fmt::format(
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{0}</title>"
      "<style>body{{font:1.0625rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem}}input,button{{font:inherit;padding:.5rem .75rem}}"
      "label{{display:block;margin:1rem 0 .25rem}}:root{{color-scheme:light dark}}</style></head><body><main><h1>{0}</h1>{1}</main></body></html>\n",
      html_escaped(title), body);
  response.set_header("cache-control", "no-store");
  // form-action is left open: the answer to the form leads to the program's own address.
  response.set_header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'");
  response.set_header("referrer-policy", "no-referrer");
  return response;
}

std::string parameter(const std::vector<http::Parameter>& all, std::string_view name) {
  const auto found = std::ranges::find(all, name, &http::Parameter::name);
  return found == all.end() ? std::string() : found->value;
}

http::Response refused(std::string_view why) { return page(400, "This request cannot be granted", fmt::format("<p>{}</p>", html_escaped(why))); }

// The request, or why not; nothing is sent to an address that is not registered.
Result<Asked> asked_of(const EsignFace& face, const std::vector<http::Parameter>& sent) {
  const auto wrong = [](std::string message) { return Error{ErrorKind::invalid, "consent_request_invalid", std::move(message), {}}; };
  auto client = find_client(face.parts.service_of, parameter(sent, "client_id"));
  if (!client) return wrong("The client_id is not known here.");
  Asked asked{.client = *std::move(client), .scopes = {}, .scope = parameter(sent, "scope"), .redirect_uri = parameter(sent, "redirect_uri"), .state = parameter(sent, "state")};
  if (std::ranges::find(asked.client.key.redirect_uris, asked.redirect_uri) == asked.client.key.redirect_uris.end()) return wrong("The redirect_uri is not registered for this client.");
  if (parameter(sent, "response_type") != "code") return wrong("The response_type must be code.");
  auto scopes = parse_esign_scopes(asked.scope);
  if (!scopes) return wrong("The scope must be signature, or signature and impersonation.");
  asked.scopes = *std::move(scopes);
  return asked;
}

std::string hidden(std::string_view name, std::string_view value) { return fmt::format("<input type=\"hidden\" name=\"{}\" value=\"{}\">", name, html_escaped(value)); }

http::Response show(const EsignFace& face, const http::Request& request) {
  const auto sent = http::parse_parameters(request.query);
  if (!sent) return refused("The address was not understood.");
  const auto asked = asked_of(face, *sent);
  if (!asked) return refused(asked.error().message);
  const std::string name = html_escaped(asked->client.key.name);
  if (asked->client.environment != EnvironmentName::test) {
    return page(200, "Ask your operator", fmt::format("<p>In Live, consent for <strong>{}</strong> is given by the operator of this service.</p>", name));
  }
  return page(200, "Allow access",
              fmt::format("<p><strong>{}</strong> asks to create, send and read envelopes for you ({}).</p><form method=\"post\" action=\"/esign/oauth/auth\">{}{}{}{}{}"
                          "<label for=\"email\">Your e-mail address in this account</label><input id=\"email\" name=\"email\" type=\"email\" autocomplete=\"email\" required>"
                          "<p><button type=\"submit\">Accept</button></p></form>",
                          name, html_escaped(asked->scope), hidden("response_type", "code"), hidden("client_id", asked->client.key.id.text()), hidden("scope", asked->scope),
                          hidden("redirect_uri", asked->redirect_uri), hidden("state", asked->state)));
}

std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
    encoded += is_plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

std::string redirect_of(const Asked& asked, const Secret& code) {
  std::string url = asked.redirect_uri;
  url += url.find('?') == std::string::npos ? '?' : '&';
  url += "code=" + std::string(code.reveal());
  if (!asked.state.empty()) url += "&state=" + percent_encoded(asked.state);
  return url;
}

http::Response accept(const EsignFace& face, const http::Request& request) {
  const auto sent = http::parse_parameters(request.body);
  if (!sent) return refused("The form was not understood.");
  const auto asked = asked_of(face, *sent);
  if (!asked) return refused(asked.error().message);
  if (asked->client.environment != EnvironmentName::test) return refused("In Live, consent is given by the operator of this service.");
  const EsignService& service = face.gate.service(asked->client.environment);
  const std::string email = lower_case(parameter(*sent, "email"));
  std::optional<Secret> code;
  service.database.write([&](SqlTransaction& transaction) {
    const auto users = list_users(transaction, asked->client.key.account);
    const auto user = std::ranges::find_if(users, [&](const User& one) { return one.is_active && lower_case(one.email) == email; });
    if (user == users.end()) return false;
    for (const std::string& scope : asked->scopes) give_consent(transaction, asked->client.key.id, user->id, scope, service.clock.now());
    code = issue_grant_code(transaction, service, {.client = asked->client.key.id, .user = user->id, .account = asked->client.key.account, .scope = asked->scope}, asked->redirect_uri);
    return true;
  });
  if (!code) return refused("The account has no user of that address.");
  http::Response response = page(303, "Allowed", "<p>You are led back.</p>");
  response.set_header("location", redirect_of(*asked, *code));
  return response;
}

}  // namespace

void add_consent_routes(http::Router& router, const FacePointer& face) {
  router.add({.method = http::Method::get,
              .pattern = "/esign/oauth/auth",
              .handler = [face](const http::Request& request) { return show(*face, request); },
              .content_types = {},
              .answers = {}});
  router.add({.method = http::Method::post,
              .pattern = "/esign/oauth/auth",
              .handler = [face](const http::Request& request) { return accept(*face, request); },
              .body_size_max = kFormSizeMax,
              .content_types = {"application/x-www-form-urlencoded"},
              .answers = {}});
}

}  // namespace switchyard::esign
