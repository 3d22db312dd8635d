// One call of the REST API that holds: who asks, for which account, in which environment. Every route below /restapi begins with
// EsignGate::require, which refuses what has no token, another account's token, or too many calls.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "esign/accounts/access_tokens.hpp"
#include "esign/accounts/account.hpp"
#include "esign/envelopes/envelope.hpp"
#include "esign/rest/call_limits.hpp"
#include "esign/rest/wire_query.hpp"
#include "esign/service.hpp"
#include "http/router.hpp"

namespace switchyard::esign {

using ServiceOf = std::function<const EsignService&(EnvironmentName)>;

struct Call {
  const EsignService& service;
  TokenGrant grant;
  AccountId account;
  const http::Request& request;
  WireQuery query;

  [[nodiscard]] Sender sender() const;
  // What a {name} of the pattern held, behind the account: 0 is the first after it.
  [[nodiscard]] const std::string& capture(std::size_t index) const { return request.path_captures.at(index + 1); }
};

using CallHandler = std::function<http::Response(const Call&)>;

// Where bodies of requests end: DocuSign's 35 MB.
inline constexpr std::size_t kRestBodySizeMax = 35 * 1024 * 1024;
inline constexpr std::string_view kAccountPattern = "/esign/restapi/v2.1/accounts/{accountId}";

class EsignGate {
 public:
  EsignGate(ServiceOf service_of, CallLimits& limits) : service_of_(std::move(service_of)), limits_(limits) {}

  // Adds a route below kAccountPattern; `pattern` begins with '/'. The gate must outlive the router.
  void add(http::Router& router, http::Method method, std::string_view pattern, CallHandler handler, std::vector<std::string> content_types = {}) const;

  // The grant of the request's bearer token; 401 with the code.
  struct Held {
    EnvironmentName environment;
    TokenGrant grant;
  };
  [[nodiscard]] Result<Held> held_token(const http::Request& request) const;
  [[nodiscard]] const EsignService& service(EnvironmentName name) const { return service_of_(name); }

 private:
  http::Response run(const http::Request& request, const CallHandler& handler) const;

  const ServiceOf service_of_;
  CallLimits& limits_;
};

// Of the call's first capture; ENVELOPE_DOES_NOT_EXIST.
Result<EnvelopeId> envelope_id_of(const Call& call);
Result<Envelope> envelope_of(const Call& call);

}  // namespace switchyard::esign
