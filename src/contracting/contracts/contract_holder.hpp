// What contracts hold of a customer, for its erasure: how long they need it, and what goes with it.
#pragma once

#include "contracting/erasure/erase_customer.hpp"

namespace switchyard::contracting {

// A contract that was signed needs its customer's data until it is over and kContractRetentionDays more; one that was not only while it may still be
// signed: a draft nobody touched for kDraftPersonalDataMonths needs nothing.
inline constexpr std::int32_t kContractRetentionDays = 730;

// Erasing takes names out of headers, acceptances and search, and the bytes of issued documents; their hashes, prices and history stay.
class ContractHolder final : public CustomerHolder {
 public:
  [[nodiscard]] std::optional<Error> needs(SqlReader& reader, const access::PartnerId& partner, const CustomerId& customer, Instant now) const override;
  void erase(SqlTransaction& transaction, const access::PartnerId& partner, const CustomerId& customer, Instant now) const override;
};

}  // namespace switchyard::contracting
