#include "contracting/files/rest_documents.hpp"

#include <fmt/format.h>

#include "contracting/files/rest_upload_form.hpp"
#include "contracting/files/uploaded_file.hpp"
#include "pricing/sheets/rest_keyed_write.hpp"
#include "http/json_writer.hpp"
#include "http/no_parameters.hpp"
#include "http/query_reader.hpp"

namespace switchyard::contracting {
namespace {

constexpr std::int64_t kDocumentPageSizeMax = 200;
constexpr std::int64_t kDocumentPageSizeDefault = 50;
constexpr std::size_t kIdSizeMax = 64;

void write_document(http::JsonWriter& json, const DocumentView& document) {
  json.begin_object().plain_member("id", document.id).plain_member("kind", document.kind).plain_member("purpose", document.purpose);
  json.member("fileName", document.file_name).member("contentType", document.media_type).member("sizeBytes", document.size_bytes);
  json.member("pages", document.page_count).plain_member("sha256", document.sha256).member("version", document.version);
  json.member_or_null("customerId", document.customer_id).member_or_null("subjectId", document.subject_id);
  json.member("contentUrl", fmt::format("/v1/documents/{}/content", document.id)).member("createdAt", document.created_at);
  json.end_object();
}

std::string document_json(const DocumentView& document) {
  http::JsonWriter json;
  write_document(json, document);
  return std::move(json).text();
}

struct FoundDocument {
  DocumentView view;
  const DocumentSource* source = nullptr;
};

// An id that cannot be one names nothing.
Result<FoundDocument> find_document(const access::Caller& caller, const http::Request& request, const DocumentDesk& desk) {
  if (auto none = http::takes_no_parameters(request); !none) return std::move(none).error();
  ENSURE(!request.path_captures.empty());
  const std::string& id = request.path_captures.front();
  std::optional<FoundDocument> found;
  desk.database.read([&](SqlReader& reader) {
    for (const DocumentSource* source : desk.sources) {
      if (auto view = source->find(reader, caller.partner_id, id); view && !found) found = FoundDocument{std::move(*view), source};
    }
  });
  if (found) return std::move(*found);
  return Error{ErrorKind::not_found, "document_not_found", "There is no document of this id."};
}

// RFC 6266 with RFC 8187: the name as it is, and a plain one for clients of old. Always an attachment: nothing that partners uploaded is ever shown by a
// browser in this origin.
std::string disposition_of(const std::string& file_name) {
  std::string plain;
  std::string encoded;
  for (const char c : file_name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_simple = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || c == '.' || c == '-' || c == '_';
    plain += is_simple || c == ' ' ? c : '_';
    encoded += is_simple ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain, encoded);
}

}  // namespace

http::Response upload_document_route(const access::Caller& caller, const http::Request& request, const DocumentDesk& desk) {
  if (auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  const auto form = parse_upload_form(request);
  if (!form) return http::problem(form.error(), request);
  const auto upload = judge_upload(desk.parties, form->bytes);
  if (!upload) return http::problem(upload.error(), request);
  // The same upload again has another boundary: what it is made of is told by its parts.
  const std::string identity = fmt::format("{}\n{}\n{}\n{}\n{}", text_of(form->file.purpose), form->file.name, form->file.customer ? form->file.customer->text() : "",
                                           form->file.subject, upload->sha256);
  const pricing::KeyedDesk keyed{.database = desk.database, .writes = desk.writes, .digest = &desk.parties.digest};
  return pricing::write_keyed(keyed, caller.application_id.text(), request, identity, [&](SqlTransaction& transaction) {
    const auto file = store_file(transaction, desk.parties, actor_of(caller), form->file, *upload);
    if (!file) return http::problem(file.error(), request);
    return http::json(201, document_json(document_view(*file)));
  });
}

http::Response list_documents_route(const access::Caller& caller, const http::Request& request, const DocumentDesk& desk) {
  auto query = http::QueryReader::of(request);
  if (!query) return http::problem(query.error(), request);
  FileFilter filter;
  PageWindow window;
  filter.purpose = query->optional("purpose", parse_file_purpose);
  filter.customer = query->optional("customerId", CustomerId::parse);
  filter.subject = query->optional_text("subjectId", {.size_max = kIdSizeMax}).value_or("");
  window.after = query->optional("cursor", parse_cursor);
  window.size = query->optional_integer("limit", 1, kDocumentPageSizeMax).value_or(kDocumentPageSizeDefault);
  if (const auto done = query->finish(); !done) return http::problem(done.error(), request);
  std::optional<Result<Page<UploadedFile>>> page;
  desk.database.read([&](SqlReader& reader) { page.emplace(list_files(reader, caller.partner_id, filter, window)); });
  if (!*page) return http::problem(page->error(), request);
  http::JsonWriter json(4096);
  json.begin_object().key("items").begin_array();
  for (const UploadedFile& file : (*page)->rows) write_document(json, document_view(file));
  json.end_array().key("nextCursor");
  if ((*page)->has_next) json.plain((*page)->cursors.back());
  else json.null();
  json.end_object();
  return http::json(200, std::move(json).text());
}

http::Response get_document_route(const access::Caller& caller, const http::Request& request, const DocumentDesk& desk) {
  const auto found = find_document(caller, request, desk);
  if (!found) return http::problem(found.error(), request);
  return http::json(200, document_json(found->view));
}

http::Response document_content_route(const access::Caller& caller, const http::Request& request, const DocumentDesk& desk) {
  const auto found = find_document(caller, request, desk);
  if (!found) return http::problem(found.error(), request);
  const auto read_part = [&database = desk.database, partner = caller.partner_id, found = *found](std::int64_t part) {
    std::optional<std::string> bytes;
    database.read([&](SqlReader& reader) { bytes = found.source->read_part(reader, partner, found.view, part); });
    return bytes;
  };
  auto first = read_part(0);
  if (!first) return http::problem({ErrorKind::not_found, "document_not_found", "The document's bytes are gone."}, request);
  http::Response response;
  response.content_type = found->view.media_type;
  response.compressible = false;
  response.set_header("content-disposition", disposition_of(found->view.file_name));
  response.set_header("x-content-type-options", "nosniff");
  response.set_header("content-security-policy", "default-src 'none'; sandbox");
  response.set_header("cache-control", "private, no-cache");
  response.set_header("etag", fmt::format("\"{}\"", found->view.sha256));
  if (static_cast<std::int64_t>(first->size()) == found->view.size_bytes) {
    response.body = *std::move(first);
    return response;
  }
  response.stream = [read_part, ready = std::move(first), part = std::int64_t{0}](std::string& piece) mutable {
    if (!ready) return false;
    piece += *ready;
    ready = read_part(++part);
    return ready.has_value();
  };
  return response;
}

void add_document_routes(http::Router& router, const access::Authenticator& authenticator, DocumentDeskOf desk_of) {
  using Work = http::Response (*)(const access::Caller&, const http::Request&, const DocumentDesk&);
  const auto with_desk = [&desk_of](Work work) {
    return [desk_of, work](const access::Caller& caller, const http::Request& request) { return work(caller, request, desk_of(caller.environment)); };
  };
  const auto read = [&](std::string pattern, Work work, std::vector<std::string> answers) {
    router.add({.method = http::Method::get, .pattern = std::move(pattern), .handler = authenticator.require({access::Scope::documents_read}, with_desk(work)),
                .answers = std::move(answers)});
  };
  router.add({.method = http::Method::post, .pattern = "/v1/documents", .handler = authenticator.require({access::Scope::contracts_write}, with_desk(upload_document_route)),
              .body_size_max = kUploadFormSizeMax,
              .content_types = {"multipart/form-data"}});
  read("/v1/documents", list_documents_route, {"application/json"});
  read("/v1/documents/{id}", get_document_route, {"application/json"});
  read("/v1/documents/{id}/content", document_content_route, {});
}

}  // namespace switchyard::contracting
