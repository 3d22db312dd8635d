#include <boost/json.hpp>

#include "app/sandbox/test_calls.hpp"
#include "embedded/event_catalogue.hpp"
#include "http/json_body.hpp"
#include "http/json_writer.hpp"
#include "http/no_parameters.hpp"
#include "pricing/quotes/rest_judged_write.hpp"
#include "values/ensure.hpp"

namespace switchyard::app {
namespace {

namespace bj = boost::json;
using access::Caller;

constexpr int kAccepted = 202;
constexpr std::size_t kTypeSizeMax = 64;

struct Sample {
  int version = 1;
  std::string subject;   // Names nothing.
  std::string payload;
};

// The samples of api/events/catalogue.json by type. A part of the program: one that cannot be read is a bug.
const std::map<std::string, Sample, std::less<>>& samples() {
  static const std::map<std::string, Sample, std::less<>> kSamples = [] {
    std::map<std::string, Sample, std::less<>> all;
    const bj::value catalogue = bj::parse(embedded_event_catalogue().front().bytes);
    for (const bj::value& event : catalogue.at("events").as_array()) {
      const bj::value& sample = event.at("sample");
      all.emplace(event.at("type").as_string(), Sample{.version = static_cast<int>(event.at("version").as_int64()),
                                                       .subject = std::string(sample.at("subject").as_string()),
                                                       .payload = bj::serialize(sample)});
    }
    ENSURE(!all.empty());
    return all;
  }();
  return kSamples;
}

http::Response sample_route(const Caller& caller, const http::Request& request, Environment& environment) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  auto body = http::JsonBody::parse(request.body);
  if (!body) return http::problem(body.error(), request);
  http::JsonObject in = body->object();
  const std::string type = in.text("type", {.size_max = kTypeSizeMax});
  const auto sample = samples().find(type);
  if (sample == samples().end()) in.refuse("type", "event_type_unknown", "is no type of api/events/catalogue.json, like contract.signed");
  if (auto done = body->finish(); !done) return http::problem(done.error(), request);
  return pricing::write_once_keyed(environment.quote_desk(), caller.application_id.text(), request, [&](SqlTransaction& transaction) {
    const std::string partner = caller.partner_id.text();
    const auto event = environment.outbox().publish(transaction, {.type = type,
                                                                  .version = sample->second.version,
                                                                  .audience = std::string_view(partner),
                                                                  .subject = sample->second.subject,
                                                                  .payload = sample->second.payload,
                                                                  .at = environment.clock().now()});
    http::JsonWriter json;
    json.begin_object().member("eventId", event.text()).member("type", type).end_object();
    return http::json(kAccepted, std::move(json).text());
  });
}

}  // namespace

void add_test_event_routes(http::Router& router, const ApiParts& parts) {
  router.add({.method = http::Method::post,
              .pattern = "/v1/test/events/sample",
              .handler = parts.access.authenticator.require({access::Scope::webhooks_write}, in_test_alone([&environment = parts.test](const Caller& caller, const http::Request& request) {
                                                              return sample_route(caller, request, environment);
                                                            })),
              .cors = http::Cors::by_credential});
}

}  // namespace switchyard::app
