#include "contracting/api/graphql_bindings.hpp"
#include "contracting/api/graphql_inputs.hpp"
#include "contracting/api/graphql_mutation.hpp"
#include "contracting/api/graphql_words.hpp"
#include "contracting/contracts/contract_reads.hpp"
#include "contracting/customers/customer_actions.hpp"
#include "contracting/customers/customer_store.hpp"
#include "contracting/erasure/erase_customer.hpp"
#include "contracting/notes/note.hpp"
#include "contracting/subjects.hpp"

namespace switchyard::contracting {
namespace {

using graphql::Arguments;
using graphql::FieldCall;

struct CreatePayload : Outcome<Customer> {};
struct UpdatePayload : Outcome<Customer> {};
struct ErasePayload : Outcome<CustomerId> {};
struct NotePayload : Outcome<Note> {};

void fill_text(const Arguments& input, std::string_view name, std::string& into) {
  if (input.has(name)) into = input.optional_text(name).value_or("");
}

void fill_address(const Arguments& input, std::string_view name, std::optional<UsAddress>& into) {
  if (!input.has(name)) return;
  const auto address = input.optional_object(name);
  into = address ? std::optional(address_of(*address)) : std::nullopt;
}

Result<Contact> contact_of(const Arguments& input) {
  Contact contact{.role = enum_argument(input, "role", parse_contact_role), .first_name = input.text("firstName"), .last_name = input.text("lastName")};
  auto id = optional_id_argument<ContactId>(input, "id", "contact_unknown");
  if (!id) return std::move(id).error();
  contact.id = *id;
  contact.middle_name = input.optional_text("middleName").value_or("");
  contact.title = input.optional_text("title").value_or("");
  contact.authority = input.optional_text("authority").value_or("");
  contact.email = input.optional_text("email").value_or("");
  contact.phone = input.optional_text("phone").value_or("");
  contact.mobile = input.optional_text("mobile").value_or("");
  contact.consents_to_email = input.optional_boolean("consentsToEmail").value_or(false);
  contact.consents_to_sms = input.optional_boolean("consentsToSms").value_or(false);
  return contact;
}

Result<std::vector<Contact>> contacts_of(const Arguments& input) {
  std::vector<Contact> contacts;
  std::vector<FieldError> refused;
  const auto asked = input.objects("contacts");
  for (std::size_t i = 0; i < asked.size(); ++i) {
    auto contact = contact_of(asked[i]);
    if (contact) contacts.push_back(*std::move(contact));
    if (!contact) refused.push_back({fmt_pointer("contacts", i, "id"), "contact_unknown", "The customer has no contact of this id."});
  }
  if (!refused.empty()) return Error{ErrorKind::invalid, "customer_invalid", "Some contacts are unknown.", std::move(refused)};
  return contacts;
}

void fill_tax_id(const Arguments& input, CustomerForm& form) {
  if (!input.has("taxId")) return;
  const auto number = input.optional_text("taxId");
  form.removes_tax_id = !number;
  if (number) form.tax_id = GivenTaxId{.kind = optional_enum_argument(input, "taxIdKind", parse_tax_id_kind).value_or(TaxIdKind::ein), .number = Secret(*number)};
}

// What was sent takes the place of what there was; what was not sent stays.
Result<void> fill(const Arguments& input, CustomerForm& form) {
  CustomerDetails& details = form.details;
  auto certificate = optional_id_argument<FileId>(input, "taxExemptionCertificateId", "file_not_found");
  if (!certificate) return std::move(certificate).error();
  auto contacts = contacts_of(input);
  if (!contacts) return std::move(contacts).error();
  fill_text(input, "legalName", details.legal_name);
  fill_text(input, "dba", details.dba);
  fill_text(input, "duns", details.duns);
  fill_text(input, "sic", details.sic);
  fill_text(input, "naics", details.naics);
  fill_text(input, "ownerAgent", details.owner_agent);
  fill_text(input, "yourReference", details.your_reference);
  details.entity_type = optional_enum_argument(input, "entityType", parse_entity_type).value_or(details.entity_type);
  details.tax_exemption = optional_enum_argument(input, "taxExemption", parse_tax_exemption).value_or(details.tax_exemption);
  details.language = optional_enum_argument(input, "language", parse_language).value_or(details.language);
  if (input.has("taxExemptionCertificateId")) details.tax_exemption_certificate = *certificate;
  if (input.has("contacts")) details.contacts = *std::move(contacts);
  fill_address(input, "legalAddress", details.legal_address);
  fill_address(input, "billingAddress", details.billing_address);
  fill_tax_id(input, form);
  return {};
}

MutationForm<Customer> form_of(const FieldCall& call, std::string_view field, std::function<Result<Customer>(SqlTransaction&)> work) {
  const auto& request = call.app<ApiRequest>();
  return {.field = field,
          .work = std::move(work),
          .ids_of = [](const Customer& customer) { return std::vector{customer.id.text()}; },
          .reread = [&request](const std::vector<std::string>& ids) {
            return request.read([&](SqlReader& reader) { return find_customer(reader, request.partner(), CustomerId::parse(ids.at(0)).value()); });
          }};
}

CreatePayload create(const graphql::Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  return {run_mutation(call, form_of(call, "createCustomer", [&](SqlTransaction& transaction) -> Result<Customer> {
    CustomerForm form;
    if (auto filled = fill(input_of(call), form); !filled) return std::move(filled).error();
    return create_customer(transaction, request.desk.parties, request.actor(), form);
  }))};
}

UpdatePayload update(const graphql::Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  return {run_mutation(call, form_of(call, "updateCustomer", [&](SqlTransaction& transaction) -> Result<Customer> {
    const Arguments input = input_of(call);
    auto id = id_argument<CustomerId>(input, "id", "customer_not_found");
    if (!id) return std::move(id).error();
    CustomerForm unused;
    if (auto filled = fill(input, unused); !filled) return std::move(filled).error();
    return update_customer(transaction, request.desk.parties, request.actor(), *id, input.integer("version"), [&](CustomerForm& form) { (void)fill(input, form); });
  }))};
}

ErasePayload erase(const graphql::Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  return {run_mutation<CustomerId>(call, {.field = "eraseCustomer",
                                          .work = [&](SqlTransaction& transaction) -> Result<CustomerId> {
                                            auto id = id_argument<CustomerId>(input_of(call), "id", "customer_not_found");
                                            if (!id) return std::move(id).error();
                                            auto erased = erase_customer(transaction, request.desk.parties, request.actor(), *id, input_of(call).text("reason"), request.desk.holders);
                                            if (!erased) return std::move(erased).error();
                                            return erased->id;
                                          },
                                          .ids_of = [](const CustomerId& id) { return std::vector{id.text()}; },
                                          .reread = [](const std::vector<std::string>& ids) { return std::optional(CustomerId::parse(ids.at(0)).value()); }})};
}

NotePayload note(const graphql::Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  const auto first_of = [&request](const std::string& subject, const std::string& id) -> std::optional<Note> {
    constexpr std::int64_t kLookedAtMax = 1000;
    for (const Note& note : request.read([&](SqlReader& reader) { return read_notes_of_subjects(reader, request.partner(), std::vector{subject}, kLookedAtMax); })) {
      if (note.id.text() == id) return note;
    }
    return {};
  };
  return {run_mutation<Note>(call, {.field = "addNote",
                                    .work = [&](SqlTransaction& transaction) -> Result<Note> {
                                      const Arguments input = input_of(call);
                                      const std::string subject = input.text("subjectId");
                                      if (!is_subject_of(transaction, request.partner(), subject)) {
                                        return Error{ErrorKind::not_found, "subject_not_found", "There is nothing of this id.", {{"/subjectId", "subject_not_found", "There is no customer or contract of this id."}}};
                                      }
                                      return add_note(transaction, request.desk.parties, request.actor(),
                                                      {.subject = subject, .author = input.optional_text("author").value_or(""), .text = input.text("text")});
                                    },
                                    .ids_of = [](const Note& made) { return std::vector{made.subject, made.id.text()}; },
                                    .reread = [&](const std::vector<std::string>& ids) { return first_of(ids.at(0), ids.at(1)); }})};
}

}  // namespace

void bind_customer_mutations(graphql::Resolvers& resolvers, QueryResolvers& mutation) {
  payload<CreatePayload>(resolvers, "CreateCustomerPayload").child("customer", [](const CreatePayload& p) -> const std::optional<Customer>& { return p.value; });
  payload<UpdatePayload>(resolvers, "UpdateCustomerPayload").child("customer", [](const UpdatePayload& p) -> const std::optional<Customer>& { return p.value; });
  payload<ErasePayload>(resolvers, "EraseCustomerPayload").field("customerId", [](const ErasePayload& p) { return p.value; });
  payload<NotePayload>(resolvers, "AddNotePayload").child("note", [](const NotePayload& p) -> const std::optional<Note>& { return p.value; });
  resolvers.object<Note>("Note")
      .field("id", &Note::id)
      .field("text", &Note::text)
      .field("author", &Note::author)
      .field("createdAt", &Note::created_at);
  mutation.child("createCustomer", create).child("updateCustomer", update).child("eraseCustomer", erase).child("addNote", note);
}

}  // namespace switchyard::contracting
