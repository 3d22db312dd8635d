#include "contracting/customers/customer.hpp"

#include "contracting/word_list.hpp"

namespace switchyard::contracting {
namespace {

constexpr WordList<EntityType, 10> kEntityTypes = {{{EntityType::corporation, "corporation"},
                                                    {EntityType::llc, "llc"},
                                                    {EntityType::partnership, "partnership"},
                                                    {EntityType::limited_partnership, "limited_partnership"},
                                                    {EntityType::sole_proprietorship, "sole_proprietorship"},
                                                    {EntityType::nonprofit, "nonprofit"},
                                                    {EntityType::government, "government"},
                                                    {EntityType::trust, "trust"},
                                                    {EntityType::association, "association"},
                                                    {EntityType::other, "other"}}};
constexpr WordList<Language, 2> kLanguages = {{{Language::english, "en"}, {Language::spanish, "es"}}};
constexpr WordList<ContactRole, 3> kRoles = {
    {{ContactRole::signer, "signer"}, {ContactRole::billing, "billing"}, {ContactRole::operations, "operations"}}};
constexpr WordList<TaxIdKind, 2> kTaxIdKinds = {{{TaxIdKind::ein, "ein"}, {TaxIdKind::ssn, "ssn"}}};
constexpr WordList<TaxExemption, 9> kTaxExemptions = {{{TaxExemption::none, "none"},
                                                       {TaxExemption::government, "government"},
                                                       {TaxExemption::nonprofit, "nonprofit"},
                                                       {TaxExemption::religious, "religious"},
                                                       {TaxExemption::educational, "educational"},
                                                       {TaxExemption::resale, "resale"},
                                                       {TaxExemption::manufacturing, "manufacturing"},
                                                       {TaxExemption::agricultural, "agricultural"},
                                                       {TaxExemption::other, "other"}}};

}  // namespace

std::string_view text_of(EntityType type) { return word_in(kEntityTypes, type); }
Result<EntityType> parse_entity_type(std::string_view text) { return value_in(kEntityTypes, text); }
std::string_view text_of(Language language) { return word_in(kLanguages, language); }
Result<Language> parse_language(std::string_view text) { return value_in(kLanguages, text); }
std::string_view text_of(ContactRole role) { return word_in(kRoles, role); }
Result<ContactRole> parse_contact_role(std::string_view text) { return value_in(kRoles, text); }
std::string_view text_of(TaxIdKind kind) { return word_in(kTaxIdKinds, kind); }
Result<TaxIdKind> parse_tax_id_kind(std::string_view text) { return value_in(kTaxIdKinds, text); }
std::string masked_text(const MaskedTaxId& tax_id) { return (tax_id.kind == TaxIdKind::ein ? "**-***" : "***-**-") + tax_id.last4; }
std::string_view text_of(TaxExemption exemption) { return word_in(kTaxExemptions, exemption); }
Result<TaxExemption> parse_tax_exemption(std::string_view text) { return value_in(kTaxExemptions, text); }

}  // namespace switchyard::contracting
