#include <fmt/format.h>

#include "contracting/contracts/account_dates.hpp"
#include "contracting/contracts/contract_actions.hpp"
#include "contracting/contracts/contract_edit.hpp"
#include "contracting/contracts/contract_judgement.hpp"
#include "contracting/contracts/contract_signing.hpp"
#include "contracting/contracts/contract_store.hpp"
#include "contracting/contracts/field_refusals.hpp"
#include "contracting/envelopes/agreement_envelope.hpp"
#include "contracting/files/uploaded_file.hpp"

namespace switchyard::contracting {
namespace {

constexpr std::size_t kSignerSizeMax = 200;

Result<void> check_input(SqlReader& reader, const access::PartnerId& partner, const NewAcceptance& acceptance, Instant now) {
  FieldRefusals refusals;
  if (acceptance.method == AcceptanceMethod::envelope) refusals.add("/method", "not_one_of", "signatures of our own envelopes are recorded by themselves");
  if (acceptance.accepted_by.empty()) refusals.add("/acceptedBy", "required", "who agreed");
  if (acceptance.accepted_by.size() > kSignerSizeMax) refusals.add("/acceptedBy", "too_long", fmt::format("at most {} bytes", kSignerSizeMax));
  if (acceptance.accepted_title.size() > kSignerSizeMax) refusals.add("/acceptedTitle", "too_long", fmt::format("at most {} bytes", kSignerSizeMax));
  if (acceptance.reference.size() > kSignerSizeMax) refusals.add("/reference", "too_long", fmt::format("at most {} bytes", kSignerSizeMax));
  if (acceptance.accepted_at > now) refusals.add("/acceptedAt", "acceptance_in_future", "the customer cannot have agreed later than now");
  if (!acceptance.evidence) {
    refusals.add("/documentId", "evidence_missing", "upload the signed paper, the certificate or the recording first");
  } else {
    const auto file = find_file(reader, partner, *acceptance.evidence);
    if (!file || file->deleted_at) refusals.add("/documentId", "file_not_found", "is no file of yours");
  }
  return refusals.finish("acceptance_invalid");
}

}  // namespace

Result<Contract> record_acceptance(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const NewAcceptance& acceptance) {
  auto contract = contract_to_change(transaction, actor.partner, acceptance.contract, acceptance.expected_version);
  if (!contract) return contract;
  const Instant now = desk.quotes.clock.now();
  if (auto input = check_input(transaction, actor.partner, acceptance, now); !input) return std::move(input).error();
  ContractEdit edit(std::move(*contract), {.actor = actor.text, .at = now, .reason_code = std::string(text_of(acceptance.method)), .source_message = acceptance.reference});
  const bool is_late = is_late_signature(edit.contract(), acceptance.accepted_at);
  if (auto taken = take_back_envelope(transaction, desk, edit.contract(), "Agreed otherwise."); !taken) return std::move(taken).error();
  // A late signature is kept whatever else is wrong: it happened.
  if (auto moved = edit.move(is_late ? ContractEvent::sign_late : ContractEvent::sign); !moved) return std::move(moved).error();
  if (!is_late) {
    Contract judged = edit.contract();
    judged.signed_at = acceptance.accepted_at;
    if (auto passed = judge_contract(transaction, desk, judged).pass(rules::Stage::sign); !passed) return std::move(passed).error();
  }
  const Acceptance recorded{.id = make_id<AcceptanceTag>(now, desk.quotes.random),
                            .contract = edit.contract().id,
                            .document_version = edit.contract().document_version,
                            .method = acceptance.method,
                            .accepted_at = acceptance.accepted_at,
                            .recorded_at = now,
                            .accepted_by = acceptance.accepted_by,
                            .accepted_title = acceptance.accepted_title,
                            .reference = acceptance.reference,
                            .evidence = acceptance.evidence,
                            .recorded_by = actor.text};
  insert_acceptance(transaction, recorded);
  if (is_late) {
    edit.contract().signed_at = acceptance.accepted_at;
  } else {
    settle_signature(desk, edit, acceptance.accepted_at);
    if (auto reviewed = edit.move(ContractEvent::review); !reviewed) return std::move(reviewed).error();
    if (auto linked = link_renewal(transaction, desk, edit); !linked) return std::move(linked).error();
  }
  edit.write(transaction, desk);
  return edit.contract();
}

Result<Contract> reaffirm_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command) {
  auto contract = contract_to_change(transaction, actor.partner, command.contract, command.expected_version);
  if (!contract) return contract;
  const Instant now = desk.quotes.clock.now();
  ContractEdit edit(std::move(*contract), {.actor = actor.text, .at = now, .reason_code = "reaffirmed", .reason = command.reason});
  if (auto moved = edit.move(ContractEvent::reaffirm); !moved) return std::move(moved).error();
  if (auto may = may_reaffirm(desk, edit.contract(), now); !may) return std::move(may).error();
  settle_signature(desk, edit, edit.contract().signed_at.value_or(now));
  if (auto reviewed = edit.move(ContractEvent::review); !reviewed) return std::move(reviewed).error();
  if (auto linked = link_renewal(transaction, desk, edit); !linked) return std::move(linked).error();
  edit.write(transaction, desk);
  return edit.contract();
}

}  // namespace switchyard::contracting
