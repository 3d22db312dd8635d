#include "contracting/customers/customer_actions.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "contracting/customers/customer_store.hpp"
#include "contracting/customers/tax_id.hpp"
#include "contracting/files/uploaded_file.hpp"
#include "contracting/party_text.hpp"
#include "contracting/search/search_index.hpp"

namespace switchyard::contracting {
namespace {

Error at_one_field(ErrorKind kind, std::string code, std::string pointer, std::string detail) {
  Error error = invalid_field(std::move(pointer), std::move(code), std::move(detail));
  error.kind = kind;
  return error;
}

// New contacts get ids; an id that is none of the former ones is refused.
Result<void> name_contacts(CustomerDetails& details, const std::vector<Contact>& former, const PartyDesk& desk, Instant now) {
  std::vector<FieldError> refusals;
  for (std::size_t i = 0; i < details.contacts.size(); ++i) {
    Contact& contact = details.contacts[i];
    const bool known = std::ranges::any_of(former, [&](const Contact& each) { return each.id == contact.id; });
    if (contact.id && !known) refusals.push_back({fmt::format("/contacts/{}/id", i), "contact_unknown", "The customer has no contact of this id."});
    if (!contact.id) contact.id = make_id<ContactTag>(now, desk.random);
  }
  if (refusals.empty()) return {};
  return gathered("customer_invalid", "The customer has fields that cannot be taken.", std::move(refusals));
}

// What needs the database to be judged.
Result<void> check_links(SqlReader& reader, const Customer& customer) {
  const CustomerDetails& details = customer.details;
  if (!details.your_reference.empty() && is_customer_reference_taken(reader, customer.application, details.your_reference, customer.id)) {
    return at_one_field(ErrorKind::conflict, "your_reference_taken", "/yourReference", "another customer of this application has the reference");
  }
  if (details.tax_exemption_certificate && !find_file(reader, customer.partner, *details.tax_exemption_certificate)) {
    return at_one_field(ErrorKind::unprocessable, "file_not_found", "/taxExemptionCertificateId", "no uploaded file has this id");
  }
  return {};
}

void index_customer(SqlTransaction& transaction, const Customer& customer) {
  const CustomerDetails& details = customer.details;
  IndexedPart part{.kind = SearchedKind::customer, .object = customer.id.text()};
  part.texts = {details.legal_name, details.dba, details.your_reference, details.duns};
  for (const auto& address : {details.legal_address, details.billing_address}) {
    if (address) part.texts.push_back(fmt::format("{} {} {} {}", address->line1, address->city, address->state, address->zip));
  }
  for (const Contact& contact : details.contacts) {
    part.texts.push_back(fmt::format("{} {} {} {} {}", contact.first_name, contact.last_name, contact.email, contact.phone, contact.mobile));
  }
  index_parts(transaction, customer.partner, std::span(&part, 1));
}

std::optional<SealedTaxId> sealed(const PartyDesk& desk, const CustomerId& id, const CustomerForm& form) {
  if (!form.tax_id) return std::nullopt;
  const auto number = normalized_tax_id(*form.tax_id);
  return seal_tax_id(desk.sealer, id, form.tax_id->kind, *number);
}

std::optional<MaskedTaxId> masked(const std::optional<SealedTaxId>& tax_id) {
  if (!tax_id) return std::nullopt;
  return MaskedTaxId{tax_id->kind, tax_id->last4};
}

void set_details(Customer& customer, CustomerDetails details) {
  customer.details = std::move(details);
  customer.sort_name.clear();
  for (const std::string& word : words_in_order(customer.details.legal_name)) customer.sort_name.append(customer.sort_name.empty() ? "" : " ").append(word);
}

}  // namespace

Result<Customer> create_customer(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const CustomerForm& form) {
  auto details = checked_details(form, *desk.market);
  if (!details) return std::move(details).error();
  const Instant now = desk.clock.now();
  if (auto named = name_contacts(*details, {}, desk, now); !named) return std::move(named).error();
  Customer customer{.id = make_id<CustomerTag>(now, desk.random), .partner = actor.partner, .application = actor.application, .created_at = now, .updated_at = now,
                    .details = {.legal_name = {}}};
  set_details(customer, *std::move(details));
  if (auto linked = check_links(transaction, customer); !linked) return std::move(linked).error();
  const auto tax_id = sealed(desk, customer.id, form);
  customer.tax_id = masked(tax_id);
  insert_customer(transaction, customer, tax_id);
  index_customer(transaction, customer);
  return customer;
}

Result<Customer> update_customer(SqlTransaction& transaction, const PartyDesk& desk, const Actor& actor, const CustomerId& id, std::int64_t expected_version,
                                 const std::function<void(CustomerForm&)>& edit) {
  auto customer = customer_to_change(transaction, actor.partner, id);
  if (!customer) return customer;
  if (customer->version != expected_version) return version_conflict(customer->version, expected_version);
  CustomerForm form{.details = customer->details};
  edit(form);
  auto details = checked_details(form, *desk.market);
  if (!details) return std::move(details).error();
  const Instant now = desk.clock.now();
  if (auto named = name_contacts(*details, customer->details.contacts, desk, now); !named) return std::move(named).error();
  set_details(*customer, *std::move(details));
  if (auto linked = check_links(transaction, *customer); !linked) return std::move(linked).error();
  ++customer->version;
  customer->updated_at = now;
  const bool tax_id_changes = form.tax_id.has_value() || form.removes_tax_id;
  const auto tax_id = sealed(desk, id, form);
  if (tax_id_changes) customer->tax_id = masked(tax_id);
  if (!update_customer_row(transaction, *customer, tax_id_changes, tax_id)) return version_conflict(expected_version + 1, expected_version);
  index_customer(transaction, *customer);
  return customer;
}

Result<Customer> customer_to_change(SqlReader& reader, const access::PartnerId& partner, const CustomerId& id) {
  auto customer = find_customer(reader, partner, id);
  if (!customer) return Error{ErrorKind::not_found, "customer_not_found", fmt::format("There is no customer {}.", id.text())};
  if (customer->erased_at) return Error{ErrorKind::conflict, "customer_erased", "The customer's data was erased; nothing can be added to it."};
  return std::move(*customer);
}

Error version_conflict(std::int64_t present, std::int64_t expected) {
  return {ErrorKind::conflict, "version_conflict", fmt::format("Another change came between: the present version is {}, not {}. Read it again and change that.", present, expected)};
}

}  // namespace switchyard::contracting
