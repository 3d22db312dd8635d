#include "esign/ceremony/view_desk.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "esign/ceremony/return_url.hpp"
#include "esign/ceremony/session.hpp"
#include "esign/ceremony/view_store.hpp"
#include "esign/envelopes/envelope_store.hpp"
#include "esign/esign_refusal.hpp"

namespace switchyard::esign {
namespace {

constexpr std::size_t kMethodSizeMax = 100;  // Characters of authenticationMethod and its like.
constexpr std::string_view kClientUrlNames[] = {"onSigningComplete", "onViewingComplete", "onCancel", "onDecline", "onSessionTimeout", "onTTLExpired", "onException",
                                                "onAccessCodeFailed", "onIdCheckFailed", "onFaxPending"};

Error invalid_parameter(std::string_view message) {
  return esign_refusal("INVALID_REQUEST_PARAMETER", fmt::format("The request contained at least one invalid parameter. {}", message));
}

bool is_said(std::string_view text) { return !text.empty() && text != "undefined" && text != "null"; }

Result<ViewOptions> judge_options(const ViewOptions& asked) {
  ViewOptions options = asked;
  auto ancestors = parse_origins(asked.frame_ancestors, "frameAncestors");
  if (!ancestors) return std::move(ancestors).error();
  options.frame_ancestors = std::move(*ancestors);
  auto targets = parse_origins(asked.message_origins, "messageOrigins");
  if (!targets) return std::move(targets).error();
  options.message_origins = std::move(*targets);
  options.client_urls.clear();
  for (const auto& [name, url] : asked.client_urls) {
    if (!is_said(url)) continue;
    if (std::find(std::begin(kClientUrlNames), std::end(kClientUrlNames), name) == std::end(kClientUrlNames)) continue;
    auto parsed = parse_return_url(url, "clientURLs." + name);
    if (!parsed) return std::move(parsed).error();
    options.client_urls.emplace_back(name, std::move(*parsed));
  }
  if (!is_said(asked.authentication_method)) return invalid_parameter("authenticationMethod is missing: how the signer was known, such as \"None\" or \"Password\".");
  for (std::string* text : {&options.authentication_method, &options.authentication_instant, &options.assertion_id, &options.security_domain}) {
    if (text->size() > kMethodSizeMax) return invalid_parameter("authenticationMethod, authenticationInstant, assertionId and securityDomain have at most 100 characters.");
    if (!is_said(*text)) text->clear();
  }
  return options;
}

Error no_envelope() { return esign_refusal("ENVELOPE_DOES_NOT_EXIST"); }

struct KeptView {
  std::string token;
  View view;
};

KeptView new_view(const Ceremony& ceremony, const Envelope& envelope, ViewKind kind, Duration life) {
  KeptView made{.token = make_ceremony_secret(ceremony.service), .view = {}};
  made.view.token_sha256 = sha256_hex(ceremony.service.jose, made.token);
  made.view.kind = kind;
  made.view.account = envelope.account;
  made.view.envelope = envelope.id;
  made.view.created_at = ceremony.service.security_clock.now();
  made.view.expires_at = made.view.created_at + life;
  return made;
}

}  // namespace

Result<MadeView> make_recipient_view(const Ceremony& ceremony, const Sender& sender, const EnvelopeId& envelope_id, const RecipientViewRequest& request) {
  auto return_url = parse_return_url(request.return_url);
  if (!return_url) return std::move(return_url).error();
  auto options = judge_options(request.options);
  if (!options) return std::move(options).error();
  return write_result<MadeView>(ceremony.service.database, [&](SqlTransaction& transaction) -> Result<MadeView> {
    const auto envelope = find_envelope(transaction, sender.account, envelope_id);
    if (!envelope) return no_envelope();
    const auto recipient = recipient_for_view(*envelope, request.who);
    if (!recipient) return recipient.error();
    KeptView made = new_view(ceremony, *envelope, ViewKind::recipient, kViewLife);
    made.view.recipient = *recipient;
    made.view.signer_email = envelope->recipient(*recipient)->email;
    made.view.options = *options;
    made.view.return_url = *return_url;
    insert_view(transaction, made.view);
    return MadeView{fmt::format("{}/esign/signing/{}", ceremony.public_url, made.token)};
  });
}

Result<void> revoke_recipient_views(const Ceremony& ceremony, const Sender& sender, const EnvelopeId& envelope_id, const ViewedRecipient& who) {
  return write_result<void>(ceremony.service.database, [&](SqlTransaction& transaction) -> Result<void> {
    const auto envelope = find_envelope(transaction, sender.account, envelope_id);
    if (!envelope) return no_envelope();
    const auto recipient = recipient_for_view(*envelope, who);
    if (!recipient) return recipient.error();
    const Instant now = ceremony.service.security_clock.now();
    revoke_views(transaction, envelope_id, *recipient, false, now);
    end_sessions_of(transaction, envelope_id, *recipient, "", "view_revoked", now);
    return {};
  });
}

Result<MadeView> make_sender_view(const Ceremony& ceremony, const Sender& sender, const EnvelopeId& envelope_id, const SenderViewRequest& request) {
  std::string return_url;
  if (is_said(request.return_url)) {
    auto parsed = parse_return_url(request.return_url);
    if (!parsed) return std::move(parsed).error();
    return_url = std::move(*parsed);
  }
  return write_result<MadeView>(ceremony.service.database, [&](SqlTransaction& transaction) -> Result<MadeView> {
    const auto envelope = find_envelope(transaction, sender.account, envelope_id);
    if (!envelope) return no_envelope();
    const bool is_draft = envelope->status == EnvelopeStatus::created;
    if (request.kind == ViewKind::correct ? is_draft || is_final(envelope->status) : !is_draft) return esign_refusal("ENVELOPE_INVALID_STATUS");
    KeptView made = new_view(ceremony, *envelope, request.kind, kViewLife);
    made.view.return_url = return_url;
    insert_view(transaction, made.view);
    return MadeView{fmt::format("{}/esign/signing/{}", ceremony.public_url, made.token)};
  });
}

std::string make_letter_link(SqlTransaction& transaction, const Ceremony& ceremony, const Envelope& envelope, const Recipient& recipient) {
  KeptView made = new_view(ceremony, envelope, ViewKind::letter, kLetterLife);
  made.view.recipient = recipient.guid;
  made.view.signer_email = recipient.email;
  insert_view(transaction, made.view);
  return fmt::format("{}/esign/signing/mail/{}", ceremony.public_url, made.token);
}

}  // namespace switchyard::esign
