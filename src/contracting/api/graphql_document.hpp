// Documents as the API shows them: files that were uploaded and papers that were issued, in one shape.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "contracting/api/graphql_lookup.hpp"
#include "contracting/api/graphql_request.hpp"
#include "contracting/contracts/contract.hpp"
#include "contracting/customers/customer.hpp"
#include "contracting/files/uploaded_file.hpp"

namespace switchyard::contracting {

struct ApiDocument {
  std::string id;
  bool is_issued = false;
  bool is_signed = false;
  std::string purpose;
  std::string file_name;
  std::string content_type;
  std::int64_t size_bytes = 0;
  std::optional<std::int64_t> pages = {};
  std::string sha256;
  std::optional<std::int64_t> version = {};
  Instant created_at{};
};

[[nodiscard]] ApiDocument api_document(const UploadedFile& file);
// An uploaded file or an issued paper of the caller's; nothing where there is none, or where it was deleted.
[[nodiscard]] std::optional<ApiDocument> find_api_document(const ApiRequest& request, const std::string& id);

// One uploaded file for each parent.
template <class Parent, class IdOf>
graphql::Ones<std::shared_ptr<const ApiDocument>> files_by_id(const graphql::FieldCall& call, const graphql::Parents<Parent>& parents, IdOf id_of) {
  const auto& request = call.app<ApiRequest>();
  std::map<FileId, std::shared_ptr<const ApiDocument>> found;
  std::vector<FileId> ids;
  for (const Parent& parent : parents) {
    if (const std::optional<FileId> id = id_of(parent)) ids.push_back(*id);
  }
  if (!ids.empty()) {
    for (const UploadedFile& file : request.read([&](SqlReader& reader) { return read_files(reader, request.partner(), ids); })) {
      found[file.id] = std::make_shared<const ApiDocument>(api_document(file));
    }
  }
  graphql::Ones<std::shared_ptr<const ApiDocument>> ones(parents.size());
  for (std::size_t i = 0; i < parents.size(); ++i) {
    const std::optional<FileId> id = id_of(parents[i]);
    if (id && found.contains(*id)) ones.set(i, found[*id]);
  }
  return ones;
}

[[nodiscard]] graphql::Lists<ApiDocument> documents_of_customers(const graphql::FieldCall& call, const graphql::Parents<Customer>& customers);
[[nodiscard]] graphql::Lists<ApiDocument> documents_of_contracts(const graphql::FieldCall& call, const graphql::Parents<Contract>& contracts);

}  // namespace switchyard::contracting
