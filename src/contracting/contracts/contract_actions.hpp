// What is done with contracts. Each runs in the caller's transaction, which a refusal, or a dry run, must undo; each writes history and
// events with a sequence without gaps, taken under the contract's row lock. Another partner's objects are "…_not_found".
//
// `expected_version` of the inputs: absent takes any; else "version_conflict" where the stored one differs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "contracting/contracts/contract.hpp"
#include "contracting/contracts/contract_desk.hpp"
#include "contracting/envelopes/sending.hpp"
#include "values/decimal.hpp"

namespace switchyard::contracting {

// One account under the contract: priced by a line of `NewContract::quote`, or by a rate or offer.
struct NewContractAccount {
  ServiceAccountId service_account;
  std::optional<pricing::QuoteLineId> quote_line = {};
  pricing::SourceKind source_kind = pricing::SourceKind::rate;
  std::string source_id = {};                     // rateId or offerId, where there is no quote line.
  std::optional<std::int64_t> margin_micros = {};       // With source_id; absent: the terms' default.
  std::int64_t agent_margin_micros = 0;
  std::optional<Decimal> annual_usage = {};       // Absent: the service account's own.
  std::optional<EnergyUnit> usage_unit = {};
  std::optional<Month> start_month = {};          // Absent: the line's.
  std::optional<Date> requested_start = {};       // A day: move-ins.
};

struct NewContract {
  CustomerId customer;
  std::optional<pricing::QuoteId> quote = {};
  std::vector<NewContractAccount> accounts = {};  // 1 to kContractAccountsMax.
  DealType deal_type = DealType::switch_supplier;
  Channel channel = Channel::online;
  std::string language = "en";
  std::string owner_agent = {};
  std::string sub_agency = {};
  std::string origin_partner = {};
  std::string broker_of_record = {};
  std::string your_reference = {};
  std::optional<CommissionTerms> commission = {};
  std::optional<Month> co_terminous_end = {};     // Every account's term must end in this month.
};

// A draft. The quote becomes contracted; from rates, a quote is made, selected and contracted in the same transaction.
// Refusals name the field ("/accounts/3/serviceAccountId"): customer_not_found, service_account_not_found, quote_not_found, quote_expired,
// quote_line_unknown, contract_accounts_limit, contract_account_repeated, account_price_mismatch, band_mismatch, not_entitled, account_overlap,
// commission_splits_unsound, your_reference_taken, co_terminous_mismatch, contract_mixed_supplier, contract_mixed_commodity, price_expired,
// usage_missing, rate_book_moving (unavailable: ask desk.quotes.fresh_book outside of the transaction and try again) and those of lines.
[[nodiscard]] Result<Contract> create_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const NewContract& asked);

// Of a draft; what is absent stays.
struct ContractChange {
  ContractId contract;
  std::optional<std::int64_t> expected_version = {};
  std::optional<std::string> your_reference = {};
  std::optional<std::string> language = {};
  std::optional<std::string> owner_agent = {};
  std::optional<std::string> sub_agency = {};
  std::optional<std::string> broker_of_record = {};
  std::optional<Channel> channel = {};
  std::optional<CommissionTerms> commission = {};
  struct AccountChange {
    ContractAccountId account;
    std::optional<Month> start_month = {};
    std::optional<Date> requested_start = {};
  };
  std::vector<AccountChange> accounts = {};
};
[[nodiscard]] Result<Contract> update_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractChange& change);

struct ContractCommand {
  ContractId contract;
  std::optional<std::int64_t> expected_version = {};
  std::string reason = {};
};

struct Validation {
  Contract contract;
  std::vector<ContractCheck> checks = {};  // Blocks first, then reviews, then warnings; operators' own left out.
  bool may_be_sent = false;                // Nothing blocks.
};
// Runs the rules on a draft or on what is in review and stores the checks in place of the former ones (waived ones stay).
[[nodiscard]] Result<Validation> validate_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command);

// "SIGNING_NOT_CONFIGURED" where there is no provider, the draft untouched; "contract_blocked" with the blocking checks; "price_expired"; and as signers_of,
// copies_of and EnvelopeDesk::send refuse.
[[nodiscard]] Result<Contract> send_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command,
                                             const Sending& sending = {});
// The link at which one signer signs, good until the envelope ends. A draft is sent first, as `sending` says. Also refused as EnvelopeDesk::open_link.
struct SessionRequest {
  signing::LinkOptions link = {};
  Sending sending = {.delivery = Delivery::none};
};
struct OpenedSession {
  Contract contract;
  signing::SigningLink link;
};
[[nodiscard]] Result<OpenedSession> create_signing_session(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command,
                                                           const SessionRequest& asked);

// Of a contract that is sent or viewed ("contract_state_conflict" else); nothing of the contract itself changes.
// Writes to those whose turn it is again: "envelope_resent_lately".
[[nodiscard]] Result<Contract> resend_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command);
// Name and address of one who has not signed: "signers_invalid", "signer_not_found", "signer_done".
[[nodiscard]] Result<Contract> correct_signer(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command,
                                              const AskedSigner& corrected);
// Asks the provider how it stands; what it says comes as its news.
[[nodiscard]] Result<Contract> refresh_signing(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command);

struct NewAcceptance {
  ContractId contract;
  std::optional<std::int64_t> expected_version = {};
  AcceptanceMethod method = AcceptanceMethod::wet_ink;
  Instant accepted_at{};                   // Judged against signBy: after it the contract is signed_late.
  std::string accepted_by = {};
  std::string accepted_title = {};
  std::string reference = {};
  std::optional<FileId> evidence = {};     // Of this partner; required.
};
// The contract becomes signed and then in_review, or signed_late; what is out to be signed of it is taken back. "evidence_missing", "file_not_found",
// "acceptance_in_future", "contract_blocked", "envelope_completed".
[[nodiscard]] Result<Contract> record_acceptance(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const NewAcceptance& acceptance);
// The customer stands by a signature after signBy where submitBy is still ahead: signed_late -> signed -> in_review. "price_expired".
[[nodiscard]] Result<Contract> reaffirm_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command);

// Before submission; the reason is required. "contract_state_conflict" tells to cancel what was submitted, "envelope_completed" that it is signed already and
// the news of it on its way.
[[nodiscard]] Result<Contract> withdraw_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command);
// After submission; every account that is not active yet is cancelled.
[[nodiscard]] Result<Contract> cancel_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const ContractCommand& command);

// New prices, from another quote or (absent) from the same keys in today's book: a new document version that needs a new acceptance. Old
// prices, documents and acceptances are kept. `reopen` is required once the price is locked. "reopen_reason_missing", "quote_…", "rate_gone".
struct Reprice {
  ContractId contract;
  std::optional<std::int64_t> expected_version = {};
  std::optional<pricing::QuoteId> quote = {};  // Its selected lines, else all, are matched to accounts by site reference, utility, class and zone.
  std::optional<ReopenReason> reopen = {};
  std::string reason = {};
};
[[nodiscard]] Result<Contract> reprice_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const Reprice& asked);

// A new draft beside a signed contract, which closes the old rates at a read once the supplier accepts it. blend_and_extend makes one price of what
// remains and the quote's; kinds without new prices copy the accounts as they are. "amendment_incomplete" names what the kind needs,
// "contract_not_signed", "blend_term_too_short", and as create_contract refuses.
struct Amendment {
  ContractId contract;
  std::optional<std::int64_t> expected_version = {};
  AmendmentKind kind = AmendmentKind::correct;
  std::optional<Date> at = {};                    // The read; absent: the start of the new prices.
  std::optional<pricing::QuoteId> quote = {};
  std::vector<NewContractAccount> accounts = {};  // Added, or re-priced by blend_and_extend.
  std::vector<ContractAccountId> removed = {};
  std::optional<CustomerId> new_customer = {};    // assign_to_new_entity: required.
  std::string new_supplier = {};                  // change_supplier_of_record: required.
  std::string reason = {};
};
[[nodiscard]] Result<Contract> amend_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const Amendment& asked);

// A new draft linked to the old one; the start of each account is the old one's end. "contract_not_signed", "contract_renewed". Absent accounts: those of the old one; absent start months: the month of the old end.
struct Renewal {
  ContractId contract;
  NewContract next;
};
[[nodiscard]] Result<Contract> renew_contract(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const Renewal& asked);

// Who looks after contracts: one or many, all or none. "assignment_empty", "contracts_limit", "contract_not_found".
inline constexpr std::size_t kAssignedContractsMax = 1'000;
struct Assignment {
  std::vector<ContractId> contracts;
  std::optional<std::string> owner_agent = {};
  std::optional<std::string> sub_agency = {};
  Date effective{};
  std::string reason = {};
};
[[nodiscard]] Result<std::vector<Contract>> assign_contracts(SqlTransaction& transaction, const ContractDesk& desk, const Actor& actor, const Assignment& asked);

}  // namespace switchyard::contracting
