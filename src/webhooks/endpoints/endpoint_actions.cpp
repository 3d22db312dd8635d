#include "webhooks/endpoints/endpoint_actions.hpp"

#include <fmt/format.h>

#include "outbox/event_feed.hpp"
#include "webhooks/deliveries/delivery_store.hpp"
#include "webhooks/deliveries/fan_out.hpp"
#include "webhooks/deliveries/signature.hpp"
#include "webhooks/endpoints/endpoint_secrets.hpp"
#include "webhooks/endpoints/endpoint_store.hpp"
#include "webhooks/feed/feed_reader.hpp"

namespace switchyard::webhooks {
namespace {

constexpr int kRecoveredAtOnce = 500;

Result<Endpoint> to_change(SqlTransaction& transaction, const access::PartnerId& partner, const EndpointCommand& command) {
  auto endpoint = endpoint_to_change(transaction, partner, command.endpoint);
  if (!endpoint) return Error{ErrorKind::not_found, "endpoint_not_found", "There is no webhook endpoint of this id."};
  if (command.expected_version && *command.expected_version != endpoint->version) {
    return Error{ErrorKind::conflict, "version_conflict", fmt::format("The endpoint's version is {}, not {}.", endpoint->version, *command.expected_version)};
  }
  return std::move(*endpoint);
}

void write(SqlTransaction& transaction, const EndpointDesk& desk, Endpoint& endpoint, const std::optional<std::string>& headers = {}) {
  ++endpoint.version;
  endpoint.changed_at = desk.clock.now();
  update_endpoint(transaction, endpoint, headers);
}

std::vector<std::string> names_of(const EndpointHeaders& headers) {
  std::vector<std::string> names;
  for (const auto& header : headers) names.push_back(header.first);
  return names;
}

void make_active(Endpoint& endpoint) {
  endpoint.state = EndpointState::active;
  endpoint.disabled_reason.clear();
  endpoint.failing_since.reset();
}

}  // namespace

Result<void> check_endpoint_url(const EndpointDesk& desk, const std::string& url) {
  auto checked = desk.guard.check(url, desk.loopback_allowed);
  if (!checked) return at_field(std::move(checked).error(), "/url");
  return {};
}

Result<MadeEndpoint> create_endpoint(SqlTransaction& transaction, const EndpointDesk& desk, const access::Caller& caller, const NewEndpoint& asked) {
  if (count_endpoints(transaction, caller.partner_id) >= static_cast<std::int64_t>(kEndpointsMax)) {
    return Error{ErrorKind::conflict, "endpoint_limit", fmt::format("A partner has at most {} webhook endpoints; delete one that is not used.", kEndpointsMax)};
  }
  const Instant now = desk.clock.now();
  const Endpoint endpoint{.id = make_id<EndpointTag>(now, desk.random),
                          .partner = caller.partner_id,
                          .application = caller.application_id,
                          .url = asked.url,
                          .description = asked.description,
                          .event_types = asked.event_types,
                          .header_names = names_of(asked.headers),
                          .rate_per_second = asked.rate_per_second,
                          .order = asked.order,
                          .created_at = now,
                          .changed_at = now};
  Secret secret = make_secret(desk.random);
  insert_endpoint(transaction, endpoint,
                  {.secret = seal_secret(desk.sealer, endpoint.id, secret), .former = {}, .headers = seal_headers(desk.sealer, endpoint.id, asked.headers)});
  return MadeEndpoint{endpoint, std::move(secret)};
}

Result<Endpoint> change_endpoint(SqlTransaction& transaction, const EndpointDesk& desk, const access::PartnerId& partner, const EndpointCommand& command,
                                 const EndpointChange& change) {
  auto endpoint = to_change(transaction, partner, command);
  if (!endpoint) return endpoint;
  if (change.url) endpoint->url = *change.url;
  if (change.description) endpoint->description = *change.description;
  if (change.event_types) endpoint->event_types = *change.event_types;
  if (change.rate_per_second) endpoint->rate_per_second = *change.rate_per_second;
  if (change.order) endpoint->order = *change.order;
  std::optional<std::string> headers;
  if (change.headers) {
    endpoint->header_names = names_of(*change.headers);
    headers = seal_headers(desk.sealer, endpoint->id, *change.headers);
  }
  write(transaction, desk, *endpoint, headers);
  return endpoint;
}

Result<void> remove_endpoint(SqlTransaction& transaction, const access::PartnerId& partner, const EndpointCommand& command) {
  auto endpoint = to_change(transaction, partner, command);
  if (!endpoint) return std::move(endpoint).error();
  delete_endpoint(transaction, endpoint->id);
  return {};
}

Result<Endpoint> pause_endpoint(SqlTransaction& transaction, const EndpointDesk& desk, const access::PartnerId& partner, const EndpointCommand& command) {
  auto endpoint = to_change(transaction, partner, command);
  if (!endpoint || endpoint->state == EndpointState::paused) return endpoint;
  if (endpoint->state == EndpointState::disabled) {
    return Error{ErrorKind::conflict, "endpoint_state_conflict", "The endpoint is disabled; resume it, or recover it with the events that it missed."};
  }
  endpoint->state = EndpointState::paused;
  write(transaction, desk, *endpoint);
  return endpoint;
}

Result<Endpoint> resume_endpoint(SqlTransaction& transaction, const EndpointDesk& desk, const access::PartnerId& partner, const EndpointCommand& command) {
  auto endpoint = to_change(transaction, partner, command);
  if (!endpoint || endpoint->state == EndpointState::active) return endpoint;
  make_active(*endpoint);
  write(transaction, desk, *endpoint);
  wake_endpoint(transaction, endpoint->id, desk.clock.now());
  return endpoint;
}

Result<MadeEndpoint> rotate_secret(SqlTransaction& transaction, const EndpointDesk& desk, const access::PartnerId& partner, const EndpointCommand& command,
                                   Duration overlap) {
  auto endpoint = to_change(transaction, partner, command);
  if (!endpoint) return std::move(endpoint).error();
  endpoint->former_secret_until = desk.clock.now() + overlap;
  Secret secret = make_secret(desk.random);
  replace_secret(transaction, *endpoint, seal_secret(desk.sealer, endpoint->id, secret));
  write(transaction, desk, *endpoint);
  return MadeEndpoint{std::move(*endpoint), std::move(secret)};
}

Result<outbox::EventId> test_endpoint(SqlTransaction& transaction, const EndpointDesk& desk, const access::PartnerId& partner, const EndpointCommand& command) {
  auto endpoint = to_change(transaction, partner, command);
  if (!endpoint) return std::move(endpoint).error();
  const std::string audience = partner.text();
  const std::string subject = endpoint->id.text();
  const std::string payload = R"({"endpointId":")" + subject + R"(","note":"Sent because you asked for a test."})";
  return desk.outbox.publish(transaction, {.type = kTestEvent, .audience = std::string_view(audience), .subject = subject, .payload = payload, .at = desk.business_clock.now()});
}

Result<std::int64_t> recover_endpoint(SqlTransaction& transaction, const EndpointDesk& desk, const access::PartnerId& partner, const EndpointCommand& command, Instant since) {
  auto endpoint = to_change(transaction, partner, command);
  if (!endpoint) return std::move(endpoint).error();
  const FeedFilter filter{.partner = partner.text(), .types = endpoint->event_types};
  const Instant now = desk.clock.now();
  std::int64_t queued = 0;
  std::int64_t after = outbox::number_before(transaction, filter.partner, since);
  for (FeedPage page = read_page(transaction, filter, after, kRecoveredAtOnce); page.next != after; page = read_page(transaction, filter, after, kRecoveredAtOnce)) {
    for (const outbox::Event& event : page.events) queued += wants_event(*endpoint, event) && queue_missed(transaction, *endpoint, event, make_id<DeliveryTag>(now, desk.random), now) ? 1 : 0;
    after = page.next;
  }
  make_active(*endpoint);
  write(transaction, desk, *endpoint);
  wake_endpoint(transaction, endpoint->id, now);
  return queued;
}

}  // namespace switchyard::webhooks
