#include "contracting/customers/customer_store.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "contracting/column_walk.hpp"
#include "contracting/customers/customer_columns.hpp"
#include "contracting/id_list.hpp"

namespace switchyard::contracting {
namespace {

struct Statements {
  std::string insert;
  std::string update;
  std::string insert_contact;
};

ColumnNames customer_columns() {
  ColumnNames names;
  const Customer row = blank_customer();
  visit_customer(names, row);
  return names;
}

ColumnNames contact_columns() {
  ColumnNames names;
  ContactRow row;
  visit_contact(names, row);
  return names;
}

const Statements& statements() {
  static const Statements kMade = [] {
    const ColumnNames columns = customer_columns();
    const ColumnNames contacts = contact_columns();
    const std::size_t count = columns.names().size();
    return Statements{
        fmt::format("INSERT INTO customers ({}) VALUES ({})", columns.list(), columns.parameters()),
        fmt::format("UPDATE customers SET {} WHERE id = $1 AND version = ${}", columns.assignments(), count + 1),
        fmt::format("INSERT INTO customer_contacts ({}) VALUES ({})", contacts.list(), contacts.parameters())};
  }();
  return kMade;
}

void write_contacts(SqlTransaction& transaction, const Customer& customer) {
  std::vector<ContactRow> rows;
  for (const Contact& contact : customer.details.contacts) {
    rows.push_back({.customer = customer.id.text(), .position = static_cast<std::int64_t>(rows.size()), .contact = contact});
  }
  std::deque<ColumnValues> kept;
  std::vector<std::vector<SqlValue>> values;
  for (const ContactRow& row : rows) {
    visit_contact(kept.emplace_back(), row);
    values.push_back(kept.back().values);
  }
  if (!values.empty()) transaction.execute_many(statements().insert_contact, values);
}

void write_tax_id(SqlTransaction& transaction, const CustomerId& id, const std::optional<SealedTaxId>& tax_id) {
  const std::string key = id.text();
  if (!tax_id) {
    transaction.execute("UPDATE customers SET tax_id_kind = NULL, tax_id_last4 = NULL, tax_id_sealed = NULL WHERE id = $1", {std::string_view(key)});
    return;
  }
  transaction.execute("UPDATE customers SET tax_id_kind = $2, tax_id_last4 = $3, tax_id_sealed = $4 WHERE id = $1",
                      {std::string_view(key), text_of(tax_id->kind), std::string_view(tax_id->last4), Blob{tax_id->sealed}});
}

CustomerSeal seal_of(const SqlRow& row) {
  return {CustomerId::parse(row.text(0)).value(), {parse_tax_id_kind(row.text(1)).value(), std::string(row.text(2)), std::string(row.blob(3))}};
}

}  // namespace

std::vector<Customer> with_contacts(SqlReader& reader, std::vector<Customer> customers) {
  static const IdListQuery kContacts(
      fmt::format("SELECT {} FROM customer_contacts WHERE customer_id IN ({{ids}}) ORDER BY customer_id, position", contact_columns().list()), 0);
  std::map<std::string, Customer*> by_id;
  std::vector<std::string> ids;
  for (Customer& customer : customers) by_id.emplace(ids.emplace_back(customer.id.text()), &customer);
  kContacts.run(reader, {}, ids, [&](const SqlRow& row) {
    ContactRow contact;
    ColumnReading reading(row);
    visit_contact(reading, contact);
    by_id.at(contact.customer)->details.contacts.push_back(std::move(contact.contact));
  });
  return customers;
}

std::vector<Customer> read_customers(SqlReader& reader, const access::PartnerId& partner, std::span<const CustomerId> ids) {
  static const IdListQuery kQuery(fmt::format("SELECT {}, tax_id_kind, tax_id_last4 FROM customers WHERE partner_id = $1 AND id IN ({{ids}})", customer_columns().list()), 1);
  const std::string owner = partner.text();
  const std::vector<std::string> texts = id_texts(ids);
  std::map<std::string, Customer> found;
  kQuery.run(reader, {std::string_view(owner)}, texts, [&](const SqlRow& row) {
    Customer customer = customer_of(row);
    found.emplace(customer.id.text(), std::move(customer));
  });
  std::vector<Customer> customers;
  for (const std::string& id : texts) {
    if (const auto at = found.find(id); at != found.end()) customers.push_back(std::move(at->second));
  }
  return with_contacts(reader, std::move(customers));
}

std::optional<Customer> find_customer(SqlReader& reader, const access::PartnerId& partner, const CustomerId& id) {
  std::vector<Customer> found = read_customers(reader, partner, std::span(&id, 1));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

void insert_customer(SqlTransaction& transaction, const Customer& customer, const std::optional<SealedTaxId>& tax_id) {
  ColumnValues values;
  visit_customer(values, customer);
  transaction.execute(statements().insert, values.values);
  if (tax_id) write_tax_id(transaction, customer.id, tax_id);
  write_contacts(transaction, customer);
}

bool update_customer_row(SqlTransaction& transaction, const Customer& customer, bool tax_id_changes, const std::optional<SealedTaxId>& tax_id) {
  ColumnValues values;
  visit_customer(values, customer);
  values.values.emplace_back(customer.version - 1);
  if (transaction.execute(statements().update, values.values) != 1) return false;
  if (tax_id_changes) write_tax_id(transaction, customer.id, tax_id);
  const std::string id = customer.id.text();
  transaction.execute("DELETE FROM customer_contacts WHERE customer_id = $1", {std::string_view(id)});
  write_contacts(transaction, customer);
  return true;
}

bool is_customer_reference_taken(SqlReader& reader, const access::ApplicationId& application, std::string_view your_reference, const std::optional<CustomerId>& but_for) {
  const std::string owner = application.text();
  const std::string other = but_for ? but_for->text() : "";
  bool taken = false;
  reader.query("SELECT 1 FROM customers WHERE application_id = $1 AND your_reference = $2 AND id <> $3",
               {std::string_view(owner), your_reference, std::string_view(other)}, [&](const SqlRow&) { taken = true; });
  return taken;
}

std::vector<CustomerSeal> list_tax_ids_of_any_partner(SqlReader& reader, const std::optional<CustomerId>& after, std::int64_t limit) {
  const std::string behind = after ? after->text() : "";
  std::vector<CustomerSeal> seals;
  reader.query("SELECT id, tax_id_kind, tax_id_last4, tax_id_sealed FROM customers WHERE id > $1 AND tax_id_sealed IS NOT NULL ORDER BY id LIMIT $2",
               {std::string_view(behind), limit}, [&](const SqlRow& row) { seals.push_back(seal_of(row)); });
  return seals;
}

void update_sealed_tax_id(SqlTransaction& transaction, const CustomerId& customer, const SealedTaxId& tax_id) { write_tax_id(transaction, customer, tax_id); }

std::vector<CustomerSeal> read_tax_ids(SqlReader& reader, const access::PartnerId& partner, std::span<const CustomerId> ids) {
  static const IdListQuery kQuery(
      "SELECT id, tax_id_kind, tax_id_last4, tax_id_sealed FROM customers WHERE partner_id = $1 AND tax_id_sealed IS NOT NULL AND id IN ({ids})", 1);
  const std::string owner = partner.text();
  std::vector<CustomerSeal> seals;
  kQuery.run(reader, {std::string_view(owner)}, id_texts(ids), [&](const SqlRow& row) { seals.push_back(seal_of(row)); });
  return seals;
}

}  // namespace switchyard::contracting
