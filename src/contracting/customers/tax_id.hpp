// Tax ids: normalised, sealed for the database, opened for those who may see them. Their text is a Secret and reaches no log.
#pragma once

#include <map>
#include <span>

#include "access/sealer_port.hpp"
#include "contracting/customers/customer_store.hpp"

namespace switchyard::contracting {

// Nine digits. EIN: not beginning with 00; SSN: no area 000, 666 or 9xx, no group 00, no serial 0000 (Social Security Administration, POMS RM 10201.035).
// `tax_id_invalid`; the message never repeats the number.
[[nodiscard]] Result<Secret> normalized_tax_id(const GivenTaxId& given);
// "12-3456789" or "123-45-6789".
[[nodiscard]] Secret printed_tax_id(TaxIdKind kind, const Secret& nine_digits);

[[nodiscard]] SealedTaxId seal_tax_id(const access::Sealer& sealer, const CustomerId& customer, TaxIdKind kind, const Secret& nine_digits);

// As printed, by customer; those without one are absent. For callers with pii:read and for documents alone. As Sealer::open refuses.
[[nodiscard]] Result<std::map<CustomerId, Secret>> open_tax_ids(SqlReader& reader, const access::Sealer& sealer, const access::PartnerId& partner,
                                                                std::span<const CustomerId> ids);

// After a rotation of keys: seals anew, in the caller's transaction, at most `limit` tax ids of customers behind `after` that another key than the present one sealed.
struct ResealingPass {
  std::int64_t resealed = 0;
  std::optional<CustomerId> next = {};  // Where the next transaction goes on; absent at the end.
};
[[nodiscard]] Result<ResealingPass> reseal_tax_ids(SqlTransaction& transaction, const access::Sealer& sealer, const std::optional<CustomerId>& after, std::int64_t limit);

}  // namespace switchyard::contracting
