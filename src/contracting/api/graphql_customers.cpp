#include <fmt/format.h>

#include "contracting/api/graphql_bindings.hpp"
#include "contracting/api/graphql_connection.hpp"
#include "contracting/api/graphql_lookup.hpp"
#include "contracting/api/graphql_request.hpp"
#include "contracting/api/graphql_scalars.hpp"
#include "contracting/api/graphql_words.hpp"
#include "contracting/authorizations/authorization.hpp"
#include "contracting/contracts/contract_reads.hpp"
#include "contracting/customers/customer_store.hpp"
#include "contracting/customers/tax_id.hpp"
#include "contracting/notes/note.hpp"
#include "contracting/service_accounts/service_account_store.hpp"

namespace switchyard::contracting {
namespace {

using graphql::EnumWord;
using graphql::FieldCall;
using graphql::Parents;

// Masked, but for callers who may see it.
Result<graphql::Leaves<std::string>> tax_ids(Parents<Customer> customers, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  graphql::Leaves<std::string> leaves(customers.size());
  std::map<CustomerId, Secret> open;
  if (request.caller.scopes.has(access::Scope::pii_read)) {
    auto opened = request.read([&](SqlReader& reader) {
      return open_tax_ids(reader, request.desk.parties.sealer, request.partner(), distinct_ids<CustomerId>(customers, [](const Customer& c) { return c.id; }));
    });
    if (!opened) return std::move(opened).error();
    open = *std::move(opened);
  }
  for (std::size_t i = 0; i < customers.size(); ++i) {
    const Customer& customer = customers[i];
    const auto found = open.find(customer.id);
    if (found != open.end()) leaves.set(i, std::string(found->second.reveal()));
    if (found == open.end() && customer.tax_id) leaves.set(i, masked_text(*customer.tax_id));
  }
  return leaves;
}

// Several customers at once have their first accounts alone: pages further on are asked of one.
Result<graphql::Ones<std::shared_ptr<const Connection<ServiceAccount>>>> accounts_of(Parents<Customer> customers, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  using Shared = std::shared_ptr<const Connection<ServiceAccount>>;
  graphql::Ones<Shared> ones(customers.size());
  const PageRequest asked = page_request_of(call.arguments());
  const auto window = parse_page(asked);
  if (!window) return window.error();
  if (customers.size() > 1 && (window->backward || window->after || window->before)) {
    return Error{ErrorKind::invalid, "page_of_several", "Of several customers at once only the first accounts can be listed: ask serviceAccounts(filter: {customerId: …}) for further ones."};
  }
  const auto ids = distinct_ids<CustomerId>(customers, [](const Customer& c) { return c.id; });
  std::map<CustomerId, std::int64_t> counts;
  if (call.selects("totalCount")) {
    const auto counted = request.read([&](SqlReader& reader) { return count_accounts_of_customers(reader, request.partner(), ids); });
    for (const AccountCount& count : counted) counts[count.customer] = count.count;
  }
  const auto count_of = [&counts](const CustomerId& id) { return [count = counts[id]] { return count; }; };
  if (customers.size() == 1) {
    auto page = request.read([&](SqlReader& reader) { return list_service_accounts(reader, request.partner(), {.customer = ids[0]}, *window); });
    if (!page) return std::move(page).error();
    ones.set(0, std::make_shared<const Connection<ServiceAccount>>(Connection<ServiceAccount>{*std::move(page), count_of(ids[0])}));
    return ones;
  }
  auto rows = request.read([&](SqlReader& reader) { return read_accounts_of_customers(reader, request.partner(), ids, window->size + 1); });
  std::map<CustomerId, Connection<ServiceAccount>> connections;
  for (ServiceAccount& row : rows) {
    Page<ServiceAccount>& page = connections[row.customer].page;
    page.has_next = static_cast<std::int64_t>(page.rows.size()) >= window->size;
    if (page.has_next) continue;
    page.cursors.push_back(cursor_text({std::to_string(row.created_at.unix_ms()), row.id.text()}));
    page.rows.push_back(std::move(row));
  }
  for (std::size_t i = 0; i < customers.size(); ++i) {
    Connection<ServiceAccount> connection = connections[customers[i].id];
    connection.count = count_of(customers[i].id);
    ones.set(i, std::make_shared<const Connection<ServiceAccount>>(std::move(connection)));
  }
  return ones;
}

graphql::Lists<Authorization> authorizations_of(Parents<Customer> customers, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  const auto ids = distinct_ids<CustomerId>(customers, [](const Customer& c) { return c.id; });
  auto rows = request.read([&](SqlReader& reader) { return read_authorizations_of_customers(reader, request.partner(), ids); });
  return lists_by_key<Authorization, CustomerId>(customers, std::move(rows), [](const Customer& c) { return c.id; }, [](const Authorization& a) { return a.said.customer; });
}

graphql::Lists<Contract> contracts_of(Parents<Customer> customers, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  const auto ids = distinct_ids<CustomerId>(customers, [](const Customer& c) { return c.id; });
  auto rows = request.read([&](SqlReader& reader) { return contracts_of_customers(reader, request.partner(), ids); });
  return lists_by_key<Contract, CustomerId>(customers, std::move(rows), [](const Customer& c) { return c.id; }, [](const Contract& c) { return c.customer; });
}

graphql::Lists<Note> notes_of(Parents<Customer> customers, const FieldCall& call) {
  return notes_of_subjects(call, customers, [](const Customer& c) { return c.id.text(); });
}

CustomerFilter filter_of(const graphql::Arguments& arguments) {
  CustomerFilter filter;
  if (const auto asked = arguments.optional_object("filter")) {
    filter.text = asked->optional_text("text").value_or("");
    filter.state = asked->optional_text("state").value_or("");
    filter.your_reference = asked->optional_text("yourReference").value_or("");
    filter.owner_agent = asked->optional_text("ownerAgent").value_or("");
    filter.created_after = optional_instant(*asked, "createdAfter");
  }
  if (const auto sort = arguments.optional_object("sort")) {
    const std::string field = sort->text("field");
    filter.sort = field == "LEGAL_NAME" ? CustomerSort::legal_name : field == "UPDATED_AT" ? CustomerSort::updated_at : CustomerSort::created_at;
    filter.descending = sort->text("direction") == "DESC";
  }
  return filter;
}

Result<Connection<Customer>> listed(const ApiRequest& request, const graphql::Arguments& arguments) {
  const auto window = parse_page(page_request_of(arguments));
  if (!window) return window.error();
  const CustomerFilter filter = filter_of(arguments);
  auto page = request.read([&](SqlReader& reader) { return list_customers(reader, request.partner(), filter, *window); });
  if (!page) return std::move(page).error();
  return Connection<Customer>{*std::move(page), [&request, filter] { return request.read([&](SqlReader& reader) { return count_customers(reader, request.partner(), filter); }); }};
}

std::optional<Customer> one_customer(const ApiRequest& request, const graphql::Arguments& arguments) {
  if (const auto text = arguments.optional_text("id")) {
    const auto id = CustomerId::parse(*text);
    if (!id) return {};
    return request.read([&](SqlReader& reader) { return find_customer(reader, request.partner(), *id); });
  }
  const auto reference = arguments.optional_text("yourReference");
  if (!reference || reference->empty()) return {};
  const auto page = request.read([&](SqlReader& reader) { return list_customers(reader, request.partner(), {.your_reference = *reference}, {.size = 1}); });
  if (!page || page->rows.empty()) return {};
  return page->rows.front();
}

void bind_contact(graphql::Resolvers& resolvers) {
  resolvers.object<Contact>("Contact")
      .field("id", [](const Contact& c) { return *c.id; })
      .field("role", [](const Contact& c) { return EnumWord{text_of(c.role)}; })
      .field("firstName", &Contact::first_name)
      .field("middleName", [](const Contact& c) { return or_null(c.middle_name); })
      .field("lastName", &Contact::last_name)
      .field("title", [](const Contact& c) { return or_null(c.title); })
      .field("authority", [](const Contact& c) { return or_null(c.authority); })
      .field("email", [](const Contact& c) { return or_null(c.email); })
      .field("phone", [](const Contact& c) { return or_null(c.phone); })
      .field("mobile", [](const Contact& c) { return or_null(c.mobile); })
      .field("consentsToEmail", &Contact::consents_to_email)
      .field("consentsToSms", &Contact::consents_to_sms);
}

void bind_address(graphql::Resolvers& resolvers) {
  resolvers.object<UsAddress>("Address")
      .field("line1", &UsAddress::line1)
      .field("line2", [](const UsAddress& a) { return or_null(a.line2); })
      .field("city", &UsAddress::city)
      .field("state", &UsAddress::state)
      .field("zip", &UsAddress::zip);
}

void bind_customer(graphql::Resolvers& resolvers) {
  resolvers.object<Customer>("Customer")
      .field("id", &Customer::id)
      .field("version", &Customer::version)
      .field("legalName", [](const Customer& c) -> const std::string& { return c.details.legal_name; })
      .field("dba", [](const Customer& c) { return or_null(c.details.dba); })
      .field("entityType", [](const Customer& c) { return EnumWord{text_of(c.details.entity_type)}; })
      .field("taxIdKind", [](const Customer& c) { return c.tax_id ? word_or_null(text_of(c.tax_id->kind)) : std::nullopt; })
      .batch("taxId", tax_ids)
      .field("duns", [](const Customer& c) { return or_null(c.details.duns); })
      .field("sic", [](const Customer& c) { return or_null(c.details.sic); })
      .field("naics", [](const Customer& c) { return or_null(c.details.naics); })
      .field("taxExemption", [](const Customer& c) { return EnumWord{text_of(c.details.tax_exemption)}; })
      .batch("taxExemptionCertificate", [](Parents<Customer> customers, const FieldCall& call) {
        return files_by_id(call, customers, [](const Customer& c) { return c.details.tax_exemption_certificate; });
      })
      .field("language", [](const Customer& c) { return EnumWord{text_of(c.details.language)}; })
      .field("yourReference", [](const Customer& c) { return or_null(c.details.your_reference); })
      .field("ownerAgent", [](const Customer& c) { return or_null(c.details.owner_agent); })
      .child("legalAddress", [](const Customer& c) -> const std::optional<UsAddress>& { return c.details.legal_address; })
      .child("billingAddress", [](const Customer& c) -> const std::optional<UsAddress>& { return c.details.billing_address; })
      .children("contacts", [](const Customer& c) -> const std::vector<Contact>& { return c.details.contacts; })
      .batch("serviceAccounts", accounts_of)
      .batch("contracts", contracts_of)
      .batch("authorizations", authorizations_of)
      .batch("documents", [](Parents<Customer> customers, const FieldCall& call) { return documents_of_customers(call, customers); })
      .batch("notes", notes_of)
      .field("createdAt", &Customer::created_at)
      .field("updatedAt", &Customer::updated_at)
      .field("erasedAt", &Customer::erased_at);
}

}  // namespace

void bind_customers(graphql::Resolvers& resolvers, graphql::ObjectResolvers<graphql::Root>& query) {
  bind_address(resolvers);
  bind_contact(resolvers);
  bind_customer(resolvers);
  bind_connection<Customer>(resolvers, "Customer");
  query.child("customer", [](const graphql::Root&, const FieldCall& call) { return one_customer(call.app<ApiRequest>(), call.arguments()); })
      .child("customers", [](const graphql::Root&, const FieldCall& call) { return listed(call.app<ApiRequest>(), call.arguments()); });
}

}  // namespace switchyard::contracting
