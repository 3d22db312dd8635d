// The two jobs of Connect: an event becomes a delivery for each configuration that listens, and a delivery becomes a signed POST.
//
// Deliveries of one configuration go one after the other, in the order of events: while one fails, later ones wait. Without requiresAcknowledgement each is
// tried once. Deliveries that fail are tried kConnectTriesMax times over about six days, then given up: list_connect_failures, retry_connect.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "access/sealer_port.hpp"
#include "esign/connect/connect_events.hpp"
#include "esign/envelopes/envelope.hpp"
#include "esign/service.hpp"
#include "outbox/job_runner.hpp"
#include "ports/keyed_digest.hpp"
#include "ports/http_client.hpp"
#include "ports/metrics.hpp"

namespace switchyard::esign {

// Payload: {"delivery":"GUID","run":1}.
inline constexpr std::string_view kConnectDeliveryJob = "esign.connect_delivery";

inline constexpr std::int64_t kConnectTriesMax = 45;
inline constexpr Duration kConnectFirstPause = Duration::seconds(5);   // Doubled after each try,
inline constexpr Duration kConnectLongestPause = Duration::hours(4);   // up to this, less up to a half by chance.
inline constexpr Duration kConnectTimeout = Duration::seconds(20);     // For a listener to answer.

// Of both jobs, for what fails on this side (database, keys): listeners' failures have their own tries.
inline constexpr outbox::RetryPolicy kConnectJobRetries{.attempts_max = 100};

// envelopeSummary: the JSON object of getEnvelope with what `notification.include` names. Called outside any transaction. An Error (documents that are not
// sealed yet) lets the delivery be tried again later.
using EnvelopeSummary = std::function<Result<std::string>(const AccountId& account, const EnvelopeId& envelope, const EventNotification& notification)>;

// All outlive the handlers, which run on many threads.
struct ConnectParts {
  const EsignService& service;
  HttpClient& http;
  const access::Sealer& sealer;
  const KeyedDigest& digest;
  Metrics& metrics;
  EnvelopeSummary summary;
};

// Of kConnectEventJob.
[[nodiscard]] outbox::JobHandler connect_expander(const EsignService& service);
// Of kConnectDeliveryJob.
[[nodiscard]] outbox::JobHandler connect_deliverer(ConnectParts parts);

}  // namespace switchyard::esign
