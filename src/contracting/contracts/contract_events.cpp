#include "contracting/contracts/contract_events.hpp"

#include <algorithm>

#include "pricing/quotes/canonical_json.hpp"

namespace switchyard::contracting {
namespace {

using pricing::CanonicalObject;

std::string due_text(const std::optional<Instant>& due) { return due ? due->text() : std::string(); }

std::string reason_json(const HistoryEntry& entry, std::string_view reject_class, WaitingOn party, const std::optional<Instant>& due) {
  CanonicalObject json;
  json.word("code", entry.reason_code).word("text", entry.reason).word("class", reject_class).word("waitingOn", text_of(party)).word("dueAt", due_text(due));
  return json.json();
}

std::string progress_json(const Progress& progress) {
  CanonicalObject json;
  json.integer("accounts", progress.accounts).integer("accepted", progress.accepted).integer("rejected", progress.rejected);
  json.integer("active", progress.active).integer("dropped", progress.dropped).integer("cancelled", progress.cancelled);
  return json.json();
}

}  // namespace

void publish_contract_event(SqlTransaction& transaction, outbox::Outbox& outbox, const Contract& contract, const HistoryEntry& entry) {
  const std::string partner = contract.partner.text();
  const std::string subject = contract.id.text();
  CanonicalObject json;
  json.text("contractId", subject).text("number", contract.number).integer("sequence", entry.sequence).integer("contractVersion", contract.version);
  json.integer("documentVersion", contract.document_version).word("previousStatus", entry.previous_status).text("status", entry.status);
  json.word("yourReference", contract.your_reference).text("customerId", contract.customer.text()).text("supplier", contract.supplier);
  json.word("sourceMessage", entry.source_message);
  if (entry.account) {
    const auto account = std::ranges::find(contract.accounts, *entry.account, &ContractAccount::id);
    json.text("contractAccountId", entry.account->text());
    if (account != contract.accounts.end()) {
      json.text("serviceAccountId", account->service_account.text());
      json.raw("reason", reason_json(entry, text_of(account->reject_class), waiting_on(account->state, account->reject_class), due_at(*account)));
    }
  } else {
    json.raw("progress", progress_json(contract.progress));
    json.raw("reason", reason_json(entry, {}, facts_of(contract.state).waiting_on, due_at(contract)));
  }
  const std::string payload = json.json();
  outbox.publish(transaction, {.type = entry.event, .audience = std::string_view(partner), .subject = subject, .payload = payload, .at = entry.at});
}

}  // namespace switchyard::contracting
