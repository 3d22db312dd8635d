// The right to be forgotten, and forgetting what was never used.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "contracting/actor.hpp"
#include "contracting/ids.hpp"
#include "contracting/party_desk.hpp"
#include "values/error.hpp"

namespace switchyard::contracting {

// Drafts' personal data goes after so many months without a change.
inline constexpr std::int32_t kDraftPersonalDataMonths = 12;

// What others hold of a customer; contracts implements it.
class CustomerHolder {
 public:
  virtual ~CustomerHolder() = default;
  // Why the data is needed still: `customer_needed`, naming what needs it and until when.
  [[nodiscard]] virtual std::optional<Error> needs(SqlReader& reader, const access::PartnerId& partner, const CustomerId& customer, Instant now) const = 0;
  // Takes out what it copied of the customer, in the erasing transaction.
  virtual void erase(SqlTransaction& transaction, const access::PartnerId& partner, const CustomerId& customer, Instant now) const = 0;
};

struct ErasedCustomer {
  CustomerId id;
  Instant erased_at{};
  std::int64_t accounts = 0;
  std::int64_t files = 0;
};

// Blanks the customer (a tombstone with its id, dates and partner stays), its contacts, accounts, usage, authorizations, files, notes and words of
// search. Audited, without personal data. Refused: `customer_not_found`, `customer_erased`, `customer_needed`.
[[nodiscard]] Result<ErasedCustomer> erase_customer(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const CustomerId& id, const std::string& reason,
                                                    std::span<const CustomerHolder* const> holders);

// Customers without a change for kDraftPersonalDataMonths whom nobody needs, the longest first; how many it erased, at most `limit`.
std::int64_t erase_forgotten_customers(SqlTransaction& transaction, const PartyDesk& desk, std::int64_t limit, std::span<const CustomerHolder* const> holders);

}  // namespace switchyard::contracting
