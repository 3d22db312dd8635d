// /v1/documents: uploads for stacks without GraphQL's multipart requests, and the bytes of every document. A partner sees its own alone.
//
//   POST /v1/documents                multipart/form-data: file, purpose, customerId?, subjectId?     contracts:write
//   GET  /v1/documents                ?purpose ?customerId ?subjectId ?limit ?cursor                  documents:read    uploads, the newest first
//   GET  /v1/documents/{id}           documents:read    uploaded (fil_) or issued
//   GET  /v1/documents/{id}/content   documents:read    the bytes, as an attachment
#pragma once

#include <functional>
#include <vector>

#include "access/authenticator.hpp"
#include "contracting/files/document_source.hpp"
#include "contracting/party_desk.hpp"
#include "http/router.hpp"
#include "outbox/idempotency.hpp"
#include "ports/environment.hpp"

namespace switchyard::contracting {

// All outlive it. `sources` have every kind of document, UploadedDocuments among them.
struct DocumentDesk {
  Database& database;
  PartyDesk parties;
  outbox::IdempotentWrites* writes = nullptr;  // Of the same database; null: keys are not looked at.
  std::vector<const DocumentSource*> sources;
};
using DocumentDeskOf = std::function<DocumentDesk(EnvironmentName)>;

inline constexpr std::size_t kUploadFormSizeMax = 20u * 1024 * 1024 + 64 * 1024;

// `authenticator` must outlive the router.
void add_document_routes(http::Router& router, const access::Authenticator& authenticator, DocumentDeskOf desk_of);

// The handlers alone, for tests.
[[nodiscard]] http::Response upload_document_route(const access::Caller& caller, const http::Request& request, const DocumentDesk& desk);
[[nodiscard]] http::Response list_documents_route(const access::Caller& caller, const http::Request& request, const DocumentDesk& desk);
[[nodiscard]] http::Response get_document_route(const access::Caller& caller, const http::Request& request, const DocumentDesk& desk);
[[nodiscard]] http::Response document_content_route(const access::Caller& caller, const http::Request& request, const DocumentDesk& desk);

}  // namespace switchyard::contracting
