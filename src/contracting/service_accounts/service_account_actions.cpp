#include "contracting/service_accounts/service_account_actions.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "contracting/customers/customer_actions.hpp"
#include "contracting/id_list.hpp"
#include "contracting/party_text.hpp"
#include "contracting/search/search_index.hpp"

namespace switchyard::contracting {
namespace {

IndexedPart indexed(const ServiceAccount& account) {
  const ServiceAccountDetails& details = account.details;
  IndexedPart part{.kind = SearchedKind::customer, .object = account.customer.text(), .part = account.id.text()};
  const UsAddress& address = details.service_address;
  part.texts = {account.account_number, details.account_number, details.billing_account_number, details.service_reference, details.your_reference,
                fmt::format("{} {} {} {}", address.line1, address.city, address.state, address.zip)};
  part.texts.insert(part.texts.end(), details.meter_numbers.begin(), details.meter_numbers.end());
  return part;
}

void index_accounts(SqlTransaction& transaction, const access::PartnerId& partner, std::span<const ServiceAccount> accounts) {
  std::vector<IndexedPart> parts;
  for (const ServiceAccount& account : accounts) parts.push_back(indexed(account));
  index_parts(transaction, partner, parts);
}

AccountKey key_of(const CheckedAccount& account) { return {account.details.utility_code, account.account_number}; }

// Numbers and references that stand twice, in the call or already with the customer or the application.
void check_repeats(SqlReader& reader, const Actor& actor, const CustomerId& customer, const std::vector<CheckedAccount>& accounts, std::vector<FieldError>& refusals) {
  std::vector<std::string> numbers;
  std::vector<std::string> references;
  for (const CheckedAccount& account : accounts) {
    numbers.push_back(account.account_number);
    if (!account.details.your_reference.empty()) references.push_back(account.details.your_reference);
  }
  const auto known = account_keys_of(reader, customer, distinct_in_order(std::move(numbers)));
  const std::set<AccountKey> known_keys(known.begin(), known.end());
  const auto taken = taken_account_references(reader, actor.application, distinct_in_order(std::move(references)));
  std::map<AccountKey, std::size_t> keys;
  std::map<std::string, std::size_t> said;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    FieldCheck check(fmt::format("/accounts/{}", i), refusals);
    const auto [first, is_new] = keys.emplace(key_of(accounts[i]), i);
    if (!is_new) check.refuse("accountNumber", "account_repeated", fmt::format("stands at /accounts/{}, too", first->second));
    if (known_keys.contains(key_of(accounts[i]))) check.refuse("accountNumber", "account_exists", "the customer has this account already");
    const std::string& reference = accounts[i].details.your_reference;
    if (reference.empty()) continue;
    const auto [earlier, is_first] = said.emplace(reference, i);
    if (!is_first) check.refuse("yourReference", "your_reference_taken", fmt::format("stands at /accounts/{}, too", earlier->second));
    if (std::ranges::find(taken, reference) != taken.end()) check.refuse("yourReference", "your_reference_taken", "another account of this application has the reference");
  }
}

// Ids of one instant differ by chance alone: sorted, they keep the order in which the accounts were given.
std::vector<ServiceAccountId> rising_ids(std::size_t count, Instant now, Random& random) {
  std::vector<ServiceAccountId> ids;
  for (std::size_t i = 0; i < count; ++i) ids.push_back(make_id<ServiceAccountTag>(now, random));
  std::ranges::sort(ids);
  return ids;
}

Error accounts_invalid(std::vector<FieldError> refusals) {
  const std::size_t count = refusals.size();
  if (count > kAccountErrorsMax) refusals.resize(kAccountErrorsMax);
  return gathered("accounts_invalid", fmt::format("{} field{} cannot be taken; no account was added.", count, count == 1 ? "" : "s"), std::move(refusals));
}

}  // namespace

Result<std::vector<ServiceAccount>> add_service_accounts(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const CustomerId& customer,
                                                         std::span<const ServiceAccountDetails> accounts) {
  if (auto few = check_account_count(accounts.size(), "/accounts"); !few) return std::move(few).error();
  if (auto owner = customer_to_change(transaction, actor.partner, customer); !owner) return std::move(owner).error();
  std::vector<FieldError> refusals;
  std::vector<CheckedAccount> checked;
  for (std::size_t i = 0; i < accounts.size(); ++i) checked.push_back(checked_account(accounts[i], fmt::format("/accounts/{}", i), *desk.market, refusals));
  if (refusals.empty()) check_repeats(transaction, actor, customer, checked, refusals);
  if (!refusals.empty()) return accounts_invalid(std::move(refusals));
  const Instant now = desk.clock.now();
  std::vector<ServiceAccount> added;
  const std::vector<ServiceAccountId> ids = rising_ids(accounts.size(), now, desk.random);
  for (CheckedAccount& account : checked) {
    added.push_back({.id = ids[added.size()], .partner = actor.partner, .application = actor.application, .customer = customer,
                     .created_at = now, .updated_at = now, .details = std::move(account.details), .account_number = std::move(account.account_number),
                     .number_verdict = account.number_verdict});
  }
  insert_service_accounts(transaction, added);
  index_accounts(transaction, actor.partner, added);
  return added;
}

Result<void> check_account_count(std::size_t count, const std::string& pointer) {
  if (count == 0) return at_field({ErrorKind::unprocessable, "accounts_empty", "Give at least one account."}, pointer);
  if (count <= kAccountsPerCallMax) return {};
  return at_field({ErrorKind::unprocessable, "too_many_accounts", fmt::format("Give at most {} accounts in one call.", kAccountsPerCallMax)}, pointer);
}

Result<ServiceAccount> update_service_account(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const ServiceAccountId& id,
                                              std::int64_t expected_version, const std::function<void(ServiceAccountDetails&)>& edit) {
  auto account = find_service_account(transaction, actor.partner, id);
  if (!account || account->erased_at) return Error{ErrorKind::not_found, "service_account_not_found", fmt::format("There is no service account {}.", id.text())};
  if (account->version != expected_version) return version_conflict(account->version, expected_version);
  const AccountKey former{account->details.utility_code, account->account_number};
  const std::string former_reference = account->details.your_reference;
  ServiceAccountDetails details = account->details;
  edit(details);
  std::vector<FieldError> refusals;
  CheckedAccount checked = checked_account(details, "", *desk.market, refusals);
  FieldCheck check("", refusals);
  const AccountKey key = key_of(checked);
  if (refusals.empty() && key != former && std::ranges::count(account_keys_of(transaction, account->customer, std::span(&key.account_number, 1)), key) > 0) {
    check.refuse("accountNumber", "account_exists", "the customer has this account already");
  }
  const std::string& reference = checked.details.your_reference;
  if (!reference.empty() && reference != former_reference && !taken_account_references(transaction, account->application, std::span(&reference, 1)).empty()) {
    check.refuse("yourReference", "your_reference_taken", "another account of this application has the reference");
  }
  if (!refusals.empty()) return gathered("account_invalid", "The account has fields that cannot be taken.", std::move(refusals));
  account->details = std::move(checked.details);
  account->account_number = std::move(checked.account_number);
  account->number_verdict = checked.number_verdict;
  account->updated_at = desk.clock.now();
  ++account->version;
  if (!update_service_account_row(transaction, *account)) return version_conflict(expected_version + 1, expected_version);
  index_accounts(transaction, actor.partner, std::span(&*account, 1));
  return std::move(*account);
}

}  // namespace switchyard::contracting
