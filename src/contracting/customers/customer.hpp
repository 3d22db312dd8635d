// A customer: the legal entity that contracts, with its contacts and addresses. A partner's own; another partner's is "not found".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.hpp"
#include "contracting/ids.hpp"
#include "contracting/us_address.hpp"
#include "values/instant.hpp"
#include "values/result.hpp"
#include "values/secret.hpp"

namespace switchyard::contracting {

// Sizes in bytes of UTF-8.
inline constexpr std::size_t kNameSizeMax = 200;
inline constexpr std::size_t kYourReferenceSizeMax = 64;
inline constexpr std::size_t kEmailSizeMax = 254;
inline constexpr std::size_t kContactCountMax = 20;

enum class EntityType : std::uint8_t {
  corporation, llc, partnership, limited_partnership, sole_proprietorship, nonprofit, government, trust, association, other
};
[[nodiscard]] std::string_view text_of(EntityType type);  // "sole_proprietorship"
[[nodiscard]] Result<EntityType> parse_entity_type(std::string_view text);

enum class Language : std::uint8_t { english, spanish };
[[nodiscard]] std::string_view text_of(Language language);  // "en", "es"
[[nodiscard]] Result<Language> parse_language(std::string_view text);

enum class ContactRole : std::uint8_t { signer, billing, operations };
[[nodiscard]] std::string_view text_of(ContactRole role);
[[nodiscard]] Result<ContactRole> parse_contact_role(std::string_view text);

enum class TaxIdKind : std::uint8_t { ein, ssn };
[[nodiscard]] std::string_view text_of(TaxIdKind kind);
[[nodiscard]] Result<TaxIdKind> parse_tax_id_kind(std::string_view text);

enum class TaxExemption : std::uint8_t { none, government, nonprofit, religious, educational, resale, manufacturing, agricultural, other };
[[nodiscard]] std::string_view text_of(TaxExemption exemption);
[[nodiscard]] Result<TaxExemption> parse_tax_exemption(std::string_view text);

// A person. A customer may have several of one role; the first signer signs first.
struct Contact {
  std::optional<ContactId> id = {};  // Absent: a new one.
  ContactRole role = ContactRole::signer;
  std::string first_name;
  std::string middle_name = {};
  std::string last_name;
  std::string title = {};      // "Owner"
  std::string authority = {};  // What lets them sign: "officer", "power of attorney of 2026-03-01".
  std::string email = {};
  std::string phone = {};      // "+13125550142"
  std::string mobile = {};
  bool consents_to_email = false;
  bool consents_to_sms = false;

  bool operator==(const Contact&) const = default;
};

// What a partner says of a customer, but for the tax id.
struct CustomerDetails {
  std::string legal_name;             // Exactly as registered.
  std::string dba = {};
  EntityType entity_type = EntityType::other;
  std::string duns = {};              // Nine digits.
  std::string sic = {};               // Four digits.
  std::string naics = {};             // Two to six digits.
  TaxExemption tax_exemption = TaxExemption::none;
  std::optional<FileId> tax_exemption_certificate = {};
  Language language = Language::english;
  std::string your_reference = {};    // Unique among the customers of an application; empty: none.
  std::string owner_agent = {};       // The partner's own word for who looks after it; empty: nobody.
  std::optional<UsAddress> legal_address = {};
  std::optional<UsAddress> billing_address = {};
  std::vector<Contact> contacts = {};

  bool operator==(const CustomerDetails&) const = default;
};

// What callers without pii:read may see of a tax id. The number itself is sealed in the database: tax_id.hpp opens it.
struct MaskedTaxId {
  TaxIdKind kind = TaxIdKind::ein;
  std::string last4;
  bool operator==(const MaskedTaxId&) const = default;
};
[[nodiscard]] std::string masked_text(const MaskedTaxId& tax_id);  // "**-***1234", "***-**-1234"

struct Customer {
  CustomerId id;
  access::PartnerId partner;
  access::ApplicationId application;
  std::int64_t version = 1;  // Rises by one with each change.
  Instant created_at{};
  Instant updated_at{};
  std::optional<Instant> erased_at = {};  // Then the details are blank but for the tombstone's legal name.
  CustomerDetails details;
  std::optional<MaskedTaxId> tax_id = {};
  std::string sort_name = {};  // The legal name, folded: what lists by name are sorted by.
};

// A tax id as it came. Never stored or shown like this.
struct GivenTaxId {
  TaxIdKind kind = TaxIdKind::ein;
  Secret number;  // Nine digits, dashes and spaces between them allowed.
};

// What a mutation fills in: from nothing for a new customer, from the present one for a change.
struct CustomerForm {
  CustomerDetails details;
  std::optional<GivenTaxId> tax_id = {};  // Absent: as it is.
  bool removes_tax_id = false;
};

}  // namespace switchyard::contracting
