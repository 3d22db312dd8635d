#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "esign/envelopes/create_envelope.hpp"
#include "esign/envelopes/envelope_change.hpp"
#include "esign/envelopes/envelope_rows_store.hpp"
#include "esign/envelopes/plan_check.hpp"
#include "esign/envelopes/sender_acts.hpp"
#include "esign/envelopes/sender_change.hpp"
#include "esign/esign_refusal.hpp"

namespace switchyard::esign {
namespace {

using Outcomes = std::vector<RecipientOutcome>;

Recipient* find(Envelope& envelope, const Recipient& wanted) {
  for (Recipient& one : envelope.recipients) {
    if ((!wanted.recipient_id.empty() && one.recipient_id == wanted.recipient_id) || (!wanted.guid.empty() && one.guid == wanted.guid)) return &one;
  }
  return nullptr;
}

RecipientOutcome failed(const Recipient& one, const Error& error) {
  return {.recipient_id = one.recipient_id, .guid = one.guid, .error_code = error.code, .message = error.message};
}

void take(std::string& mine, const std::string& theirs) {
  if (!theirs.empty()) mine = theirs;
}

// What was said anew; texts that are empty stay.
Recipient corrected(const Recipient& former, const Recipient& asked) {
  Recipient one = former;
  take(one.name, asked.name);
  take(one.email, asked.email);
  take(one.client_user_id, asked.client_user_id);
  take(one.embedded_start_url, asked.embedded_start_url);
  take(one.access_code, asked.access_code);
  take(one.role_name, asked.role_name);
  take(one.note, asked.note);
  take(one.email_subject, asked.email_subject);
  take(one.email_body, asked.email_body);
  take(one.language, asked.language);
  if (asked.routing_order > 0 && former.status == RecipientStatus::created) one.routing_order = asked.routing_order;
  return one;
}

bool same_person(const Recipient& a, const Recipient& b) { return a.name == b.name && a.email == b.email && a.client_user_id == b.client_user_id; }

Result<void> correct(const EnvelopeChange& change, Recipient& mine, const Recipient& asked) {
  if (mine.is_done()) return esign_refusal("RECIPIENT_UPDATE_FAILED");
  Recipient next = corrected(mine, asked);
  if (auto fine = check_recipient(next); !fine) return fine;
  const bool is_another = !same_person(mine, next);
  if (is_another && mine.signs()) {
    // Whoever he is now has consented to nothing and adopted no signature.
    next.disclosure_accepted_at.reset();
    next.signature_id.clear();
    next.user = UserId::make(change.service.random);
    delete_adoption(change.transaction, change.envelope.id, mine.guid);
    if (next.status == RecipientStatus::delivered) next.status = RecipientStatus::sent;
  }
  const EventDetail detail{{"recipientId", mine.recipient_id}, {"from", mine.name + " <" + mine.email + ">"}, {"to", next.name + " <" + next.email + ">"}};
  mine = std::move(next);
  update_recipient(change.transaction, mine);
  if (!asked.tabs.empty()) {
    auto tabs = prepare_new_tabs(change.transaction, change.service, change.envelope, mine, asked.tabs);
    if (!tabs) return tabs.error();
    insert_tabs(change.transaction, change.envelope.id, *tabs, next_tab_position(change.transaction, change.envelope.id));
    mine.tabs.insert(mine.tabs.end(), tabs->begin(), tabs->end());
  }
  if (change.envelope.status != EnvelopeStatus::created) note(change, EvidenceKind::corrected, detail);
  return {};
}

Result<void> add(const EnvelopeChange& change, Recipient& asked) {
  Envelope& envelope = change.envelope;
  if (envelope.recipients.size() >= kRecipientsMax) return esign_refusal("INVALID_REQUEST_PARAMETER", "An envelope has at most 100 recipients.");
  if (asked.recipient_id.empty()) {
    for (std::size_t number = 1; asked.recipient_id.empty(); ++number) {
      if (envelope.recipient(std::to_string(number)) == nullptr) asked.recipient_id = std::to_string(number);
    }
  }
  if (asked.routing_order == 0) asked.routing_order = 1;
  if (auto fine = check_recipient(asked); !fine) return fine;
  if (envelope.status != EnvelopeStatus::created) {
    if (auto complete = check_complete(envelope.email_subject, 1, {asked}); !complete) return complete;
  }
  Recipient one = asked;
  one.tabs.clear();
  prepare_recipient(change.service, one);
  auto tabs = prepare_new_tabs(change.transaction, change.service, envelope, one, asked.tabs);
  if (!tabs) return tabs.error();
  one.tabs = std::move(tabs).value();
  insert_recipient(change.transaction, envelope.id, one, static_cast<std::int64_t>(envelope.recipients.size()));
  insert_tabs(change.transaction, envelope.id, one.tabs, next_tab_position(change.transaction, envelope.id));
  asked.guid = one.guid;
  envelope.recipients.push_back(std::move(one));
  if (envelope.status != EnvelopeStatus::created) note(change, EvidenceKind::corrected, {{"added", asked.name + " <" + asked.email + ">"}});
  return {};
}

Result<void> remove(const EnvelopeChange& change, const Recipient& mine) {
  if (mine.is_done()) return esign_refusal("RECIPIENT_UPDATE_FAILED");
  Envelope& envelope = change.envelope;
  if (envelope.status != EnvelopeStatus::created && envelope.recipients.size() == 1) {
    return esign_refusal("RECIPIENT_UPDATE_FAILED", "A sent envelope keeps at least one recipient: void it instead.");
  }
  const RecipientGuid guid = mine.guid;
  if (envelope.status != EnvelopeStatus::created) note(change, EvidenceKind::corrected, {{"removed", mine.name + " <" + mine.email + ">"}});
  delete_recipient(change.transaction, envelope.id, guid);
  std::erase_if(envelope.recipients, [&](const Recipient& one) { return one.guid == guid; });
  return {};
}

// Whoever came into an order that has its turn gets it; later orders wait, also where an earlier one came back.
void settle(const EnvelopeChange& change, const std::vector<RecipientGuid>& resend_whom, bool any) {
  if (!any) return;
  if (change.envelope.status == EnvelopeStatus::created) return save(change);
  tell(change, "envelope-corrected");
  open_turns(change);
  if (is_final(change.envelope.status)) return;
  std::vector<Recipient*> again;
  for (Recipient& one : change.envelope.recipients) {
    if (std::find(resend_whom.begin(), resend_whom.end(), one.guid) != resend_whom.end()) again.push_back(&one);
  }
  if (!again.empty()) resend_to(change, again);
  deliver_if_all_opened(change);
}

using EachRecipient = std::function<RecipientOutcome(const EnvelopeChange&, std::vector<RecipientGuid>& resend_whom)>;

Result<Outcomes> change_all(const EsignService& service, const Sender& sender, const EnvelopeId& id, const std::vector<EachRecipient>& acts) {
  return write_result<Outcomes>(service.database, [&](SqlTransaction& transaction) -> Result<Outcomes> {
    auto envelope = lock_for_sender(transaction, sender, id);
    if (!envelope) return envelope.error();
    if (is_final(envelope->status)) return esign_refusal("ENVELOPE_INVALID_STATUS", "The envelope has ended: its recipients cannot be changed.");
    const auto change = change_by_sender(transaction, service, *envelope, sender);
    Outcomes outcomes;
    std::vector<RecipientGuid> resend_whom;
    bool any = false;
    for (const EachRecipient& act : acts) {
      outcomes.push_back(act(change, resend_whom));
      any = any || outcomes.back().error_code == "SUCCESS";
    }
    settle(change, resend_whom, any);
    return outcomes;
  });
}

RecipientOutcome outcome_of(const Result<void>& done, const Recipient& one) {
  if (!done) return failed(one, done.error());
  return {.recipient_id = one.recipient_id, .guid = one.guid};
}

}  // namespace

Result<Outcomes> change_recipients(const EsignService& service, const Sender& sender, const EnvelopeId& id, const std::vector<Recipient>& recipients,
                                   bool resend) {
  std::vector<EachRecipient> acts;
  for (const Recipient& asked : recipients) {
    acts.push_back([asked, resend](const EnvelopeChange& change, std::vector<RecipientGuid>& resend_whom) {
      Recipient wanted = asked;
      Recipient* mine = find(change.envelope, wanted);
      if (mine == nullptr) return outcome_of(add(change, wanted), wanted);
      auto outcome = outcome_of(correct(change, *mine, wanted), *mine);
      if (resend && outcome.error_code == "SUCCESS") resend_whom.push_back(mine->guid);
      return outcome;
    });
  }
  return change_all(service, sender, id, acts);
}

Result<Outcomes> add_recipients(const EsignService& service, const Sender& sender, const EnvelopeId& id, const std::vector<Recipient>& recipients,
                                bool resend) {
  (void)resend;  // New ones are written to when their turn comes.
  std::vector<EachRecipient> acts;
  for (const Recipient& asked : recipients) {
    acts.push_back([asked](const EnvelopeChange& change, std::vector<RecipientGuid>&) {
      Recipient wanted = asked;
      if (find(change.envelope, wanted) != nullptr) return failed(wanted, esign_refusal("DUPLICATE_RECIPIENT_ID"));
      return outcome_of(add(change, wanted), wanted);
    });
  }
  return change_all(service, sender, id, acts);
}

Result<Outcomes> delete_recipients(const EsignService& service, const Sender& sender, const EnvelopeId& id,
                                   const std::vector<std::string>& recipient_ids) {
  std::vector<EachRecipient> acts;
  for (const std::string& recipient_id : recipient_ids) {
    acts.push_back([recipient_id](const EnvelopeChange& change, std::vector<RecipientGuid>&) {
      const Recipient* mine = change.envelope.recipient(recipient_id);
      Recipient who;
      who.recipient_id = recipient_id;
      if (mine == nullptr) return failed(who, esign_refusal("UNKNOWN_ENVELOPE_RECIPIENT"));
      who.guid = mine->guid;
      return outcome_of(remove(change, *mine), who);
    });
  }
  return change_all(service, sender, id, acts);
}

}  // namespace switchyard::esign
