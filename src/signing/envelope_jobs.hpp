// What jobs do about one envelope: made, taken back, sent again, put right, asked about, its documents fetched. Each reaches the provider
// outside any transaction and returns what is to be written.
#pragma once

#include "signing/signing.hpp"
#include "signing/signing_job.hpp"

namespace switchyard::signing {

// Many attempts: an envelope that cannot be made for hours is still wanted. After the last it has failed.
inline constexpr outbox::RetryPolicy kCreateRetries{.attempts_max = 60, .first_pause = Duration::seconds(2), .longest_pause = Duration::minutes(10)};
inline constexpr outbox::RetryPolicy kProviderRetries{.attempts_max = 200, .first_pause = Duration::seconds(2), .longest_pause = Duration::minutes(15)};

[[nodiscard]] outbox::JobHandler envelope_creator(const SigningParts& parts, const SigningNeighbours& neighbours);
[[nodiscard]] outbox::JobHandler envelope_voider(const SigningParts& parts, const SigningNeighbours& neighbours);
[[nodiscard]] outbox::JobHandler envelope_resender(const SigningParts& parts);
[[nodiscard]] outbox::JobHandler signer_corrector(const SigningParts& parts);
[[nodiscard]] outbox::JobHandler envelope_refresher(const SigningParts& parts, const SigningNeighbours& neighbours);
[[nodiscard]] outbox::JobHandler document_fetcher(const SigningParts& parts, const SigningNeighbours& neighbours);
// Callbacks out of the inbox, and the sweep of one provider's changes.
[[nodiscard]] outbox::JobHandler callback_applier(const SigningParts& parts, const SigningNeighbours& neighbours);
[[nodiscard]] outbox::JobHandler change_sweeper(const SigningParts& parts);

}  // namespace switchyard::signing
