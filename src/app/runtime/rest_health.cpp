#include "app/runtime/rest_health.hpp"

#include "app/runtime/installation_key_store.hpp"
#include "http/json_writer.hpp"

namespace switchyard::app {
namespace {

http::Response alive(const http::Request&) {
  http::Response response = http::json(200, R"({"status":"ok"})");
  response.set_header("Cache-Control", "no-store");
  return response;
}

// 200 where it can serve; else 503, and which part cannot.
http::Response ready(const ApiParts& parts) {
  bool all = !parts.draining.load();
  http::JsonWriter json;
  json.begin_object().member("draining", parts.draining.load()).key("databases").begin_object();
  for (std::string_view schema : kSchemas) {
    const bool ok = answers(parts.installation.schema(schema));
    json.member(schema, ok);
    all = all && ok;
  }
  json.end_object().key("rates").begin_object();
  for (EnvironmentName name : {EnvironmentName::test, EnvironmentName::live}) {
    json.member(text_of(name), parts.environment(name).books().current()->rate_count());
  }
  json.end_object().member("status", all ? "ready" : "not_ready").end_object();
  http::Response response = http::json(all ? 200 : 503, std::move(json).text());
  response.set_header("Cache-Control", "no-store");
  return response;
}

http::Response exposition(const ApiParts& parts) {
  http::Response response;
  response.content_type = std::string(adapters::kExpositionMediaType);
  response.body = parts.installation.metrics().exposition();
  response.set_header("Cache-Control", "no-store");
  return response;
}

}  // namespace

void add_health_routes(http::Router& router, const ApiParts& parts) {
  router.add({.method = http::Method::get, .pattern = "/healthz", .handler = alive, .run_on = http::RunOn::io_thread, .name = "healthz"});
  router.add({.method = http::Method::get, .pattern = "/readyz", .handler = [parts](const http::Request&) { return ready(parts); }, .name = "readyz"});
  router.add({.method = http::Method::get,
              .pattern = "/metrics",
              .handler = [parts](const http::Request&) { return exposition(parts); },
              .answers = {"text/plain"},
              .name = "metrics"});
}

}  // namespace switchyard::app
