// What a partner says of a customer, checked whole.
#include <set>

#include <fmt/format.h>

#include "contracting/customers/customer_actions.hpp"
#include "contracting/customers/tax_id.hpp"
#include "contracting/party_text.hpp"

namespace switchyard::contracting {
namespace {

constexpr std::size_t kContactWordSizeMax = 100;

Contact checked_contact(const Contact& given, const std::string& pointer, std::vector<FieldError>& refusals) {
  FieldCheck check(pointer, refusals);
  Contact contact = given;
  contact.first_name = check.required("firstName", given.first_name, kContactWordSizeMax);
  contact.middle_name = check.text("middleName", given.middle_name, kContactWordSizeMax);
  contact.last_name = check.required("lastName", given.last_name, kContactWordSizeMax);
  contact.title = check.text("title", given.title, kContactWordSizeMax);
  contact.authority = check.text("authority", given.authority, kNameSizeMax);
  contact.email = check.email("email", given.email);
  contact.phone = check.phone("phone", given.phone);
  contact.mobile = check.phone("mobile", given.mobile);
  return contact;
}

std::vector<Contact> checked_contacts(const std::vector<Contact>& given, std::vector<FieldError>& refusals) {
  if (given.size() > kContactCountMax) {
    refusals.push_back({"/contacts", "wrong_count", fmt::format("has {} contacts; at most {} are taken", given.size(), kContactCountMax)});
    return {};
  }
  std::vector<Contact> contacts;
  std::set<ContactId> ids;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const std::string pointer = fmt::format("/contacts/{}", i);
    contacts.push_back(checked_contact(given[i], pointer, refusals));
    if (given[i].id && !ids.insert(*given[i].id).second) refusals.push_back({pointer + "/id", "repeated", "stands at another contact, too"});
  }
  return contacts;
}

void check_tax_id(const CustomerForm& form, std::vector<FieldError>& refusals) {
  if (!form.tax_id) return;
  const auto number = normalized_tax_id(*form.tax_id);
  if (!number) refusals.push_back({"/taxId", number.error().code, number.error().message});
}

}  // namespace

Result<CustomerDetails> checked_details(const CustomerForm& form, const market::Market& market) {
  std::vector<FieldError> refusals;
  FieldCheck check("", refusals);
  const CustomerDetails& given = form.details;
  CustomerDetails details = given;
  details.legal_name = check.required("legalName", given.legal_name, kNameSizeMax);
  details.dba = check.text("dba", given.dba, kNameSizeMax);
  details.duns = check.digits("duns", given.duns, 9, 9, "duns_invalid");
  details.sic = check.digits("sic", given.sic, 4, 4, "sic_invalid");
  details.naics = check.digits("naics", given.naics, 2, 6, "naics_invalid");
  details.your_reference = check.text("yourReference", given.your_reference, kYourReferenceSizeMax);
  details.owner_agent = check.text("ownerAgent", given.owner_agent, kNameSizeMax);
  if (given.legal_address) details.legal_address = checked_address(*given.legal_address, "/legalAddress", market, refusals);
  if (given.billing_address) details.billing_address = checked_address(*given.billing_address, "/billingAddress", market, refusals);
  details.contacts = checked_contacts(given.contacts, refusals);
  check_tax_id(form, refusals);
  if (refusals.empty()) return details;
  return gathered("customer_invalid", "The customer has fields that cannot be taken.", std::move(refusals));
}

}  // namespace switchyard::contracting
