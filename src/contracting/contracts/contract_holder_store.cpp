#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "contracting/contracts/contract_holder.hpp"
#include "contracting/contracts/contract_reads.hpp"
#include "contracting/search/search_index.hpp"

namespace switchyard::contracting {
namespace {

constexpr std::string_view kErasedName = "(erased)";
constexpr std::int64_t kDayMs = 86'400'000;

Date day_of(Instant instant) { return Date::from_days(static_cast<std::int32_t>(instant.unix_ms() / kDayMs)); }

// The first day on which nothing of it needs the customer; none: not before it is over.
std::optional<Date> free_from(const Contract& contract) {
  const Date touched = day_of(contract.changed_at);
  if (contract.state == ContractState::draft) return touched.plus_days(kDraftPersonalDataMonths * 365 / 12);
  if (!facts_of(contract.state).is_final) return std::nullopt;
  if (!contract.signed_at && !contract.was_imported) return touched;
  const Date over = contract.state == ContractState::ended && contract.end ? std::max(*contract.end, touched) : touched;
  return over.plus_days(kContractRetentionDays);
}

}  // namespace

std::optional<Error> ContractHolder::needs(SqlReader& reader, const access::PartnerId& partner, const CustomerId& customer, Instant now) const {
  for (const Contract& contract : contracts_of_customers(reader, partner, std::span(&customer, 1))) {
    const auto from = free_from(contract);
    if (from && *from <= day_of(now)) continue;
    const std::string until = from ? "until " + from->text() : "until it is over";
    return Error{ErrorKind::conflict, "customer_needed", fmt::format("Contract {} ({}) needs the data {}.", contract.number, text_of(contract.state), until)};
  }
  return std::nullopt;
}

void ContractHolder::erase(SqlTransaction& transaction, const access::PartnerId& partner, const CustomerId& customer, Instant) const {
  const std::string owner = partner.text();
  const std::string id = customer.text();
  for (const Contract& contract : contracts_of_customers(transaction, partner, std::span(&customer, 1))) {
    unindex(transaction, partner, SearchedKind::contract, contract.id.text());
  }
  transaction.execute("UPDATE contracts SET customer_name = $3, search_text = '' WHERE partner_id = $1 AND customer_id = $2",
                      {std::string_view(owner), std::string_view(id), kErasedName});
  transaction.execute(
      "UPDATE contract_acceptances SET accepted_by = $3, accepted_title = '' WHERE contract_id IN (SELECT id FROM contracts WHERE partner_id = $1 AND customer_id = $2)",
      {std::string_view(owner), std::string_view(id), kErasedName});
  transaction.execute(
      "DELETE FROM issued_document_parts WHERE document_id IN (SELECT d.id FROM issued_documents d JOIN contracts c ON c.id = d.contract_id "
      "WHERE c.partner_id = $1 AND c.customer_id = $2)",
      {std::string_view(owner), std::string_view(id)});
}

}  // namespace switchyard::contracting
