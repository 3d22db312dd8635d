// The service and the account themselves, and what is at no other path.
#include "esign/accounts/account_desk.hpp"
#include "esign/esign_refusal.hpp"
#include "esign/rest/esign_answer.hpp"
#include "esign/rest/esign_routes.hpp"
#include "esign/rest/wire_time.hpp"
#include "http/json_writer.hpp"

namespace switchyard::esign {
namespace {

http::Response service_versions(const EsignFace& face, const http::Request& request) {
  http::JsonWriter json;
  json.begin_object().key("serviceVersions").begin_array().begin_object();
  json.member("version", "v2.1").member("versionUrl", face.base_uri(request) + "/restapi/v2.1").end_object().end_array();
  json.member("buildVersion", "switchyard").end_object();
  return answer(200, std::move(json).text());
}

http::Response show_account(const Call& call) {
  std::optional<Account> account;
  call.service.database.read([&](SqlReader& reader) { account = find_account(reader, call.account); });
  if (!account) return refusal(Error{ErrorKind::unauthenticated, "USER_DOES_NOT_BELONG_TO_SPECIFIED_ACCOUNT", "The account is gone.", {}});
  http::JsonWriter json;
  json.begin_object()
      .member("accountId", account->id.text())
      .member("accountIdGuid", account->id.text())
      .member("accountName", account->name)
      .member("createdDate", wire_time(account->created_at))
      .member("planName", call.service.environment == EnvironmentName::test ? "Test" : "Live")
      .member("suspensionStatus", "")
      .end_object();
  return answer(200, std::move(json).text());
}

// A path that is not served: without a token it is a wrong base path as often as not.
http::Response not_served(const EsignFace& face, const http::Request& request) {
  const auto held = face.gate.held_token(request);
  if (!held) return refusal(held.error());
  return refusal(404, "RESOURCE_NOT_FOUND", "This path or method is not served here; docs/esign.md lists what is.");
}

}  // namespace

void add_account_routes(http::Router& router, const FacePointer& face) {
  for (const char* pattern : {"/esign/restapi", "/esign/restapi/service_information"}) {
    router.add({.method = http::Method::get,
                .pattern = pattern,
                .handler = [face](const http::Request& request) { return service_versions(*face, request); },
                .content_types = {},
                .answers = {},
                .reshape_problem = reshape_problem});
  }
  face->gate.add(router, http::Method::get, "", show_account);
  for (const http::Method method : {http::Method::get, http::Method::post, http::Method::put, http::Method::del}) {
    router.add({.method = method,
                .pattern = "/esign/restapi/{rest...}",
                .handler = [face](const http::Request& request) { return not_served(*face, request); },
                .content_types = {},
                .answers = {},
                .reshape_problem = reshape_problem});
  }
}

}  // namespace switchyard::esign
