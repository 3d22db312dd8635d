#include "signing/rest_sign_links.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "signing/envelope_store.hpp"
#include "signing/envelope_words.hpp"
#include "signing/link_store.hpp"
#include "signing/link_token.hpp"
#include "signing/sign_page.hpp"
#include "signing/signing_job.hpp"

namespace switchyard::signing {
namespace {

constexpr Duration kHintPause = Duration::minutes(15);

struct Found {
  KeptLink link;
  KeptEnvelope kept;
};

http::Response page(SignPage which, std::string_view language, const std::vector<std::string>& frame_ancestors = {}) {
  http::Response response{.status = status_of(which), .content_type = "text/html; charset=utf-8", .body = sign_page_html(which, language)};
  const std::string ancestors = frame_ancestors.empty() ? "'none'" : fmt::format("{}", fmt::join(frame_ancestors, " "));
  response.set_header("content-security-policy", fmt::format("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors {}", ancestors));
  response.set_header("cache-control", "no-store");
  response.set_header("referrer-policy", "no-referrer");
  if (which == SignPage::provider_away) response.set_header("retry-after", "10");
  return response;
}

http::Response see_other(const std::string& url) {
  http::Response response{.status = 303, .content_type = "text/plain; charset=utf-8", .body = {}};
  response.set_header("location", url);
  response.set_header("cache-control", "no-store");
  response.set_header("referrer-policy", "no-referrer");
  return response;
}

std::string language_of(const Found& found) {
  for (const KeptSigner& each : found.kept.signers) {
    if (each.recipient == found.link.recipient) return each.progress.signer.language;
  }
  return found.kept.language;
}

template <class Key>
std::optional<Found> find(const SigningParts& parts, const Key& key) {
  std::optional<Found> found;
  parts.database.read([&](SqlReader& reader) {
    found.reset();
    auto link = find_link(reader, key);
    if (!link) return;
    auto kept = find_envelope(reader, link->envelope);
    if (kept) found = Found{*std::move(link), *std::move(kept)};
  });
  return found;
}

// What our own books say already; none: the provider is to be asked.
std::optional<SignPage> known_end(const SigningParts& parts, const Found& found) {
  const Envelope& envelope = found.kept.envelope;
  const bool is_overdue = envelope.sign_by && *envelope.sign_by <= parts.clock.now();
  const auto signer = std::ranges::find(found.kept.signers, found.link.recipient, &KeptSigner::recipient);
  if (envelope.state == EnvelopeState::completed) return SignPage::completed;
  if (signer != found.kept.signers.end() && signer->progress.signed_at) return SignPage::signed_already;
  if (envelope.state == EnvelopeState::declined) return SignPage::declined;
  if (envelope.state == EnvelopeState::failed) return SignPage::failed;
  if (is_overdue) return SignPage::price_expired;
  if (!found.kept.is_living()) return SignPage::voided;
  if (envelope.provider_envelope.empty()) return SignPage::preparing;
  return std::nullopt;
}

// Our books may be behind: a look at the provider, rarely.
void look_soon(const SigningParts& parts, const EnvelopeId& id) {
  parts.database.write([&](SqlTransaction& transaction) {
    auto kept = find_envelope(transaction, id);
    const Instant now = parts.security_clock.now();
    if (!kept || is_ended(kept->envelope.state) || kept->envelope.provider_envelope.empty()) return false;
    if (kept->asked_at && now < *kept->asked_at + kHintPause) return false;
    kept->asked_at = now;
    update_envelope(transaction, *kept);
    enqueue_signing_job(transaction, parts, kRefreshJob, {.subject = id.text()});
    return true;
  });
}

SignPage page_of_refusal(const SigningParts& parts, const Found& found, const Error& error) {
  if (error.code == "signer_not_in_turn") return SignPage::not_your_turn;
  if (may_be_retried(error)) return SignPage::provider_away;
  look_soon(parts, found.kept.envelope.id);
  if (error.code == "envelope_ended" || error.code == "envelope_completed") return SignPage::voided;
  parts.log.error("a view was refused", {{"envelope.id", std::string_view(found.kept.envelope.id.text())}, {"code", std::string_view(error.code)}, {"error", std::string_view(error.message)}});
  return SignPage::provider_away;
}

Result<std::string> fresh_view(const SigningParts& parts, const Found& found) {
  const auto provider = provider_named(parts, found.kept.provider);
  if (!provider) return provider.error();
  const auto signer = std::ranges::find(found.kept.signers, found.link.recipient, &KeptSigner::recipient);
  ENSURE(signer != found.kept.signers.end());
  return (*provider)->recipient_view({.envelope_id = found.kept.envelope.provider_envelope,
                                      .recipient = signer->recipient,
                                      .client_user = fmt::format("{}:{}", found.kept.envelope.id.text(), signer->recipient),
                                      .name = signer->progress.signer.name,
                                      .email = signer->progress.signer.email,
                                      .return_url = fmt::format("{}/sign/done/{}{}", parts.public_url(), parts.environment == EnvironmentName::test ? "t-" : "l-", found.link.id.text()),
                                      .frame_ancestors = found.link.frame_ancestors});
}

http::Response open(const SigningParts& parts, const std::string& token) {
  const auto found = find(parts, hash_of_token(parts.jose, token));
  if (!found) return page(SignPage::unknown_link, "en");
  const std::string language = language_of(*found);
  if (const auto end = known_end(parts, *found); end) return page(*end, language, found->link.frame_ancestors);
  const auto url = fresh_view(parts, *found);
  if (!url) return page(page_of_refusal(parts, *found, url.error()), language, found->link.frame_ancestors);
  parts.metrics.counter("signing_links_opened_total", "Signing links that led to a ceremony.", {{"environment", text_of(parts.environment)}}).add();
  return see_other(*url);
}

struct Ending {
  std::string_view event;
  SignPage page;
};
constexpr Ending kEndings[] = {{"signing_complete", SignPage::done}, {"viewing_complete", SignPage::done}, {"cancel", SignPage::done_later},
                               {"decline", SignPage::done_declined}, {"session_timeout", SignPage::done_expired}, {"ttl_expired", SignPage::done_expired},
                               {"exception", SignPage::done_error}, {"access_code_failed", SignPage::done_error}, {"id_check_failed", SignPage::done_error}};

// Only words that providers send are passed on.
const Ending* ending_of(const http::Request& request) {
  const auto parameters = http::parse_parameters(request.query);
  if (!parameters) return nullptr;
  for (const http::Parameter& each : *parameters) {
    const auto found = std::ranges::find(kEndings, std::string_view(each.value), &Ending::event);
    if (each.name == "event" && found != std::end(kEndings)) return found;
  }
  return nullptr;
}

std::string with_event(std::string url, std::string_view event) {
  const auto fragment = url.find('#');
  const std::string tail = fragment == std::string::npos ? "" : url.substr(fragment);
  if (fragment != std::string::npos) url.resize(fragment);
  const char joint = url.find('?') == std::string::npos ? '?' : '&';
  return fmt::format("{}{}event={}{}", url, joint, event, tail);
}

http::Response come_back(const SigningParts& parts, const LinkId& id, const http::Request& request) {
  const auto found = find(parts, id);
  if (!found) return page(SignPage::unknown_link, "en");
  look_soon(parts, found->kept.envelope.id);
  const Ending* ending = ending_of(request);
  if (!found->link.return_url.empty()) return see_other(with_event(found->link.return_url, ending == nullptr ? "exception" : ending->event));
  return page(ending == nullptr ? SignPage::done_error : ending->page, language_of(*found), found->link.frame_ancestors);
}

}  // namespace

void add_sign_link_routes(http::Router& router, std::function<const SigningParts&(EnvironmentName)> parts_of) {
  const std::vector<std::string> html{"text/html", "text/plain"};
  router.add({.method = http::Method::get,
              .pattern = "/sign/{token}",
              .handler = [parts_of](const http::Request& request) -> http::Response {
                const std::string& token = request.path_captures.front();
                const auto environment = environment_of_token(token);
                return environment ? open(parts_of(*environment), token) : page(SignPage::unknown_link, "en");
              },
              .answers = html});
  router.add({.method = http::Method::get,
              .pattern = "/sign/done/{link}",
              .handler = [parts_of](const http::Request& request) -> http::Response {
                const std::string& text = request.path_captures.front();
                const bool is_named = text.starts_with("t-") || text.starts_with("l-");
                const auto id = LinkId::parse(is_named ? std::string_view(text).substr(2) : std::string_view());
                if (!id) return page(SignPage::unknown_link, "en");
                return come_back(parts_of(text.front() == 't' ? EnvironmentName::test : EnvironmentName::live), *id, request);
              },
              .answers = html});
}

}  // namespace switchyard::signing
