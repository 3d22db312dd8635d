#include <algorithm>

#include <fmt/format.h>

#include "notices/envelopes/envelope_letters.hpp"
#include "notices/envelopes/followed_envelope_store.hpp"
#include "notices/envelopes/letter_writing.hpp"

namespace switchyard::notices {
namespace {

constexpr int kEnvelopesAtOnce = 50;
// A provider that is slow to take an envelope is not asked for news of it faster than this, at first and later.
constexpr Duration kQueuedPause = Duration::seconds(1);
constexpr Duration kLongQueuedPause = Duration::seconds(30);
constexpr Duration kLongQueued = Duration::minutes(2);
// Corrections of addresses come through the provider without telling anybody.
constexpr Duration kLookPauseMax = Duration::minutes(2);

bool may_sign(const signing::SignerProgress& each) { return !each.signed_at && !each.declined_at; }

// Signers whose turn it is and whom we write to.
std::vector<const signing::SignerProgress*> whose_turn(const signing::Envelope& envelope) {
  std::optional<std::int64_t> order;
  for (const signing::SignerProgress& each : envelope.signers) {
    if (!each.signed_at && (!order || each.signer.routing_order < *order)) order = each.signer.routing_order;
  }
  std::vector<const signing::SignerProgress*> turn;
  for (const signing::SignerProgress& each : envelope.signers) {
    if (may_sign(each) && each.signer.routing_order == order && each.signer.is_embedded && each.signer.is_written_to) turn.push_back(&each);
  }
  return turn;
}

class Look {
 public:
  Look(SqlTransaction& transaction, const EnvelopeLetterParts& parts, signing::EnvelopeDesk& desk, const FollowedEnvelope& followed)
      : transaction_(transaction), parts_(parts), desk_(desk), followed_(followed), now_(parts.clock.now()) {}

  void run() {
    const auto envelope = desk_.find(transaction_, followed_.subject);
    if (!envelope || envelope->id != followed_.id) return close_followed(transaction_, followed_.id);
    switch (envelope->state) {
      case signing::EnvelopeState::queued:
        return look_again_at(transaction_, followed_.id, now_ + (now_ - followed_.created_at > kLongQueued ? kLongQueuedPause : kQueuedPause));
      case signing::EnvelopeState::sent:
      case signing::EnvelopeState::delivered: break;
      default: return close_followed(transaction_, followed_.id);
    }
    next_ = now_ + kLookPauseMax;
    for (const signing::SignerProgress* each : whose_turn(*envelope)) {
      if (!invite(each->signer)) remind(each->signer);
    }
    look_again_at(transaction_, followed_.id, next_);
  }

 private:
  bool invite(const signing::Signer& signer) {
    const Invitation invitation{.role = signer.role, .address = signer.email, .round = followed_.round, .invited_at = now_};
    if (followed_.sign_by && now_ >= *followed_.sign_by) return false;
    if (!insert_invitation(transaction_, followed_.id, invitation)) return false;
    write(signer, LetterKind::invitation, fmt::format("{}", followed_.round));
    return true;
  }

  void remind(const signing::Signer& signer) {
    for (Invitation& one : invitations_of(transaction_, followed_.id)) {
      if (one.role != signer.role || one.address != signer.email || one.round != followed_.round) continue;
      const DueReminders due = due_reminders(one, followed_.sign_by, now_);
      if (due.next) next_ = std::min(next_, *due.next);
      if (due.done == one.reminders) continue;
      one.reminders = due.done;
      write_reminders(transaction_, followed_.id, one);
      if (due.is_one_due) write(signer, LetterKind::reminder, fmt::format("{}.{}", followed_.round, due.done));
    }
  }

  void write(const signing::Signer& signer, LetterKind kind, const std::string& key) {
    const auto link = desk_.open_link(transaction_, followed_.subject, {.role = signer.role});
    if (!link) {
      const std::string id = followed_.id.text();
      return parts_.log.warning("a signer got no link", {{"envelope.id", std::string_view(id)}, {"cause", std::string_view(link.error().message)}});
    }
    write_letter(transaction_, parts_, {.kind = kind, .envelope = followed_, .receiver = {.name = signer.name, .address = signer.email}, .language = signer.language,
                                        .values = {{"link", link->url}, {"message", followed_.message}}, .key = key});
  }

  SqlTransaction& transaction_;
  const EnvelopeLetterParts& parts_;
  signing::EnvelopeDesk& desk_;
  const FollowedEnvelope& followed_;
  const Instant now_;
  Instant next_{};
};

}  // namespace

int write_due_letters(const EnvelopeLetterParts& parts, signing::EnvelopeDesk& desk) {
  std::vector<signing::EnvelopeId> due;
  parts.database.read([&](SqlReader& reader) { due = due_envelopes(reader, parts.clock.now(), kEnvelopesAtOnce); });
  for (const signing::EnvelopeId& id : due) {
    parts.database.write([&](SqlTransaction& transaction) {
      const auto followed = find_followed(transaction, id);
      if (!followed || !followed->is_open) return false;
      Look(transaction, parts, desk, *followed).run();
      return true;
    });
  }
  return static_cast<int>(due.size());
}

}  // namespace switchyard::notices
