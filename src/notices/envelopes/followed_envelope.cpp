#include "notices/envelopes/followed_envelope.hpp"

namespace switchyard::notices {

DueReminders due_reminders(const Invitation& invitation, const std::optional<Instant>& sign_by, Instant now) {
  DueReminders due{.done = invitation.reminders};
  const bool is_over = sign_by && now >= *sign_by;
  for (std::size_t i = 0; i < kReminders.size(); ++i) {
    const std::int64_t bit = std::int64_t{1} << i;
    const ReminderRule& rule = kReminders[i];
    if ((invitation.reminders & bit) != 0) continue;
    if (rule.from == ReminderRule::From::sign_by && !sign_by) continue;
    const Instant at = rule.from == ReminderRule::From::invitation ? invitation.invited_at + rule.distance : *sign_by - rule.distance;
    if (at > now) {
      const bool comes_in_time = !sign_by || at < *sign_by;
      if (comes_in_time && (!due.next || at < *due.next)) due.next = at;
      continue;
    }
    due.done |= bit;
    due.is_one_due = due.is_one_due || (!is_over && at >= invitation.invited_at + kReminderPauseMin);
  }
  return due;
}

}  // namespace switchyard::notices
