#include "contracting/envelopes/granted_letters.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "contracting/authorizations/authorization.hpp"
#include "contracting/contracts/account_dates.hpp"
#include "contracting/envelopes/sent_envelope_store.hpp"
#include "contracting/paperwork/paper_values.hpp"

namespace switchyard::contracting {
namespace {

Instant begin_of(Date day) { return Instant::from_unix_ms(std::int64_t{day.days()} * 86'400'000); }

}  // namespace

std::string letter_reference(std::string_view contract_number, std::int64_t document_version) {
  return fmt::format("{}, document version {}", contract_number, document_version);
}

void grant_letters(SqlTransaction& transaction, const ContractDesk& desk, const Contract& contract, const signing::EnvelopeNews& news, const std::string& signer_name) {
  if (!had_authorizations(transaction, news.envelope)) return;
  std::map<std::string, std::vector<ServiceAccountId>> by_utility;
  for (const ContractAccount& account : contract.accounts) {
    if (!facts_of(account.state).is_final) by_utility[account.utility_code].push_back(account.service_account);
  }
  const Actor actor{contract.partner, contract.application, "customer"};
  for (const auto& [utility, accounts] : by_utility) {
    // Refused where the customer is gone or the letter's time is over: the contract's signature stands all the same.
    const auto granted = create_authorization(
        transaction, desk.parties, actor,
        {.customer = contract.customer,
         .accounts = accounts,
         .scopes = {AuthorizationScope::usage_history, AuthorizationScope::interval_usage, AuthorizationScope::account_details, AuthorizationScope::bills,
                    AuthorizationScope::enrollment},
         .signed_at = std::min(news.at, desk.parties.clock.now()),
         .method = AuthorizationMethod::esign,
         .signer_name = signer_name,
         .expires_at = begin_of(day_of(contract.created_at).plus_days(kContractLetterDays)),
         .document = find_signed_paper(transaction, news.subject),
         .document_reference = letter_reference(contract.number, contract.document_version)});
    if (!granted) continue;
  }
}

}  // namespace switchyard::contracting
