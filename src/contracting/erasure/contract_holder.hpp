// What contracts hold of their customer, and until when.
#pragma once

#include "contracting/erasure/erase_customer.hpp"

namespace switchyard::contracting {

// A contract on its way or in supply needs its customer; one that was signed needs it until the retention of its states is over, counted from its end or,
// where it never had one, from its last change. Drafts and what was never signed need nothing; drafts of the last months stop the forgetting alone.
class ContractHolder final : public CustomerHolder {
 public:
  [[nodiscard]] std::optional<Error> needs(SqlReader& reader, const access::PartnerId& partner, const CustomerId& customer, Instant now) const override;
  [[nodiscard]] bool was_touched_since(SqlReader& reader, const access::PartnerId& partner, const CustomerId& customer, Instant since) const override;
  // Names, references, reasons and issued papers' bytes go; numbers, prices, states and hashes stay.
  void erase(SqlTransaction& transaction, const access::PartnerId& partner, const CustomerId& customer, Instant now) const override;
};

}  // namespace switchyard::contracting
