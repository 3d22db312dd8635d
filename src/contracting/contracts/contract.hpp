// A contract and what it holds: accounts with their frozen prices, legs, commission terms, acceptances, checks, history.
// Prices in micro-dollars a price unit, money in cents, energy in milli-units of the price unit's base, dates are days of the place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.hpp"
#include "contracting/ids.hpp"
#include "contracting/states/account_state.hpp"
#include "contracting/states/contract_header.hpp"
#include "contracting/states/contract_state.hpp"
#include "pricing/quotes/quote.hpp"
#include "values/date.hpp"
#include "values/energy.hpp"
#include "values/instant.hpp"

namespace switchyard::contracting {

struct ContractTag { static constexpr std::string_view kPrefix = "ctr"; };
struct ContractAccountTag { static constexpr std::string_view kPrefix = "cac"; };
struct AcceptanceTag { static constexpr std::string_view kPrefix = "acp"; };
struct ContractCheckTag { static constexpr std::string_view kPrefix = "chk"; };
using ContractId = Id<ContractTag>;
using ContractAccountId = Id<ContractAccountTag>;
using AcceptanceId = Id<AcceptanceTag>;
using ContractCheckId = Id<ContractCheckTag>;

inline constexpr std::size_t kContractAccountsMax = 1'000;
inline constexpr std::size_t kAgentNameSizeMax = 120;
inline constexpr std::size_t kCommissionPlanSizeMax = 60;
inline constexpr std::size_t kCommissionSplitsMax = 20;
inline constexpr std::size_t kContractReasonSizeMax = 500;
inline constexpr std::int64_t kShareWhole = 1'000'000;  // 100 % in millionths.

enum class DealType : std::uint8_t { switch_supplier, move_in, renewal_same_supplier, renewal_other_supplier, amendment };
[[nodiscard]] std::string_view text_of(DealType type);  // "switch" for switch_supplier.
[[nodiscard]] Result<DealType> parse_deal_type(std::string_view text);

enum class AmendmentKind : std::uint8_t { none, add_accounts, delete_accounts, blend_and_extend, assign_to_new_entity, change_supplier_of_record, correct };
[[nodiscard]] std::string_view text_of(AmendmentKind kind);  // Empty for none.
[[nodiscard]] Result<AmendmentKind> parse_amendment_kind(std::string_view text);

// How the customer agrees, and how the contract came in.
enum class Channel : std::uint8_t { online, paper, voice, edi };
[[nodiscard]] std::string_view text_of(Channel channel);
[[nodiscard]] Result<Channel> parse_channel(std::string_view text);

struct CommissionSplit {
  std::string payee;                       // An agent or a sub-agency, in the partner's words.
  std::int64_t share_millionths = 0;
  bool operator==(const CommissionSplit&) const = default;
};

// Who earns what; frozen when the contract is signed.
struct CommissionTerms {
  std::string plan = "residual";
  std::optional<std::int64_t> rate_micros = {};  // A price unit; absent where accounts have different margins: each account's holds.
  std::vector<CommissionSplit> splits = {};      // None, or shares that sum to kShareWhole.
  std::string agent_code = {};                   // The partner's with the supplier.
  std::optional<Instant> frozen_at = {};
  bool operator==(const CommissionTerms&) const = default;
};

// The four instants of a price (design section 7).
struct PriceInstants {
  std::optional<Instant> valid_until = {};
  std::optional<Instant> sign_by = {};
  std::optional<Instant> submit_by = {};
  std::optional<Instant> locked_at = {};   // Supplier's acceptance.
  bool operator==(const PriceInstants&) const = default;
};

// A part of the term with one price. Legs of an account are contiguous and cover its term.
struct ContractRate {
  ContractAccountId account;
  std::int64_t document_version = 1;       // That brought it.
  std::int64_t from_month = 1;             // Of the term, 1 is the first.
  std::int64_t months = 0;
  std::string kind = "fixed";
  std::int64_t base_micros = 0;            // What the partner sees as its base.
  std::int64_t margin_micros = 0;
  std::int64_t gross_up_micros = 0;
  std::int64_t price_micros = 0;
  std::optional<Date> closed_at = {};      // The read at which an amendment ended it.
  std::optional<std::int64_t> replaced_by_version = {};  // A later document version has other prices; kept for the record.
  bool operator==(const ContractRate&) const = default;
};

// When the customer may still step out, beside the state.
struct RescissionWindow {
  std::string rule = {};                   // Its id in the rule set; empty: none applies.
  std::optional<Instant> opens_at = {};    // Absent until the event that starts it.
  std::optional<Instant> ends_at = {};     // Exclusive.
  bool via_utility = false;
  bool holds_submission = false;
  bool operator==(const RescissionWindow&) const = default;
};

// One service account under a contract. Its texts are the price's, frozen.
struct ContractAccount {
  ContractAccountId id;
  ContractId contract;
  std::int64_t position = 0;
  ServiceAccountId service_account;
  AccountState state = AccountState::pending;
  Instant state_since{};
  std::string reason_code = {};            // Of a rejection, objection or drop.
  std::string reason = {};
  RejectClass reject_class = RejectClass::none;
  std::int64_t attempts = 0;               // Submissions.
  std::optional<pricing::QuoteId> quote = {};
  std::optional<pricing::QuoteLineId> quote_line = {};
  std::string source_id = {};              // rateId or offerId; empty where the contract was imported.
  std::string utility_code = {};
  std::string state_code = {};             // "IL"
  std::string rate_class = {};
  std::string zone = {};
  std::string product = {};
  std::int64_t annual_usage_milli = 0;
  EnergyUnit price_unit = EnergyUnit::kwh;
  std::int64_t price_decimals = 5;
  std::int64_t term_months = 0;
  std::int64_t base_micros = 0;
  std::int64_t margin_micros = 0;
  std::int64_t gross_up_micros = 0;
  std::int64_t price_micros = 0;
  std::int64_t annual_cost_cents = 0;      // Usage x price, half-up.
  std::optional<Month> start_month = {};
  std::optional<Date> requested_start = {};  // A day, where one was asked for: a move-in.
  std::optional<Date> start_read = {};     // Contracted: the read in the start month; an estimate until the utility confirms.
  std::optional<Date> end_read = {};
  bool start_is_estimate = true;
  PriceInstants instants = {};
  RescissionWindow rescission = {};
};

struct Contract {
  ContractId id;
  access::PartnerId partner;
  access::ApplicationId application;
  std::string number = {};                 // "C-2026-000123": readable, unique for the partner.
  DealType deal_type = DealType::switch_supplier;
  AmendmentKind amendment = AmendmentKind::none;
  Channel channel = Channel::online;
  ContractState state = ContractState::draft;
  Instant state_since{};
  std::int64_t version = 1;                // One more at each change: optimistic concurrency.
  std::int64_t document_version = 1;       // One more where new terms need a new acceptance.
  std::int64_t sequence = 0;               // Of the last event: without gaps.
  CustomerId customer;
  std::string customer_name = {};          // As it was when the draft was made.
  std::string supplier = {};
  std::string supplier_name = {};
  Commodity commodity = Commodity::electric;
  std::string product = {};                // Of its accounts; "mixed".
  std::string language = "en";
  std::string owner_agent = {};
  std::string sub_agency = {};
  std::string origin_partner = {};         // Who brought the customer.
  std::string broker_of_record = {};
  std::string your_reference = {};
  CommissionTerms commission = {};
  std::optional<ContractId> former = {};   // That this one renews or amends.
  std::optional<ContractId> successor = {};  // That renews this one.
  std::optional<Date> amends_at = {};      // The read at which an amendment closes the old rates.
  bool was_imported = false;
  std::string reason = {};                 // Of the last change of state.
  Instant created_at{};
  Instant changed_at{};
  std::optional<Instant> signed_at = {};
  std::optional<Instant> submitted_at = {};
  PriceInstants instants = {};             // The earliest of its open accounts; locked_at where all are.
  std::optional<Date> start = {};
  std::optional<Date> end = {};
  Progress progress = {};
  EnergyUnit price_unit = EnergyUnit::kwh;
  std::int64_t annual_usage_milli = 0;
  std::int64_t annual_cost_cents = 0;      // The sum of its accounts'.
  std::vector<ContractAccount> accounts = {};  // Empty in lists.
};

// One price for all sites (money.md section 4), for display beside the accounts' own; absent where their units differ or usage is 0.
struct BlendedPrice {
  std::int64_t price_micros = 0;           // Half-up to 5 decimals.
  std::int64_t cost_cents = 0;             // At the blended price.
  std::int64_t exact_cost_cents = 0;       // At the accounts' prices.
  std::int64_t difference_cents = 0;       // cost - exact_cost.
  bool operator==(const BlendedPrice&) const = default;
};
[[nodiscard]] std::optional<BlendedPrice> blended_price(const std::vector<ContractAccount>& accounts);

// How an agreement was reached: by an envelope of ours, or elsewhere and recorded.
enum class AcceptanceMethod : std::uint8_t { wet_ink, external_esign, voice, envelope };
[[nodiscard]] std::string_view text_of(AcceptanceMethod method);
[[nodiscard]] Result<AcceptanceMethod> parse_acceptance_method(std::string_view text);

// Who signed, of an envelope.
struct AcceptanceSigner {
  std::string role;                        // "customer", "co_signer", "agency".
  std::string name = {};
  std::string email = {};
  std::string title = {};
  std::optional<Instant> signed_at = {};   // The provider's instant.
};

struct Acceptance {
  AcceptanceId id;
  ContractId contract;
  std::int64_t document_version = 1;
  AcceptanceMethod method = AcceptanceMethod::wet_ink;
  Instant accepted_at{};                   // When the customer agreed.
  Instant recorded_at{};
  std::string accepted_by = {};            // The signer, or who spoke.
  std::string accepted_title = {};
  std::string reference = {};              // The provider's envelope, a TPV confirmation number.
  std::optional<FileId> evidence = {};     // Of an envelope: its signed papers, once they came.
  std::string recorded_by = {};
  std::vector<AcceptanceSigner> signers = {};
};

// A step of the work on a contract.
enum class CheckStatus : std::uint8_t { open, passed, warned, failed, waived };
[[nodiscard]] std::string_view text_of(CheckStatus status);
[[nodiscard]] Result<CheckStatus> parse_check_status(std::string_view text);

struct ContractCheck {
  ContractCheckId id;
  ContractId contract;
  std::optional<ContractAccountId> account = {};
  std::string type;                        // "account_number", "overlap", "broker_of_record" …
  std::string severity = "block";          // block, review, warn.
  std::string code = {};                   // Of api/errors.md.
  std::string required_by = {};            // The rule.
  std::string path = {};                   // JSON pointer of what it is about.
  CheckStatus status = CheckStatus::open;
  std::string message = {};
  std::string approver = {};
  std::string reason = {};
  Instant at{};
  bool is_for_operators = false;           // Never shown to partners.
};

// A line of the history: one transition, one event.
struct HistoryEntry {
  ContractId contract;
  std::int64_t sequence = 0;
  std::optional<ContractAccountId> account = {};
  std::string event = {};                  // "contract.signed"
  std::string previous_status = {};
  std::string status = {};
  std::string actor = {};
  Instant at{};
  std::string reason_code = {};
  std::string reason = {};
  std::string source_message = {};         // Id of the message that caused it: an 814, a callback.
};

// When the state is late; nothing where its rule has no fact. Business days are those of market::is_business_day, ends of days UTC.
[[nodiscard]] std::optional<Instant> due_at(const Contract& contract);
[[nodiscard]] std::optional<Instant> due_at(const ContractAccount& account);

}  // namespace switchyard::contracting
