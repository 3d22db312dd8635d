// One handing-in of a contract: which accounts, what was sent, what became of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "enrollment/channels/submission_channel_port.hpp"

namespace switchyard::enrollment {

enum class SubmissionState : std::uint8_t {
  queued,        // Committed; the channel has not taken it yet.
  sent,          // The channel took it.
  acknowledged,  // The supplier's side has said that it has it.
  answered,      // An answer about one of its accounts came.
  failed         // Never taken as it is: an operator looks.
};
[[nodiscard]] std::string_view text_of(SubmissionState state);
[[nodiscard]] Result<SubmissionState> parse_submission_state(std::string_view text);

struct Submission {
  SubmissionId id;
  access::PartnerId partner;
  contracting::ContractId contract;
  std::string supplier = {};
  std::int64_t attempt = 1;              // Of the contract, from 1 without gaps.
  std::int64_t document_version = 1;
  std::string channel = {};
  SubmissionState state = SubmissionState::queued;
  bool is_retry = false;
  std::vector<contracting::ContractAccountId> accounts = {};
  std::string payload_sha256 = {};       // Hex.
  std::string external_reference = {};
  std::int64_t tries = 0;                // Of the channel.
  std::string last_error = {};
  std::optional<Instant> next_try_at = {};  // Real time, while it is queued after a failed try.
  Instant created_at{};                  // Business time, as all below.
  std::optional<Instant> sent_at = {};
  std::optional<Instant> answered_at = {};
};

}  // namespace switchyard::enrollment
