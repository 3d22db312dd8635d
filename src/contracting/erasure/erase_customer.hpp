// The right to be forgotten, and forgetting what was never used.
#pragma once

#include <cstdint>
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

// What others hold of a customer: contracts do (contract_holder.hpp).
class CustomerHolder {
 public:
  virtual ~CustomerHolder() = default;
  // Why the data is needed still: `customer_needed`, naming what needs it and until when.
  [[nodiscard]] virtual std::optional<Error> needs(SqlReader& reader, const access::PartnerId& partner, const CustomerId& customer, Instant now) const = 0;
  // Whether what it holds changed since then: such a customer is not forgotten, although it may be erased.
  [[nodiscard]] virtual bool was_touched_since(SqlReader& reader, const access::PartnerId& partner, const CustomerId& customer, Instant since) const = 0;
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

// One pass over customers who were not touched for kDraftPersonalDataMonths, in order of their ids behind `after`: those whom nobody needs are erased, in the name of the
// system. Looks at most at `limit`; `next` is where the next transaction goes on, absent at the end.
struct ForgettingPass {
  std::int64_t erased = 0;
  std::optional<CustomerId> next = {};
};
[[nodiscard]] ForgettingPass forget_untouched_customers(SqlTransaction& transaction, const PartyDesk& desk, const std::optional<CustomerId>& after, std::int64_t limit,
                                                        std::span<const CustomerHolder* const> holders);

}  // namespace switchyard::contracting
