// All SQL about envelopes that we write about, and who was invited.
#pragma once

#include <vector>

#include "notices/envelopes/followed_envelope.hpp"
#include "ports/database.hpp"

namespace switchyard::notices {

// `next_look`: absent where nothing is to be written by itself.
void insert_followed(SqlTransaction& transaction, const FollowedEnvelope& envelope, std::optional<Instant> next_look);
[[nodiscard]] std::optional<FollowedEnvelope> find_followed(SqlReader& reader, const signing::EnvelopeId& id);
// The latest of the subject.
[[nodiscard]] std::optional<FollowedEnvelope> find_followed_of(SqlReader& reader, const signing::EnvelopeSubject& subject);
// Open ones to look at, the longest due first.
[[nodiscard]] std::vector<signing::EnvelopeId> due_envelopes(SqlReader& reader, Instant now, int limit);
// Open ones alone.
void look_again_at(SqlTransaction& transaction, const signing::EnvelopeId& id, std::optional<Instant> next_look);
// Everybody is to be invited anew.
void begin_round(SqlTransaction& transaction, const signing::EnvelopeId& id, Instant next_look);
void close_followed(SqlTransaction& transaction, const signing::EnvelopeId& id);

// False where this role, address and round was invited.
bool insert_invitation(SqlTransaction& transaction, const signing::EnvelopeId& id, const Invitation& invitation);
void write_reminders(SqlTransaction& transaction, const signing::EnvelopeId& id, const Invitation& invitation);
[[nodiscard]] std::vector<Invitation> invitations_of(SqlReader& reader, const signing::EnvelopeId& id);

}  // namespace switchyard::notices
