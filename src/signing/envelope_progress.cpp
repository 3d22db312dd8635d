#include "signing/envelope_progress.hpp"

#include <algorithm>

#include "signing/envelope_words.hpp"

namespace switchyard::signing {
namespace {

void take_first(std::optional<Instant>& known, const std::optional<Instant>& seen) {
  if (seen && (!known || *seen < *known)) known = seen;
}

void take_recipient(KeptSigner& signer, const ProviderRecipient& seen, const std::optional<Instant>& done_at) {
  SignerProgress& progress = signer.progress;
  take_first(progress.delivered_at, seen.delivered_at);
  if (!progress.declined_at) {
    if (!progress.signed_at) progress.signed_at = seen.signed_at;
    if (!progress.signed_at && seen.is_done) progress.signed_at = done_at;
  }
  if (!progress.signed_at && !progress.declined_at && seen.declined_at) {
    progress.declined_at = seen.declined_at;
    progress.declined_reason = seen.declined_reason;
  }
}

const KeptSigner* decliner(const KeptEnvelope& kept) {
  const auto found = std::ranges::find_if(kept.signers, [](const KeptSigner& each) { return each.progress.declined_at.has_value(); });
  return found == kept.signers.end() ? nullptr : &*found;
}

// Later states win; of the ended ones the first.
void take_state(KeptEnvelope& kept, const ProviderEnvelope& seen, Instant now) {
  Envelope& envelope = kept.envelope;
  if (is_ended(envelope.state) || seen.state <= envelope.state) return;
  envelope.state = seen.state;
  envelope.changed_at = now;
  if (envelope.state == EnvelopeState::declined) {
    const KeptSigner* by = decliner(kept);
    envelope.reason = by == nullptr ? seen.reason : by->progress.declined_reason;
  }
  if (envelope.state == EnvelopeState::voided) envelope.reason = !seen.reason.empty() ? seen.reason : kept.void_reason.value_or("");
}

EnvelopeNews news_of(const KeptEnvelope& kept, EnvelopeNewsKind kind, Instant at, const KeptSigner* signer = nullptr) {
  EnvelopeNews news{.envelope = kept.envelope.id, .subject = kept.envelope.subject, .kind = kind, .at = at};
  if (signer != nullptr) {
    news.role = signer->progress.signer.role;
    news.signer_name = signer->progress.signer.name;
  }
  return news;
}

void add_views(std::vector<RecipientNews>& all, const KeptEnvelope& kept) {
  const KeptSigner* first = nullptr;
  for (const KeptSigner& each : kept.signers) {
    const auto& at = each.progress.delivered_at;
    if (at && (first == nullptr || *at < *first->progress.delivered_at)) first = &each;
  }
  if (first != nullptr) all.push_back({"", news_of(kept, EnvelopeNewsKind::viewed, *first->progress.delivered_at, first)});
}

void add_signatures(std::vector<RecipientNews>& all, const KeptEnvelope& kept) {
  std::vector<const KeptSigner*> done;
  for (const KeptSigner& each : kept.signers) {
    if (each.progress.signed_at) done.push_back(&each);
  }
  std::ranges::stable_sort(done, {}, [](const KeptSigner* each) { return *each->progress.signed_at; });
  for (const KeptSigner* each : done) all.push_back({each->recipient, news_of(kept, EnvelopeNewsKind::signer_done, *each->progress.signed_at, each)});

  const KeptSigner* last = nullptr;
  bool is_whole = true;
  for (const KeptSigner& each : kept.signers) {
    if (!is_customer_side(each.progress.signer.role)) continue;
    is_whole = is_whole && each.progress.signed_at.has_value();
    if (is_whole && (last == nullptr || *each.progress.signed_at > *last->progress.signed_at)) last = &each;
  }
  if (is_whole && last != nullptr) all.push_back({"", news_of(kept, EnvelopeNewsKind::customer_side_done, *last->progress.signed_at, last)});
}

}  // namespace

std::vector<RecipientNews> advance(KeptEnvelope& kept, const ProviderEnvelope& seen, Instant now) {
  const bool has_ended_otherwise = is_ended(kept.envelope.state) && kept.envelope.state != seen.state && kept.envelope.state != EnvelopeState::failed;
  const std::optional<Instant> done_at = seen.state == EnvelopeState::completed ? seen.state_at : std::nullopt;
  if (!has_ended_otherwise || !is_ended(seen.state)) {
    for (const ProviderRecipient& each : seen.recipients) {
      if (KeptSigner* signer = kept.signer(each.recipient); signer != nullptr) take_recipient(*signer, each, done_at);
    }
  }
  take_state(kept, seen, now);

  std::vector<RecipientNews> all;
  add_views(all, kept);
  add_signatures(all, kept);
  const Instant ended_at = seen.state == kept.envelope.state && seen.state_at ? *seen.state_at : now;
  const EnvelopeState state = kept.envelope.state;
  if (state == EnvelopeState::completed) all.push_back({"", news_of(kept, EnvelopeNewsKind::completed, ended_at)});
  if (state == EnvelopeState::voided) all.push_back({"", news_of(kept, EnvelopeNewsKind::voided, ended_at)});
  if (state == EnvelopeState::declined) {
    const KeptSigner* by = decliner(kept);
    all.push_back({"", news_of(kept, EnvelopeNewsKind::declined, by == nullptr ? ended_at : *by->progress.declined_at, by)});
  }
  if (is_ended(state)) all.back().news.reason = kept.envelope.reason;
  return all;
}

RecipientNews end_unsent(KeptEnvelope& kept, EnvelopeState state, std::string reason, Instant now) {
  kept.envelope.state = state;
  kept.envelope.reason = std::move(reason);
  kept.envelope.changed_at = now;
  RecipientNews ended{"", news_of(kept, state == EnvelopeState::failed ? EnvelopeNewsKind::failed : EnvelopeNewsKind::voided, now)};
  ended.news.reason = kept.envelope.reason;
  return ended;
}

}  // namespace switchyard::signing
