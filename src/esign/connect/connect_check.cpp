#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "esign/connect/connect_desk.hpp"
#include "esign/esign_refusal.hpp"

namespace switchyard::esign {
namespace {

// docusign.md §4; template-* are told of too.
constexpr std::array<std::string_view, 24> kEvents{
    "envelope-created", "envelope-sent", "envelope-resent", "envelope-delivered", "envelope-completed", "envelope-declined", "envelope-voided", "envelope-corrected",
    "envelope-purge", "envelope-deleted", "envelope-discard", "recipient-sent", "recipient-resent", "recipient-delivered", "recipient-completed", "recipient-declined",
    "recipient-authenticationfailed", "recipient-autoresponded", "recipient-reassign", "recipient-delegate", "recipient-finish-later", "template-created",
    "template-modified", "template-deleted"};

constexpr std::size_t kEventsMax = 50;
constexpr std::size_t kIncludesMax = 20;
constexpr std::size_t kIncludeSizeMax = 50;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool is_loopback(std::string_view host) { return host == "localhost" || host == "127.0.0.1" || host == "[::1]"; }

Error refused(std::string message) { return esign_refusal("INVALID_REQUEST_PARAMETER", std::move(message)); }

Result<void> check_url(std::string_view url, EnvironmentName environment, const std::vector<std::string>& own_urls) {
  if (url.empty() || url.size() > kConnectUrlSizeMax) return refused(fmt::format("The URL to publish to has 1 to {} characters.", kConnectUrlSizeMax));
  const bool is_visible = std::ranges::all_of(url, [](char c) { return c > 0x20 && c < 0x7f && c != '\\' && c != '"' && c != '<' && c != '>'; });
  const auto scheme_end = url.find("://");
  if (!is_visible || scheme_end == url.npos) return refused("The URL to publish to begins with https:// and has no blanks.");
  const std::string scheme = lower(url.substr(0, scheme_end));
  std::string_view rest = url.substr(scheme_end + 3);
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  if (authority.find('@') != authority.npos) return refused("The URL to publish to holds no user or password.");
  const bool is_bracketed = authority.starts_with('[');
  const auto host_end = is_bracketed ? authority.find(']') : authority.find(':');
  const std::string host = lower(authority.substr(0, is_bracketed && host_end != authority.npos ? host_end + 1 : host_end));
  if (host.empty()) return refused("The URL to publish to names a host.");
  if (scheme == "https" || is_within(url, own_urls)) return {};
  if (scheme == "http" && environment == EnvironmentName::test && is_loopback(host)) return {};
  return refused(environment == EnvironmentName::test ? "The URL to publish to is https, or http to this machine." : "The URL to publish to is https.");
}

}  // namespace

bool is_within(std::string_view url, const std::vector<std::string>& bases) {
  return std::ranges::any_of(bases, [&](const std::string& base) { return !base.empty() && url.starts_with(base + "/"); });
}

std::optional<std::string> connect_event_name(std::string_view written) {
  std::string name = lower(written);
  if (name.find('-') == std::string::npos) name.insert(0, "envelope-");
  if (std::ranges::find(kEvents, name) == kEvents.end()) return std::nullopt;
  return name;
}

Result<void> check_event_notification(const EventNotification& notification, EnvironmentName environment, const std::vector<std::string>& own_urls) {
  if (auto url = check_url(notification.url, environment, own_urls); !url) return url;
  if (lower(notification.delivery_mode) != "sim") return refused("This service delivers in mode SIM alone.");
  if (notification.events.size() > kEventsMax) return refused(fmt::format("At most {} events.", kEventsMax));
  for (const std::string& event : notification.events) {
    if (!connect_event_name(event)) return refused(fmt::format("The event \"{}\" is unknown.", event.substr(0, 60)));
  }
  const auto is_word = [](const std::string& word) {
    return word.size() <= kIncludeSizeMax && std::ranges::all_of(word, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; });
  };
  if (notification.include.size() > kIncludesMax || !std::ranges::all_of(notification.include, is_word)) return refused("eventData.includeData is a list of words.");
  return {};
}

std::string_view text_of(ConnectDeliveryState state) {
  switch (state) {
    case ConnectDeliveryState::pending: return "pending";
    case ConnectDeliveryState::delivered: return "delivered";
    case ConnectDeliveryState::failed: return "failed";
  }
  return {};
}

}  // namespace switchyard::esign
