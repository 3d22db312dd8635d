#include "contracting/api/graphql_document.hpp"

#include <fmt/format.h>

#include "contracting/api/graphql_bindings.hpp"
#include "contracting/api/graphql_mutation.hpp"
#include "contracting/api/graphql_words.hpp"
#include "contracting/paperwork/paperwork.hpp"

namespace switchyard::contracting {
namespace {

using graphql::EnumWord;
using graphql::FieldCall;
using graphql::Parents;

constexpr std::string_view kPdf = "application/pdf";

ApiDocument api_document(const IssuedDocument& issued) {
  return {.id = issued.id.text(), .is_issued = true, .purpose = std::string(text_of(issued.kind)), .file_name = fmt::format("{}.pdf", issued.title),
          .content_type = std::string(kPdf), .size_bytes = issued.size_bytes, .pages = issued.pages, .sha256 = issued.sha256, .version = issued.document_version,
          .created_at = issued.issued_at};
}

struct UploadPayload : Outcome<ApiDocument> {};

Result<ApiDocument> upload(SqlTransaction& transaction, const ApiRequest& request, const graphql::Arguments& input, const Result<JudgedUpload>& judged) {
  if (!judged) return at_field(judged.error(), "/file");
  const graphql::UploadedFile* part = input.optional_upload("file");
  auto customer = optional_id_argument<CustomerId>(input, "customerId", "customer_not_found");
  if (!customer) return std::move(customer).error();
  const NewFile file{.purpose = enum_argument(input, "purpose", parse_file_purpose), .name = part->file_name, .customer = *customer, .subject = input.optional_text("subjectId").value_or("")};
  auto stored = store_file(transaction, request.desk.parties, request.actor(), file, *judged);
  if (!stored) return std::move(stored).error();
  return contracting::api_document(*stored);
}

UploadPayload upload_document(const graphql::Root&, const FieldCall& call) {
  const auto& request = call.app<ApiRequest>();
  // Outside of the transaction: a picture of a hundred pages takes its time.
  const auto judged = judge_upload(request.desk.parties, input_of(call).optional_upload("file")->content);
  return {run_mutation<ApiDocument>(call, {.field = "uploadDocument",
                                           .work = [&](SqlTransaction& transaction) { return upload(transaction, request, input_of(call), judged); },
                                           .ids_of = [](const ApiDocument& document) { return std::vector{document.id}; },
                                           .reread = [&](const std::vector<std::string>& ids) { return find_api_document(request, ids.at(0)); }})};
}

}  // namespace

ApiDocument api_document(const UploadedFile& file) {
  return {.id = file.id.text(), .is_issued = false, .is_signed = is_made_by_signing(file), .purpose = std::string(text_of(file.purpose)), .file_name = file.name, .content_type = file.media_type,
          .size_bytes = file.size_bytes, .pages = file.page_count, .sha256 = file.sha256, .version = {}, .created_at = file.uploaded_at};
}

std::optional<ApiDocument> find_api_document(const ApiRequest& request, const std::string& id) {
  if (const auto file = FileId::parse(id)) {
    const auto found = request.read([&](SqlReader& reader) { return find_file(reader, request.partner(), *file); });
    return found && !found->deleted_at ? std::optional(api_document(*found)) : std::nullopt;
  }
  if (const auto issued = DocumentId::parse(id)) {
    const auto found = request.read([&](SqlReader& reader) { return find_issued_document(reader, request.partner(), *issued); });
    return found ? std::optional(api_document(*found)) : std::nullopt;
  }
  return {};
}

graphql::Lists<ApiDocument> documents_of_customers(const FieldCall& call, const Parents<Customer>& customers) {
  const auto& request = call.app<ApiRequest>();
  const auto ids = distinct_ids<CustomerId>(customers, [](const Customer& c) { return c.id; });
  std::map<CustomerId, std::vector<ApiDocument>> by_customer;
  for (const UploadedFile& file : request.read([&](SqlReader& reader) { return read_files_of_customers(reader, request.partner(), ids); })) {
    if (file.customer) by_customer[*file.customer].push_back(api_document(file));
  }
  graphql::Lists<ApiDocument> lists(customers.size());
  for (std::size_t i = 0; i < customers.size(); ++i) lists.set(i, by_customer[customers[i].id]);
  return lists;
}

graphql::Lists<ApiDocument> documents_of_contracts(const FieldCall& call, const Parents<Contract>& contracts) {
  const auto& request = call.app<ApiRequest>();
  const auto ids = distinct_ids<ContractId>(contracts, [](const Contract& c) { return c.id; });
  const auto subjects = distinct_ids<std::string>(contracts, [](const Contract& c) { return c.id.text(); });
  std::map<std::string, std::vector<ApiDocument>> by_contract;
  for (const IssuedDocument& issued : request.read([&](SqlReader& reader) { return contracting::documents_of_contracts(reader, request.partner(), std::span<const ContractId>(ids)); })) {
    by_contract[issued.subject].push_back(api_document(issued));
  }
  for (const UploadedFile& file : request.read([&](SqlReader& reader) { return read_files_of_subjects(reader, request.partner(), subjects); })) {
    by_contract[file.subject].push_back(api_document(file));
  }
  graphql::Lists<ApiDocument> lists(contracts.size());
  for (std::size_t i = 0; i < contracts.size(); ++i) lists.set(i, by_contract[contracts[i].id.text()]);
  return lists;
}

void bind_documents(graphql::Resolvers& resolvers, QueryResolvers& query) {
  resolvers.object<ApiDocument>("Document")
      .field("id", &ApiDocument::id)
      .field("kind", [](const ApiDocument& d) { return graphql::EnumName{d.is_issued ? "ISSUED" : d.is_signed ? "SIGNED" : "UPLOADED"}; })
      .field("purpose", &ApiDocument::purpose)
      .field("fileName", &ApiDocument::file_name)
      .field("contentType", &ApiDocument::content_type)
      .field("sizeBytes", &ApiDocument::size_bytes)
      .field("pages", &ApiDocument::pages)
      .field("sha256", &ApiDocument::sha256)
      .field("version", &ApiDocument::version)
      .field("contentUrl", [](const ApiDocument& d) { return fmt::format("/v1/documents/{}/content", d.id); })
      .field("createdAt", &ApiDocument::created_at);
  query.child("document", [](const graphql::Root&, const FieldCall& call) { return find_api_document(call.app<ApiRequest>(), call.arguments().text("id")); });
}

void bind_document_mutations(graphql::Resolvers& resolvers, QueryResolvers& mutation) {
  payload<UploadPayload>(resolvers, "UploadDocumentPayload").child("document", [](const UploadPayload& p) -> const std::optional<ApiDocument>& { return p.value; });
  mutation.child("uploadDocument", upload_document);
}

}  // namespace switchyard::contracting
