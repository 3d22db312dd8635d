#include "esign/ceremony/session_desk.hpp"

#include "esign/accounts/account_desk.hpp"
#include "esign/ceremony/carried_values.hpp"
#include "esign/ceremony/standing.hpp"
#include "esign/ceremony/view_store.hpp"
#include "esign/envelopes/envelope_store.hpp"
#include "values/ensure.hpp"

namespace switchyard::esign {
namespace {

constexpr Duration kKept = Duration::hours(24 * 30);
constexpr std::size_t kUserAgentSizeMax = 400;  // Bytes kept.

ClosedDoor closed(const View* view, std::string_view code, std::string_view event, std::string language) {
  ClosedDoor door{.code = std::string(code), .end = {std::string(event), {}}, .language = std::move(language)};
  if (view != nullptr) door.end.url = way_back(view->options, view->return_url, event);
  return door;
}

Session session_for(const Ceremony& ceremony, const View& view, const Visitor& visitor, const Account& account, std::string_view language, const std::string& secret) {
  Session session;
  session.session_id = make_session_id(ceremony.service);
  session.secret_sha256 = sha256_hex(ceremony.service.jose, secret);
  session.kind = view.kind;
  session.account = view.account;
  session.envelope = view.envelope;
  session.recipient = view.recipient;
  session.signer_email = view.signer_email;
  session.options = view.options;
  session.options.frame_ancestors.insert(session.options.frame_ancestors.end(), account.settings.frame_ancestors.begin(), account.settings.frame_ancestors.end());
  session.return_url = view.return_url;
  session.language = language;
  session.ip = visitor.ip;
  session.user_agent = visitor.user_agent.substr(0, kUserAgentSizeMax);
  session.created_at = ceremony.service.security_clock.now();
  session.idle_until = session.created_at + idle_time(account);
  return session;
}

// The first time he comes: a value that the new field does not take is let go.
void carry_over(SqlTransaction& transaction, const Ceremony& ceremony, const Standing& standing) {
  const auto withdrawn = find_withdrawn_before(transaction, standing.envelope, standing.recipient);
  if (!withdrawn) return;
  for (const auto& [tab, value] : carried_values(*withdrawn, standing.recipient)) static_cast<void>(save_values(transaction, ceremony.service, standing.presence(), {{tab, value}}));
}

// The application's word for the signer, and his coming, as the envelope's record has it.
Result<void> record_coming(SqlTransaction& transaction, const Ceremony& ceremony, const Standing& standing) {
  if (!standing.has_passed() || !standing.recipient.can_act()) return {};
  if (const std::string& method = standing.session.options.authentication_method; !method.empty()) {
    if (auto recorded = record_authentication(transaction, ceremony.service, standing.presence(), method, true); !recorded) return recorded;
  }
  auto opened = record_opened(transaction, ceremony.service, standing.presence());
  if (!opened) return std::move(opened).error();
  if (!standing.recipient.delivered_at && standing.recipient.signs()) carry_over(transaction, ceremony, standing);
  return {};
}

// Of a view that may be opened now.
Opening begin(SqlTransaction& transaction, const Ceremony& ceremony, const View& view, const Visitor& visitor) {
  const auto account = find_account(transaction, view.account);
  static_cast<void>(lock_envelope(transaction, view.envelope));
  const auto envelope = find_envelope(transaction, view.account, view.envelope);
  const Recipient* recipient = envelope ? envelope->recipient(view.recipient) : nullptr;
  const std::string language = language_for(recipient == nullptr ? "" : recipient->language, visitor.accept_language);
  if (!account || !envelope || (recipient == nullptr && !is_of_sender(view.kind))) return closed(&view, "envelope_voided", "exception", language);
  const std::string secret = make_ceremony_secret(ceremony.service);
  Session session = session_for(ceremony, view, visitor, *account, language, secret);
  insert_session(transaction, session);
  if (is_of_sender(view.kind)) return OpenedSession{std::move(session), secret};
  const auto standing = standing_of(transaction, ceremony, session);
  ENSURE(standing.has_value());
  if (standing->phase == Phase::stopped) {
    end_session(transaction, session.session_id, "exception", standing->stop, session.created_at);
    return closed(&view, standing->stop, "exception", language);
  }
  if (const auto recorded = record_coming(transaction, ceremony, *standing); !recorded) {
    end_session(transaction, session.session_id, "exception", recorded.error().code, session.created_at);
    return closed(&view, recorded.error().code, "exception", language);
  }
  return OpenedSession{std::move(session), secret};
}

}  // namespace

std::string language_for(std::string_view recipient_language, std::string_view accept_language) {
  if (recipient_language.starts_with("es")) return "es";
  if (!recipient_language.empty()) return "en";
  const auto es = accept_language.find("es");
  const auto en = accept_language.find("en");
  return es != std::string_view::npos && (es == 0 || accept_language[es - 1] == ' ' || accept_language[es - 1] == ',') && es < en ? "es" : "en";
}

Opening open_view(const Ceremony& ceremony, std::string_view token, const Visitor& visitor) {
  const std::string hash = sha256_hex(ceremony.service.jose, token);
  Opening opening = closed(nullptr, "view_unknown", "exception", language_for("", visitor.accept_language));
  ceremony.service.database.write_read_committed([&](SqlTransaction& transaction) {
    const std::string language = language_for("", visitor.accept_language);
    opening = closed(nullptr, "view_unknown", "exception", language);
    const auto view = find_view(transaction, hash);
    if (!view || view->kind == ViewKind::letter) return true;
    const Instant now = ceremony.service.security_clock.now();
    opening = closed(&*view, "ttl_expired", "ttl_expired", language);
    if (now >= view->expires_at || !mark_view_opened(transaction, hash, now)) return true;
    opening = begin(transaction, ceremony, *view, visitor);
    return true;
  });
  return opening;
}

std::variant<LetterDoor, ClosedDoor> look_at_letter(const Ceremony& ceremony, std::string_view token, const Visitor& visitor) {
  const std::string hash = sha256_hex(ceremony.service.jose, token);
  std::variant<LetterDoor, ClosedDoor> seen = closed(nullptr, "view_unknown", "exception", language_for("", visitor.accept_language));
  ceremony.service.database.read([&](SqlReader& reader) {
    const auto view = find_view(reader, hash);
    if (!view || view->kind != ViewKind::letter || view->revoked_at || ceremony.service.security_clock.now() >= view->expires_at) return;
    Session session;
    session.kind = view->kind;
    session.account = view->account;
    session.envelope = view->envelope;
    session.recipient = view->recipient;
    session.signer_email = view->signer_email;
    const auto standing = standing_of(reader, ceremony, std::move(session));
    if (!standing) return;
    const std::string language = language_for(standing->recipient.language, visitor.accept_language);
    if (standing->phase == Phase::stopped) {
      seen = closed(nullptr, standing->stop, "exception", language);
      return;
    }
    const AccountSettings& settings = standing->account.settings;
    seen = LetterDoor{.language = language,
                      .title = standing->envelope.email_subject,
                      .sender = standing->envelope.sender_name,
                      .brand = settings.brand_name.empty() ? standing->account.name : settings.brand_name,
                      .is_finished = standing->recipient.is_done() || !standing->recipient.signs()};
  });
  return seen;
}

Opening open_letter(const Ceremony& ceremony, std::string_view token, const Visitor& visitor) {
  const std::string hash = sha256_hex(ceremony.service.jose, token);
  Opening opening = closed(nullptr, "view_unknown", "exception", language_for("", visitor.accept_language));
  ceremony.service.database.write_read_committed([&](SqlTransaction& transaction) {
    opening = closed(nullptr, "view_unknown", "exception", language_for("", visitor.accept_language));
    const auto view = find_view(transaction, hash);
    if (!view || view->kind != ViewKind::letter || view->revoked_at || ceremony.service.security_clock.now() >= view->expires_at) return true;
    opening = begin(transaction, ceremony, *view, visitor);
    return true;
  });
  return opening;
}

void forget_old_sessions(const Ceremony& ceremony) {
  const Instant before = ceremony.service.security_clock.now() - kKept;
  ceremony.service.database.write([&](SqlTransaction& transaction) {
    delete_views_expired_before(transaction, before);
    delete_sessions_idle_before(transaction, before);
    return true;
  });
}

}  // namespace switchyard::esign
