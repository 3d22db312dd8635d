#include "esign/ceremony/rest_ceremony.hpp"

#include <memory>

#include "esign/ceremony/rest_call.hpp"
#include "esign/ceremony/rest_pages.hpp"
#include "http/static_files.hpp"

namespace switchyard::esign {
namespace {

http::Response opened_page(const PageShell& shell, const Opening& opening) {
  if (const auto* closed = std::get_if<ClosedDoor>(&opening)) return closed_door_page(*closed);
  const auto& opened = std::get<OpenedSession>(opening);
  return shell.page(opened.session, opened.secret);
}

// A prefetch is refused, so that the browser comes again when a person does; HEAD is told that there is a page.
http::Response only_looking(const http::Request& request) {
  http::Response response = plain_page(request.method == http::Method::head ? 200 : 503, "en", "Sign", "<p>Open this link in a browser to go on.</p>");
  return response;
}

// The sender's page is plain: it keeps its secret in its own address, which nothing leads out of.
http::Response sender_redirect(const OpenedSession& opened) {
  http::Response response;
  response.status = 303;
  response.content_type.clear();
  set_page_headers(response, {});
  response.set_header("location", "/esign/signing/sender/" + opened.secret);
  return response;
}

http::Response view_route(const Ceremonies& ceremonies, const PageShell& shell, const http::Request& request) {
  if (is_only_looking(request)) return only_looking(request);
  const std::string& token = request.path_captures.at(0);
  const Ceremony* ceremony = ceremony_of(ceremonies, token);
  if (ceremony == nullptr) return closed_door_page({.code = "view_unknown", .end = {}, .language = language_for("", visitor_of(request).accept_language)});
  const Opening opening = open_view(*ceremony, token, visitor_of(request));
  const auto* opened = std::get_if<OpenedSession>(&opening);
  if (opened != nullptr && is_of_sender(opened->session.kind)) return sender_redirect(*opened);
  return opened_page(shell, opening);
}

http::Response session_route(const Ceremonies& ceremonies, const PageShell& shell, const http::Request& request) {
  const std::string& session_id = request.path_captures.at(0);
  const Ceremony* ceremony = ceremony_of(ceremonies, session_id);
  std::optional<Session> session;
  if (ceremony != nullptr) ceremony->service.database.read([&](SqlReader& reader) { session = find_session(reader, session_id); });
  if (!session || is_of_sender(session->kind)) return closed_door_page({.code = "view_unknown", .end = {}, .language = language_for("", visitor_of(request).accept_language)});
  return shell.page(*session, {});
}

http::Response mail_route(const Ceremonies& ceremonies, const PageShell& shell, const http::Request& request) {
  const std::string& token = request.path_captures.at(0);
  const Visitor visitor = visitor_of(request);
  const Ceremony* ceremony = ceremony_of(ceremonies, token);
  if (ceremony == nullptr) return closed_door_page({.code = "view_unknown", .end = {}, .language = language_for("", visitor.accept_language)});
  if (request.method == http::Method::post) return opened_page(shell, open_letter(*ceremony, token, visitor));
  const auto seen = look_at_letter(*ceremony, token, visitor);
  if (const auto* closed = std::get_if<ClosedDoor>(&seen)) return closed_door_page(*closed);
  return letter_page(std::get<LetterDoor>(seen), request.path);
}

http::Response style_route(const http::Request&) {
  http::Response response;
  response.content_type = "text/css; charset=utf-8";
  response.body = plain_style();
  response.set_header("cache-control", "public, max-age=3600");
  response.set_header("x-content-type-options", "nosniff");
  response.etag_from_body = true;
  return response;
}

http::Response asset_response(const http::StaticFiles& files, const http::Request& request, std::string_view path) {
  http::Response response = files.answer(request, path == "index.html" ? "-" : path);
  response.set_header("x-content-type-options", "nosniff");
  // embed.js is for pages of other origins; the rest for the signing page alone.
  response.set_header("cross-origin-resource-policy", path == "embed.js" ? "cross-origin" : "same-origin");
  return response;
}

const std::vector<std::string> kPageAnswers = {"text/html"};

}  // namespace

void add_ceremony_routes(http::Router& router, const Ceremonies& ceremonies, std::span<const EmbeddedFile> assets) {
  const auto shell = std::make_shared<const PageShell>(assets);
  const auto files = std::make_shared<const http::StaticFiles>(assets);
  using http::Method;
  const auto page = [&](Method method, std::string pattern, http::Handler handler) {
    router.add({.method = method, .pattern = std::move(pattern), .handler = std::move(handler), .body_size_max = 1024, .content_types = {}, .answers = kPageAnswers});
  };
  page(Method::get, "/esign/signing/{token}", [ceremonies, shell](const http::Request& request) { return view_route(ceremonies, *shell, request); });
  page(Method::get, "/esign/signing/session/{sessionId}", [ceremonies, shell](const http::Request& request) { return session_route(ceremonies, *shell, request); });
  page(Method::get, "/esign/signing/mail/{token}", [ceremonies, shell](const http::Request& request) { return mail_route(ceremonies, *shell, request); });
  page(Method::post, "/esign/signing/mail/{token}", [ceremonies, shell](const http::Request& request) { return mail_route(ceremonies, *shell, request); });
  router.add({.method = Method::get, .pattern = "/esign/signing/plain.css", .handler = style_route, .run_on = http::RunOn::io_thread, .answers = {"text/css"}});
  const auto asset = [&](std::string pattern, http::Handler handler) {
    router.add({.method = Method::get, .pattern = std::move(pattern), .handler = std::move(handler), .run_on = http::RunOn::io_thread, .answers = {}});
  };
  asset("/esign/signing/assets/{rest...}", [files](const http::Request& request) { return asset_response(*files, request, request.path_captures.at(0)); });
  asset("/esign/signing/embed.js", [files](const http::Request& request) { return asset_response(*files, request, "embed.js"); });
  add_session_routes(router, ceremonies);
  add_act_routes(router, ceremonies);
  add_file_routes(router, ceremonies);
  add_sender_routes(router, ceremonies);
}

}  // namespace switchyard::esign
