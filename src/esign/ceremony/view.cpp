#include "esign/ceremony/view.hpp"

#include <boost/json.hpp>

#include <algorithm>

#include "esign/ceremony/return_url.hpp"
#include "values/ensure.hpp"

namespace switchyard::esign {
namespace {

namespace json = boost::json;

struct KindText {
  ViewKind kind;
  std::string_view text;
};
constexpr KindText kKinds[] = {{ViewKind::recipient, "recipient"}, {ViewKind::letter, "letter"}, {ViewKind::sender, "sender"}, {ViewKind::edit, "edit"}, {ViewKind::correct, "correct"}};

struct EventUrl {
  std::string_view event;
  std::string_view name;
};
constexpr EventUrl kEventUrls[] = {{"signing_complete", "onSigningComplete"}, {"cancel", "onCancel"},       {"decline", "onDecline"},
                                   {"exception", "onException"},              {"ttl_expired", "onTTLExpired"}, {"session_timeout", "onSessionTimeout"},
                                   {"viewing_complete", "onViewingComplete"}, {"access_code_failed", "onAccessCodeFailed"}};

json::array array_of(const std::vector<std::string>& texts) {
  json::array out;
  for (const std::string& text : texts) out.emplace_back(text);
  return out;
}

std::vector<std::string> texts_of(const json::value& array) {
  std::vector<std::string> out;
  for (const json::value& item : array.as_array()) out.emplace_back(item.as_string());
  return out;
}

}  // namespace

std::string_view text_of(ViewKind kind) {
  for (const KindText& known : kKinds) {
    if (known.kind == kind) return known.text;
  }
  ENSURE(false);
  return {};
}

ViewKind view_kind_of_stored(std::string_view text) {
  const auto* const known = std::find_if(std::begin(kKinds), std::end(kKinds), [&](const KindText& kind) { return kind.text == text; });
  ENSURE(known != std::end(kKinds));
  return known->kind;
}

bool is_of_sender(ViewKind kind) { return kind == ViewKind::sender || kind == ViewKind::edit || kind == ViewKind::correct; }

std::string way_back(const ViewOptions& options, std::string_view return_url, std::string_view event) {
  for (const EventUrl& known : kEventUrls) {
    if (known.event != event) continue;
    for (const auto& [name, url] : options.client_urls) {
      if (name == known.name) return url;
    }
  }
  return with_event(return_url, event);
}

std::string options_text(const ViewOptions& options) {
  json::array urls;
  for (const auto& [name, url] : options.client_urls) urls.push_back(json::array{name, url});
  return json::serialize(json::object{{"frameAncestors", array_of(options.frame_ancestors)},
                                      {"messageOrigins", array_of(options.message_origins)},
                                      {"clientUrls", std::move(urls)},
                                      {"authenticationMethod", options.authentication_method},
                                      {"authenticationInstant", options.authentication_instant},
                                      {"assertionId", options.assertion_id},
                                      {"securityDomain", options.security_domain}});
}

ViewOptions options_of_stored(std::string_view text) {
  const json::value parsed = json::parse(text);
  const json::object& kept = parsed.as_object();
  ViewOptions options;
  options.frame_ancestors = texts_of(kept.at("frameAncestors"));
  options.message_origins = texts_of(kept.at("messageOrigins"));
  for (const json::value& pair : kept.at("clientUrls").as_array()) {
    options.client_urls.emplace_back(std::string(pair.as_array().at(0).as_string()), std::string(pair.as_array().at(1).as_string()));
  }
  options.authentication_method = std::string(kept.at("authenticationMethod").as_string());
  options.authentication_instant = std::string(kept.at("authenticationInstant").as_string());
  options.assertion_id = std::string(kept.at("assertionId").as_string());
  options.security_domain = std::string(kept.at("securityDomain").as_string());
  return options;
}

}  // namespace switchyard::esign
