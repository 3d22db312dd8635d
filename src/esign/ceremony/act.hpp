// How every call of the page is carried out: one transaction, the session's standing first, activity noted, then the act.
#pragma once

#include <functional>
#include <string_view>

#include "esign/ceremony/standing.hpp"

namespace switchyard::esign {

// Idleness is stored this coarsely, so that reading writes seldom.
inline constexpr Duration kIdleGrain = Duration::seconds(10);

// Notes the activity; the standing's own session is moved too.
void note_activity(SqlTransaction& transaction, Standing& standing);

// Takes the lock of the session's envelope, so that acts of one envelope come one after the other, and nothing else has to wait or to be tried again. False where there
// is no such session or envelope.
bool lock_for_act(SqlTransaction& transaction, std::string_view secret_sha256);

// `work` gives what is answered; a refusal undoes everything but where it says is_kept. It may run again.
template <class T>
Outcome<T> act(const Ceremony& ceremony, std::string_view secret_sha256, const std::function<Outcome<T>(SqlTransaction&, Standing&)>& work) {
  std::optional<Outcome<T>> outcome;
  // Under the lock each statement sees what is committed: there is nothing that a serializable transaction would add but retries.
  ceremony.service.database.write_read_committed([&](SqlTransaction& transaction) {
    lock_for_act(transaction, secret_sha256);
    auto standing = find_standing(transaction, ceremony, secret_sha256);
    if (!standing) {
      outcome.emplace(std::move(standing.refusal()));
      return false;
    }
    note_activity(transaction, *standing);
    outcome.emplace(work(transaction, *standing));
    return static_cast<bool>(*outcome) || outcome->refusal().is_kept;
  });
  return std::move(*outcome);
}

// Refused in words of the page, with the session's end where there is one: what the domain said of an act.
[[nodiscard]] Refusal refusal_of(const Error& error, const Standing& standing);

// For an act that needs the phase `sign` (or `consent`, where `before_consent`): why it cannot be, if it cannot.
[[nodiscard]] std::optional<Refusal> why_not(const Standing& standing, bool before_consent = false);

}  // namespace switchyard::esign
