// The signer's acts as the page asks for them. Each is a transaction of its own under the session's secret; refused as find_standing and as why_not say,
// and as each names. From any thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "esign/ceremony/standing.hpp"

namespace switchyard::esign {

using TypedValues = std::map<std::string, std::string>;  // Tab id -> value, as the page has them.

// consent_outdated where `version` is not of the text in force.
Outcome<Standing> consent(const Ceremony& ceremony, std::string_view secret_sha256, std::string_view version);

struct Viewed {
  std::string document_id;
  std::int64_t page = 1;
  bool to_end = false;
};
// Whether the document has been seen to its end. document_not_found.
Outcome<bool> note_viewed(const Ceremony& ceremony, std::string_view secret_sha256, const Viewed& viewed);

// What changed is merged with what is kept. tab_unknown, tab_locked, tab_value_invalid.
Outcome<Standing> save_draft(const Ceremony& ceremony, std::string_view secret_sha256, const TypedValues& values, const std::optional<Viewed>& reading);

// signature_invalid.
Outcome<AdoptedSignature> adopt(const Ceremony& ceremony, std::string_view secret_sha256, const Adoption& adoption);

struct Finished {
  SessionEnd end;
  std::string envelope_status;
  Instant signed_at{};
  std::vector<std::string> waiting_for = {};  // Names.
};
// price_expired, tabs_missing, signature_missing. Again: the same answer.
Outcome<Finished> finish(const Ceremony& ceremony, std::string_view secret_sha256, const TypedValues& values);

// These three end the session. not_allowed, reason_required, person_invalid.
Outcome<SessionEnd> decline(const Ceremony& ceremony, std::string_view secret_sha256, std::string_view reason);
Outcome<SessionEnd> assign_to(const Ceremony& ceremony, std::string_view secret_sha256, const NewPerson& person);
Outcome<SessionEnd> leave_for_later(const Ceremony& ceremony, std::string_view secret_sha256, const TypedValues& values);

// The end of looking: viewing_complete, or the event of before.
Outcome<SessionEnd> close_session(const Ceremony& ceremony, std::string_view secret_sha256);

// Nothing but activity.
Outcome<Standing> extend(const Ceremony& ceremony, std::string_view secret_sha256);

// Without activity noted, for looking after the state.
Outcome<Standing> look(const Ceremony& ceremony, std::string_view secret_sha256);

}  // namespace switchyard::esign
