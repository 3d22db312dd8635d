#include "esign/ceremony/rest_problem.hpp"

#include "http/json_writer.hpp"

namespace switchyard::esign {
namespace {

constexpr int kGone = 410;

void write_missing(http::JsonWriter& json, const std::vector<MissingTab>& missing) {
  json.key("tabs").begin_array();
  for (const MissingTab& tab : missing) {
    json.begin_object().member("tabId", tab.tab_id).member("documentId", tab.document_id).member("page", tab.page).member("label", tab.label).member("why", tab.why).end_object();
  }
  json.end_array();
}

}  // namespace

http::Response problem_of(const Refusal& refusal, const http::Request& request) {
  const int status = refusal.is_over ? kGone : http::status_of(refusal.error.kind);
  http::Response response = http::problem_with_status(status, refusal.error, request.request_id);
  http::JsonWriter json;
  json.begin_object();
  if (refusal.end) json.key("end").begin_object().member("event", refusal.end->event).member("url", refusal.end->url).end_object();
  if (!refusal.missing.empty()) write_missing(json, refusal.missing);
  if (refusal.tries_left) json.member("triesLeft", *refusal.tries_left);
  if (refusal.retry_after_seconds) {
    json.member("retryAfterSeconds", *refusal.retry_after_seconds);
    response.set_header("retry-after", std::to_string(*refusal.retry_after_seconds));
  }
  json.end_object();
  const std::string extra = std::move(json).text();
  if (extra.size() > 2) {  // The members of the problem, then these.
    response.body.pop_back();
    response.body += ',';
    response.body.append(extra, 1);
  }
  return response;
}

}  // namespace switchyard::esign
