// One change of an envelope under its lock: what every act writes beside the state. And the envelope's way from order to order to its end.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "esign/connect/connect_events.hpp"
#include "esign/envelopes/envelope.hpp"
#include "esign/events/audit_events.hpp"
#include "esign/service.hpp"

namespace switchyard::esign {

// Who does it and where from; the envelope is the one that was locked in this transaction.
struct EnvelopeChange {
  SqlTransaction& transaction;
  const EsignService& service;
  Envelope& envelope;
  Instant now{};
  EvidenceActor actor = {};
  std::string ip = {};
  std::string user_agent = {};
  std::string session = {};
};

[[nodiscard]] EnvelopeChange change_by_sender(SqlTransaction& transaction, const EsignService& service, Envelope& envelope, const Sender& sender);
// By the service itself: expiry, a job.
[[nodiscard]] EnvelopeChange change_by_service(SqlTransaction& transaction, const EsignService& service, Envelope& envelope);

using EventDetail = std::vector<std::pair<std::string, std::string>>;
// A line of the chain.
void note(const EnvelopeChange& change, EvidenceKind kind, EventDetail detail = {});
// To Connect: "envelope-sent", or of a recipient "recipient-sent".
void tell(const EnvelopeChange& change, std::string_view name, const Recipient* recipient = nullptr);

// Writes the envelope's row with changed_at; a new status has its instant.
void set_status(const EnvelopeChange& change, EnvelopeStatus status);
void save(const EnvelopeChange& change);

// created -> sent: times, expiry, and the first order's turn. The caller has checked that it is complete and its tabs are placed.
void begin_sending(const EnvelopeChange& change);
// The next order whose turn it is becomes `sent`, copies are completed at theirs; when nobody is left the envelope is completed and its files are asked for.
void open_turns(const EnvelopeChange& change);
// sent -> delivered where all who can act have opened it.
void deliver_if_all_opened(const EnvelopeChange& change);
// voided or declined: nobody can act any more.
void end_envelope(const EnvelopeChange& change, EnvelopeStatus status, std::string_view reason);
// When the next reminder is due, written to the envelope's row.
void plan_reminder(const EnvelopeChange& change);
// Writes again to those whose turn it is.
void resend_to(const EnvelopeChange& change, const std::vector<Recipient*>& recipients);

}  // namespace switchyard::esign
