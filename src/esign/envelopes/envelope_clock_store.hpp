// Which envelopes time alone moves.
#pragma once

#include <vector>

#include "esign/guid.hpp"
#include "ports/database.hpp"
#include "values/instant.hpp"

namespace switchyard::esign {

// Sent or delivered and past their time, the longest over first.
[[nodiscard]] std::vector<EnvelopeId> envelopes_to_expire(SqlReader& reader, Instant now, std::int64_t limit);
[[nodiscard]] std::vector<EnvelopeId> envelopes_to_remind(SqlReader& reader, Instant now, std::int64_t limit);
// Under way, and their signers are to be told that they expire soon.
[[nodiscard]] std::vector<EnvelopeId> envelopes_to_warn_of(SqlReader& reader, Instant now, std::int64_t limit);
// Of an envelope: when its next reminder is due.
[[nodiscard]] bool is_reminder_due(SqlReader& reader, const EnvelopeId& id, Instant now);

}  // namespace switchyard::esign
