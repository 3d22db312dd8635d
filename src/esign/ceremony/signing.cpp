#include "esign/ceremony/signing.hpp"

#include <algorithm>

#include "esign/ceremony/act.hpp"
#include "esign/ceremony/reading_store.hpp"
#include "esign/ceremony/view_store.hpp"
#include "esign/envelopes/consumer_disclosure.hpp"
#include "esign/envelopes/envelope_store.hpp"
#include "values/ensure.hpp"

namespace switchyard::esign {
namespace {

// As it is after the act. Its session was at hand, so it is there.
Standing anew(SqlReader& reader, const Ceremony& ceremony, const Standing& before) {
  auto standing = standing_of(reader, ceremony, before.session);
  ENSURE(standing.has_value());
  return std::move(*standing);
}

// An id that is none of the signer's tabs is refused before the domain sees it: every id of a call is his own.
Outcome<TabValues> own_values(const Standing& standing, const TypedValues& values) {
  TabValues own;
  for (const auto& [text, value] : values) {
    const Tab* found = nullptr;
    for (const Tab& tab : standing.recipient.tabs) {
      if (tab.id.text() == text) found = &tab;
    }
    if (found == nullptr) return refusal(ErrorKind::unprocessable, "tab_unknown", standing.session.language);
    const bool is_mark = found->kind == TabKind::sign_here || found->kind == TabKind::initial_here;
    own[found->id] = is_mark ? (value == "placed" ? "true" : "false") : value;
  }
  return own;
}

Finished finished_of(const Standing& standing) {
  Finished finished{.end = standing.end("signing_complete"), .envelope_status = std::string(text_of(standing.envelope.status)),
                    .signed_at = standing.recipient.signed_at.value_or(standing.business_now)};
  for (const Recipient& other : standing.envelope.recipients) {
    if (other.signs() && !other.is_done()) finished.waiting_for.push_back(other.name);
  }
  return finished;
}

Outcome<SessionEnd> ended(SqlTransaction& transaction, const Standing& standing, std::string_view event) {
  end_session(transaction, standing.session.session_id, event, "", standing.now);
  return standing.end(event);
}

}  // namespace

Outcome<Standing> consent(const Ceremony& ceremony, std::string_view secret_sha256, std::string_view version) {
  return act<Standing>(ceremony, secret_sha256, [&](SqlTransaction& transaction, Standing& standing) -> Outcome<Standing> {
    if (auto refused = why_not(standing, true)) return std::move(*refused);
    const ConsumerDisclosure text = consumer_disclosure(standing.account, standing.session.language, ceremony.service.jose);
    if (text.version != version) return refusal(ErrorKind::conflict, "consent_outdated", standing.session.language);
    if (standing.phase == Phase::sign) return standing;
    const auto accepted = accept_disclosure(transaction, ceremony.service, standing.presence(), {.language = text.language, .sha256 = text.sha256});
    if (!accepted) return refusal_of(accepted.error(), standing);
    return anew(transaction, ceremony, standing);
  });
}

Outcome<bool> note_viewed(const Ceremony& ceremony, std::string_view secret_sha256, const Viewed& viewed) {
  return act<bool>(ceremony, secret_sha256, [&](SqlTransaction& transaction, Standing& standing) -> Outcome<bool> {
    const Document* document = standing.envelope.document(viewed.document_id);
    if (document == nullptr) return refusal(ErrorKind::not_found, "document_not_found", standing.session.language);
    if (standing.is_read_only || standing.phase == Phase::done) return viewed.to_end;
    if (auto refused = why_not(standing)) return std::move(*refused);
    const std::int64_t page = std::min(std::max<std::int64_t>(viewed.page, 1), std::max<std::int64_t>(document->pages, 1));
    write_reading(transaction, standing.recipient.guid, viewed.document_id, page, standing.now);
    if (viewed.to_end && mark_seen_to_end(transaction, standing.recipient.guid, viewed.document_id, standing.now)) {
      const auto recorded = record_viewed_to_end(transaction, ceremony.service, standing.presence(), viewed.document_id);
      if (!recorded) return refusal_of(recorded.error(), standing);
    }
    for (const Reading& reading : readings_of(transaction, standing.recipient.guid)) {
      if (reading.document_id == viewed.document_id) return reading.is_seen_to_end;
    }
    return false;
  });
}

Outcome<Standing> save_draft(const Ceremony& ceremony, std::string_view secret_sha256, const TypedValues& values, const std::optional<Viewed>& reading) {
  return act<Standing>(ceremony, secret_sha256, [&](SqlTransaction& transaction, Standing& standing) -> Outcome<Standing> {
    if (auto refused = why_not(standing)) return std::move(*refused);
    auto own = own_values(standing, values);
    if (!own) return std::move(own.refusal());
    if (!own->empty()) {
      if (const auto saved = save_values(transaction, ceremony.service, standing.presence(), *own); !saved) return refusal_of(saved.error(), standing);
    }
    if (reading && standing.envelope.document(reading->document_id) != nullptr) {
      write_reading(transaction, standing.recipient.guid, reading->document_id, std::max<std::int64_t>(reading->page, 1), standing.now);
    }
    return anew(transaction, ceremony, standing);
  });
}

Outcome<AdoptedSignature> adopt(const Ceremony& ceremony, std::string_view secret_sha256, const Adoption& adoption) {
  return act<AdoptedSignature>(ceremony, secret_sha256, [&](SqlTransaction& transaction, Standing& standing) -> Outcome<AdoptedSignature> {
    if (auto refused = why_not(standing)) return std::move(*refused);
    auto adopted = adopt_signature(transaction, ceremony.service, standing.presence(), adoption);
    if (!adopted) return refusal_of(adopted.error(), standing);
    return std::move(*adopted);
  });
}

Outcome<Finished> finish(const Ceremony& ceremony, std::string_view secret_sha256, const TypedValues& values) {
  return act<Finished>(ceremony, secret_sha256, [&](SqlTransaction& transaction, Standing& standing) -> Outcome<Finished> {
    if (standing.phase == Phase::done && standing.recipient.status == RecipientStatus::completed && standing.recipient.signs()) return finished_of(standing);
    if (auto refused = why_not(standing)) return std::move(*refused);
    auto own = own_values(standing, values);
    if (!own) return std::move(own.refusal());
    const auto envelope = finish_signing(transaction, ceremony.service, standing.presence(), *own);
    if (!envelope) return refusal_of(envelope.error(), standing);
    write_outcome(transaction, standing.session.session_id, "signing_complete");
    return finished_of(anew(transaction, ceremony, standing));
  });
}

Outcome<SessionEnd> decline(const Ceremony& ceremony, std::string_view secret_sha256, std::string_view reason) {
  return act<SessionEnd>(ceremony, secret_sha256, [&](SqlTransaction& transaction, Standing& standing) -> Outcome<SessionEnd> {
    if (auto refused = why_not(standing, true)) return std::move(*refused);
    if (!standing.may_decline()) return refusal(ErrorKind::forbidden, "not_allowed", standing.session.language);
    const auto envelope = decline_to_sign(transaction, ceremony.service, standing.presence(), reason);
    if (!envelope) return refusal_of(envelope.error(), standing);
    return ended(transaction, standing, "decline");
  });
}

Outcome<SessionEnd> assign_to(const Ceremony& ceremony, std::string_view secret_sha256, const NewPerson& person) {
  return act<SessionEnd>(ceremony, secret_sha256, [&](SqlTransaction& transaction, Standing& standing) -> Outcome<SessionEnd> {
    if (auto refused = why_not(standing, true)) return std::move(*refused);
    if (!standing.may_reassign()) return refusal(ErrorKind::forbidden, "not_allowed", standing.session.language);
    // Before the act: what it writes to the new person is a link of his own.
    revoke_views(transaction, standing.envelope.id, standing.recipient.guid, true, standing.now);
    const auto envelope = reassign(transaction, ceremony.service, standing.presence(), person);
    if (!envelope) return refusal_of(envelope.error(), standing);
    end_sessions_of(transaction, standing.envelope.id, standing.recipient.guid, standing.session.session_id, "reassigned", standing.now);
    return ended(transaction, standing, "cancel");
  });
}

Outcome<SessionEnd> leave_for_later(const Ceremony& ceremony, std::string_view secret_sha256, const TypedValues& values) {
  return act<SessionEnd>(ceremony, secret_sha256, [&](SqlTransaction& transaction, Standing& standing) -> Outcome<SessionEnd> {
    if (auto refused = why_not(standing, true)) return std::move(*refused);
    auto own = own_values(standing, values);
    if (!own) return std::move(own.refusal());
    if (!own->empty() && standing.phase == Phase::sign) {
      if (const auto saved = save_values(transaction, ceremony.service, standing.presence(), *own); !saved) return refusal_of(saved.error(), standing);
    }
    if (const auto left = finish_later(transaction, ceremony.service, standing.presence()); !left) return refusal_of(left.error(), standing);
    return ended(transaction, standing, "cancel");
  });
}

Outcome<SessionEnd> close_session(const Ceremony& ceremony, std::string_view secret_sha256) {
  return act<SessionEnd>(ceremony, secret_sha256, [&](SqlTransaction& transaction, Standing& standing) -> Outcome<SessionEnd> {
    if (standing.phase == Phase::stopped) return ended(transaction, standing, "exception");
    if (standing.phase != Phase::done) return ended(transaction, standing, "cancel");
    return ended(transaction, standing, standing.is_read_only ? "viewing_complete" : standing.session.ended_as);
  });
}

Outcome<Standing> extend(const Ceremony& ceremony, std::string_view secret_sha256) {
  auto standing = look(ceremony, secret_sha256);
  if (!standing) return standing;
  const Instant until = standing->now + idle_time(standing->account);
  if (until - standing->session.idle_until < kIdleGrain) return standing;
  ceremony.service.database.write_read_committed([&](SqlTransaction& transaction) {
    move_idle_until(transaction, standing->session.session_id, until);
    return true;
  });
  standing->session.idle_until = until;
  return standing;
}

Outcome<Standing> look(const Ceremony& ceremony, std::string_view secret_sha256) {
  std::optional<Outcome<Standing>> outcome;
  ceremony.service.database.read([&](SqlReader& reader) { outcome.emplace(find_standing(reader, ceremony, secret_sha256)); });
  return std::move(*outcome);
}

}  // namespace switchyard::esign
