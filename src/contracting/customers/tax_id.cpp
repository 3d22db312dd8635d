#include "contracting/customers/tax_id.hpp"

#include <fmt/format.h>

#include "contracting/party_text.hpp"
#include "values/digits.hpp"

namespace switchyard::contracting {
namespace {

std::string place_of(const CustomerId& customer) { return fmt::format("customers/{}/tax_id", customer.text()); }

// Numbers that the Social Security Administration has never given.
bool is_issued_ssn(std::string_view nine) {
  return nine.substr(0, 3) != "000" && nine.substr(0, 3) != "666" && nine[0] != '9' && nine.substr(3, 2) != "00" && nine.substr(5) != "0000";
}

Error tax_id_invalid(std::string message) { return {ErrorKind::unprocessable, "tax_id_invalid", std::move(message)}; }

}  // namespace

Result<Secret> normalized_tax_id(const GivenTaxId& given) {
  std::string digits;
  digits.reserve(64);  // So that no copy of a part of the number stays behind.
  for (const char c : given.number.reveal().substr(0, 64)) {
    if (detail::is_digit(c)) digits += c;
    if (!detail::is_digit(c) && c != '-' && c != ' ') return tax_id_invalid("must be nine digits; dashes may stand between them");
  }
  Secret number(std::move(digits));
  if (number.reveal().size() != 9 || given.number.reveal().size() > 64) return tax_id_invalid("must be nine digits; dashes may stand between them");
  if (given.kind == TaxIdKind::ein && number.reveal().starts_with("00")) return tax_id_invalid("no employer identification number begins with 00");
  if (given.kind == TaxIdKind::ssn && !is_issued_ssn(number.reveal())) return tax_id_invalid("is no number that the Social Security Administration gives");
  return number;
}

Secret printed_tax_id(TaxIdKind kind, const Secret& nine_digits) {
  std::string text(nine_digits.reveal());
  if (kind == TaxIdKind::ein) return Secret(std::move(text.insert(2, "-")));
  text.insert(5, "-");
  return Secret(std::move(text.insert(3, "-")));
}

SealedTaxId seal_tax_id(const access::Sealer& sealer, const CustomerId& customer, TaxIdKind kind, const Secret& nine_digits) {
  return {.kind = kind, .last4 = std::string(nine_digits.reveal().substr(5)), .sealed = sealer.seal(nine_digits.reveal(), place_of(customer))};
}

Result<std::map<CustomerId, Secret>> open_tax_ids(SqlReader& reader, const access::Sealer& sealer, const access::PartnerId& partner,
                                                  std::span<const CustomerId> ids) {
  std::map<CustomerId, Secret> opened;
  for (const CustomerSeal& seal : read_tax_ids(reader, partner, ids)) {
    const auto plain = sealer.open(seal.tax_id.sealed, place_of(seal.customer));
    if (!plain) return plain.error();
    opened.emplace(seal.customer, printed_tax_id(seal.tax_id.kind, *plain));
  }
  return opened;
}

Result<ResealingPass> reseal_tax_ids(SqlTransaction& transaction, const access::Sealer& sealer, const std::optional<CustomerId>& after, std::int64_t limit) {
  ResealingPass pass;
  const std::vector<CustomerSeal> seals = list_tax_ids_of_any_partner(transaction, after, limit);
  for (const CustomerSeal& seal : seals) {
    if (sealer.is_current(seal.tax_id.sealed)) continue;
    const auto plain = sealer.open(seal.tax_id.sealed, place_of(seal.customer));
    if (!plain) return plain.error();
    update_sealed_tax_id(transaction, seal.customer, seal_tax_id(sealer, seal.customer, seal.tax_id.kind, *plain));
    ++pass.resealed;
  }
  if (static_cast<std::int64_t>(seals.size()) == limit) pass.next = seals.back().customer;
  return pass;
}

}  // namespace switchyard::contracting
