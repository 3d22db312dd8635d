// What one piece of news does, by what the envelope is for. Private to the room.
#pragma once

#include <string_view>

#include "contracting/contracts/contract.hpp"
#include "contracting/contracts/contract_desk.hpp"
#include "signing/envelope_listener_port.hpp"

namespace switchyard::contracting {

enum class NewsEffect : std::uint8_t {
  applied,
  noted,    // Changed nothing, but the history says so: it came too late, or is of a former document version.
  ignored
};
[[nodiscard]] std::string_view text_of(NewsEffect effect);

// Precondition of each: it was not heard before.
[[nodiscard]] Result<NewsEffect> hear_of_agreement(SqlTransaction& transaction, const ContractDesk& desk, const signing::EnvelopeNews& news);
[[nodiscard]] Result<NewsEffect> hear_of_countersignature(SqlTransaction& transaction, const ContractDesk& desk, const signing::EnvelopeNews& news);
[[nodiscard]] Result<NewsEffect> hear_of_authorization(SqlTransaction& transaction, const ContractDesk& desk, const signing::EnvelopeNews& news);

// A line of history and an event "contract.envelope_noted".
void note_news(SqlTransaction& transaction, const ContractDesk& desk, Contract contract, const signing::EnvelopeNews& news, std::string_view reason_code,
               const std::string& reason);
// The provider's envelope, for the history; empty where signing no longer knows it.
[[nodiscard]] std::string provider_envelope_of(SqlReader& reader, const ContractDesk& desk, const signing::EnvelopeSubject& subject);

}  // namespace switchyard::contracting
