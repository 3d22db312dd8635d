#include "contracting/erasure/erase_customer.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "contracting/authorizations/authorization_store.hpp"
#include "contracting/calendar_months.hpp"
#include "contracting/customers/customer_actions.hpp"
#include "contracting/erasure/erasure_store.hpp"
#include "contracting/files/byte_removal.hpp"
#include "contracting/files/uploaded_file.hpp"
#include "contracting/files/uploaded_file_store.hpp"
#include "contracting/id_list.hpp"
#include "contracting/notes/note_store.hpp"
#include "contracting/party_text.hpp"
#include "contracting/search/search_index.hpp"
#include "contracting/usage/usage_store.hpp"

namespace switchyard::contracting {
namespace {

constexpr std::size_t kErasureReasonSizeMax = 500;

std::optional<Error> needed(SqlReader& reader, const access::PartnerId& partner, const CustomerId& id, Instant now, std::span<const CustomerHolder* const> holders) {
  for (const CustomerHolder* holder : holders) {
    if (auto error = holder->needs(reader, partner, id, now)) return error;
  }
  return std::nullopt;
}

// Files of the customer and of its accounts; how many.
std::int64_t bury_files(SqlTransaction& transaction, const PartyDesk& desk, const access::PartnerId& partner, const CustomerId& customer,
                        const std::vector<std::string>& subjects, Instant now) {
  std::int64_t count = 0;
  std::vector<UploadedFile> files = read_files_of_customers(transaction, partner, std::span(&customer, 1));
  for (UploadedFile& file : read_files_of_subjects(transaction, partner, subjects)) {
    if (file.customer != customer) files.push_back(std::move(file));
  }
  for (const UploadedFile& file : files) {
    bury_file(transaction, file, now);
    remove_bytes_if_unused(transaction, desk.outbox, {partner, file.sha256});
    ++count;
  }
  return count;
}

void record_erasure(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const ErasedCustomer& erased, const std::string& reason) {
  const boost::json::object detail = {{"reason", reason}, {"serviceAccounts", erased.accounts}, {"documents", erased.files}};
  desk.audit.record(transaction, {.at = erased.erased_at, .actor = actor.text, .action = "customer.erased", .subject = erased.id.text(), .partner_id = actor.partner,
                                  .detail = boost::json::serialize(detail)});
}

ErasedCustomer erase(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const CustomerId& id, const std::string& reason,
                     std::span<const CustomerHolder* const> holders) {
  const Instant now = desk.clock.now();
  for (const CustomerHolder* holder : holders) holder->erase(transaction, actor.partner, id, now);
  const std::vector<ServiceAccountId> accounts = blank_accounts_of(transaction, id, now);
  delete_usage_of(transaction, accounts);
  blank_authorizations_of(transaction, id, now);
  std::vector<std::string> subjects = id_texts(std::span<const ServiceAccountId>(accounts));
  subjects.push_back(id.text());
  const std::int64_t files = bury_files(transaction, desk, actor.partner, id, subjects, now);
  for (const std::string& subject : subjects) delete_notes_of(transaction, actor.partner, subject);
  unindex(transaction, actor.partner, SearchedKind::customer, id.text());
  blank_customer_row(transaction, id, now);
  const ErasedCustomer erased{.id = id, .erased_at = now, .accounts = static_cast<std::int64_t>(accounts.size()), .files = files};
  record_erasure(transaction, desk, actor, erased, reason);
  return erased;
}

}  // namespace

Result<ErasedCustomer> erase_customer(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const CustomerId& id, const std::string& reason,
                                      std::span<const CustomerHolder* const> holders) {
  std::vector<FieldError> refusals;
  const std::string why = FieldCheck("", refusals).required("reason", reason, kErasureReasonSizeMax);
  if (!refusals.empty()) return gathered("erasure_invalid", "An erasure needs a reason.", std::move(refusals));
  if (auto customer = customer_to_change(transaction, actor.partner, id); !customer) return std::move(customer).error();
  if (auto error = needed(transaction, actor.partner, id, desk.clock.now(), holders)) return *std::move(error);
  return erase(transaction, desk, actor, id, why, holders);
}

ForgettingPass forget_untouched_customers(SqlTransaction& transaction, const PartyDesk& desk, const std::optional<CustomerId>& after, std::int64_t limit,
                                          std::span<const CustomerHolder* const> holders) {
  const Instant now = desk.clock.now();
  ForgettingPass pass;
  const Instant since = months_after(now, Months{-kDraftPersonalDataMonths});
  const auto untouched = list_untouched_customers(transaction, since, after, limit);
  for (const UntouchedCustomer& customer : untouched) {
    const bool was_touched = std::ranges::any_of(
        holders, [&](const CustomerHolder* holder) { return holder->was_touched_since(transaction, customer.partner, customer.id, since); });
    if (was_touched || needed(transaction, customer.partner, customer.id, now, holders)) continue;
    erase(transaction, desk, {customer.partner, customer.application, "system"}, customer.id, "not touched for twelve months", holders);
    ++pass.erased;
  }
  if (static_cast<std::int64_t>(untouched.size()) == limit) pass.next = untouched.back().id;
  return pass;
}

}  // namespace switchyard::contracting
