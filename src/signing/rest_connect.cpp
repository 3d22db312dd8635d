#include "signing/rest_connect.hpp"

#include <fmt/format.h>

#include "http/no_parameters.hpp"
#include "signing/inbox_store.hpp"
#include "signing/signing_job.hpp"

namespace switchyard::signing {
namespace {

constexpr std::size_t kSignaturesMax = 100;
constexpr std::string_view kSignaturePrefix = "x-docusign-signature-";

std::vector<std::string> signatures_of(const http::Request& request) {
  std::vector<std::string> signatures;
  for (const auto& [name, value] : request.headers) {
    if (name.starts_with(kSignaturePrefix) && signatures.size() < kSignaturesMax) signatures.push_back(value);
  }
  return signatures;
}

// What an operator may want to know of a delivery; no signature.
std::string delivery_of(const http::Request& request) {
  std::string kept;
  for (const auto& [name, value] : request.headers) {
    if (name == "content-type" || name == "user-agent" || name == "x-docusign-tracetoken") kept += fmt::format("{}: {}\n", name, value.substr(0, 200));
  }
  return kept + fmt::format("remote-address: {}\n", request.remote_address);
}

void count(const SigningParts& parts, std::string_view outcome) {
  parts.metrics.counter("signing_callbacks_total", "Callbacks of signing providers, by what became of them.", {{"outcome", outcome}}).add();
}

std::string genuine_for(const SigningParts& parts, const http::Request& request) {
  const std::vector<std::string> signatures = signatures_of(request);
  for (const std::string& name : parts.providers.names()) {
    const SigningProvider* provider = parts.providers.find(name);
    if (provider != nullptr && provider->is_genuine(request.body, signatures)) return name;
  }
  return {};
}

http::Response receive(const SigningParts& parts, const http::Request& request) {
  const std::string provider = genuine_for(parts, request);
  if (provider.empty()) {
    count(parts, "forged");
    return http::problem({ErrorKind::unauthenticated, "callback_signature_invalid", "No signature over this body is by a key that is known here."}, request);
  }
  const KeptCallback callback{.id = make_id<CallbackTag>(parts.security_clock.now(), parts.random), .provider = provider, .headers = delivery_of(request), .body = request.body};
  parts.database.write([&](SqlTransaction& transaction) {
    insert_callback(transaction, callback, parts.security_clock.now());
    enqueue_signing_job(transaction, parts, kConnectJob, {.subject = callback.id.text()});
    return true;
  });
  count(parts, "received");
  return http::json(200, "{}");
}

}  // namespace

void add_connect_route(http::Router& router, std::function<const SigningParts&(EnvironmentName)> parts_of) {
  router.add({.method = http::Method::post,
              .pattern = "/signing/connect/{environment}",
              .handler = [parts_of = std::move(parts_of)](const http::Request& request) -> http::Response {
                ENSURE(!request.path_captures.empty());
                const auto environment = parse_environment(request.path_captures.front());
                if (!environment) return http::problem({ErrorKind::not_found, "not_found", "There is no such environment."}, request);
                return receive(parts_of(*environment), request);
              },
              .body_size_max = kCallbackSizeMax,
              .content_types = {}});
}

}  // namespace switchyard::signing
