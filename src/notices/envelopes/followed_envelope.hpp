// An envelope whose signers we write to, and the schedule of reminders.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "signing/envelope.hpp"
#include "values/instant.hpp"

namespace switchyard::notices {

struct FollowedEnvelope {
  signing::EnvelopeId id{Uuid{}};
  signing::EnvelopeSubject subject = {};
  std::string title = {};
  std::string message = {};
  std::optional<Instant> sign_by = {};   // Business time.
  bool is_open = true;
  std::int64_t round = 1;
  Instant created_at{};
};

struct Invitation {
  signing::SignerRole role = signing::SignerRole::customer;
  std::string address;
  std::int64_t round = 1;
  Instant invited_at{};
  std::int64_t reminders = 0;            // A bit for each entry of kReminders that is done with.
};

struct ReminderRule {
  enum class From : std::uint8_t { invitation, sign_by };
  From from = From::invitation;
  Duration distance;                     // After the invitation; before sign_by.
};
inline constexpr std::array<ReminderRule, 3> kReminders{{{ReminderRule::From::invitation, Duration::hours(24)},
                                                         {ReminderRule::From::invitation, Duration::hours(72)},
                                                         {ReminderRule::From::sign_by, Duration::hours(4)}}};
// Nobody is reminded sooner after his invitation.
inline constexpr Duration kReminderPauseMin = Duration::hours(2);

struct DueReminders {
  bool is_one_due = false;               // Several at once are one letter.
  std::int64_t done = 0;                 // The bits afterwards.
  std::optional<Instant> next = {};      // When the next becomes due.
};
// None is due from sign_by on.
[[nodiscard]] DueReminders due_reminders(const Invitation& invitation, const std::optional<Instant>& sign_by, Instant now);

}  // namespace switchyard::notices
