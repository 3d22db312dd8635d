#include "app/demo/rest_demo_webhooks.hpp"

#include <fmt/format.h>

#include "app/demo/demo_client.hpp"
#include "values/html_text.hpp"

namespace switchyard::app {
namespace {

constexpr std::size_t kBodySizeMax = 1024 * 1024;

constexpr std::string_view kHead =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta http-equiv=\"refresh\" content=\"2\">"
    "<title>Webhooks of the demo</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#1b2430;background:#fff}"
    "table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #d8dee6;overflow-wrap:anywhere}"
    "@media(max-width:48rem){th{display:none}td{display:flex;gap:.6rem;border:0;padding:.1rem 0}td:last-child{border-bottom:1px solid #d8dee6;padding-bottom:.6rem}"
    "td::before{content:attr(data-label);flex:0 0 6rem;color:#4b5a6b}}"
    "@media(prefers-color-scheme:dark){body{color:#e6ebf1;background:#12181f}td,th{border-color:#2c3743}td::before{color:#a7b4c2}}</style>"
    "<main><h1>Webhooks of the demo</h1><p>What the demo partner's endpoint was called with, the newest first. The page reads itself anew every two seconds.</p>";

std::string row_of(const ReceivedWebhook& webhook) {
  return fmt::format("<tr><td data-label=\"came\">{}<td data-label=\"signature\">{}<td data-label=\"type\">{}<td data-label=\"subject\">{}<td data-label=\"status\">{}<td data-label=\"reason\">{}", webhook.at.text(), webhook.is_verified ? "verified" : "NOT VERIFIED", html_escaped(text_at(webhook.body, "/type")),
                     html_escaped(text_at(webhook.body, "/subject")), html_escaped(text_at(webhook.body, "/status")), html_escaped(text_at(webhook.body, "/reason/code")));
}

http::Response page(const DemoReceiver& receiver) {
  http::Response response;
  response.content_type = "text/html; charset=utf-8";
  response.body = kHead;
  const auto received = receiver.received();
  if (received.empty()) response.body += "<p>Nothing yet: <code>build/release/switchyard demo chain</code> makes some.</p>";
  response.body += "<table><tr><th>came<th>signature<th>type<th>subject<th>status<th>reason</tr>";
  for (const ReceivedWebhook& webhook : received) response.body += row_of(webhook);
  response.body += "</table></main></html>";
  response.set_header("cache-control", "no-store");
  response.set_header("x-content-type-options", "nosniff");
  response.set_header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
  return response;
}

std::string header_of(const http::Request& request, std::string_view name) { return std::string(request.header(name).value_or("")); }

}  // namespace

void add_demo_webhook_routes(http::Router& router, DemoReceiver& receiver) {
  const std::string path(kDemoWebhooksPath);
  router.add({.method = http::Method::get, .pattern = path, .handler = [&receiver](const http::Request&) { return page(receiver); }, .answers = {"text/html"}, .name = "demo.webhooks"});
  router.add({.method = http::Method::post,
              .pattern = path,
              .handler = [&receiver](const http::Request& request) {
                const bool is_verified = receiver.take({.id = header_of(request, "webhook-id"), .timestamp = header_of(request, "webhook-timestamp"),
                                                        .signature = header_of(request, "webhook-signature"), .body = request.body});
                if (is_verified) return http::no_content();
                return http::problem({.kind = ErrorKind::unauthenticated, .code = "signature_invalid", .message = "The webhook's signature does not hold."}, request);
              },
              .body_size_max = kBodySizeMax,
              .name = "demo.receive"});
}

}  // namespace switchyard::app
