#include "esign/envelopes/finished_documents.hpp"
#include "esign/envelopes/sender_acts.hpp"
#include "esign/esign_refusal.hpp"
#include "esign/rest/definition_json.hpp"
#include "esign/rest/envelope_json.hpp"
#include "esign/rest/esign_answer.hpp"
#include "esign/rest/esign_routes.hpp"
#include "esign/rest/wire_value.hpp"
#include "http/json_writer.hpp"
#include "workbook/zip_writer.hpp"
#include "values/base64.hpp"

namespace switchyard::esign {
namespace {

http::Response list_answer(const Envelope& envelope) {
  http::JsonWriter json(2048);
  write_documents(json, envelope);
  return answer(200, std::move(json).text());
}

http::Response list(const Call& call) {
  const auto envelope = envelope_of(call);
  return envelope ? list_answer(*envelope) : refusal(envelope.error());
}

http::Response sent_file(const Call& call, std::string content_type, std::string bytes, std::string_view name) {
  if (lower_case(call.query.text("encoding")) != "base64") return file_answer(std::move(content_type), std::move(bytes), name);
  http::Response response = file_answer(std::move(content_type), encode_base64(bytes), name);
  response.set_header("content-transfer-encoding", "base64");
  return response;
}

http::Response archive(const Call& call, const Envelope& envelope) {
  const auto files = download_all(call.service, envelope);
  if (!files) return refusal(files.error());
  workbook::ZipWriter zip;
  for (const DownloadedFile& file : *files) zip.add(file.file_name, file.bytes);
  return sent_file(call, "application/zip", std::move(zip).finish(), "envelope.zip");
}

// "portfolio" is one PDF as well: the combined file with its certificate.
http::Response download_one(const Call& call) {
  const auto envelope = envelope_of(call);
  if (!envelope) return refusal(envelope.error());
  const std::string& wanted = call.capture(1);
  if (wanted == "archive") return archive(call, *envelope);
  const bool is_portfolio = wanted == "portfolio";
  DownloadChoice choice;
  if (is_portfolio || !call.query.text("certificate").empty()) choice.with_certificate = is_portfolio || call.query.flag("certificate");
  auto file = download(call.service, *envelope, is_portfolio ? std::string_view("combined") : std::string_view(wanted), choice);
  if (!file) return refusal(file.error());
  return sent_file(call, "application/pdf", std::move(file->bytes), file->file_name);
}

http::Response put_many(const Call& call) {
  const auto id = envelope_id_of(call);
  if (!id) return refusal(id.error());
  const auto body = parse_body(call.request.body);
  if (!body) return refusal(body.error());
  const auto documents = parse_documents(*body);
  if (!documents) return refusal(documents.error());
  const auto envelope = put_documents(call.service, call.sender(), *id, *documents);
  return envelope ? list_answer(*envelope) : refusal(envelope.error());
}

// updateDocument: the body is the file.
http::Response put_one(const Call& call) {
  const auto former = envelope_of(call);
  if (!former) return refusal(former.error());
  NewDocument document{.document_id = call.capture(1), .name = "Document " + call.capture(1), .file_extension = "pdf", .bytes = call.request.body, .order = 0};
  if (const Document* known = former->document(document.document_id)) {
    document.name = known->name;
    document.order = known->order;
  }
  const auto envelope = put_documents(call.service, call.sender(), former->id, {document});
  return envelope ? list_answer(*envelope) : refusal(envelope.error());
}

http::Response remove_many(const Call& call) {
  const auto id = envelope_id_of(call);
  if (!id) return refusal(id.error());
  const auto body = parse_body(call.request.body);
  if (!body) return refusal(body.error());
  std::vector<std::string> ids;
  for (const http::JsonValue* document : objects_of(*body, "documents")) ids.push_back(word_of(*document, "documentId"));
  const auto envelope = delete_documents(call.service, call.sender(), *id, ids);
  return envelope ? list_answer(*envelope) : refusal(envelope.error());
}

}  // namespace

void add_document_routes(http::Router& router, const FacePointer& face) {
  const EsignGate& gate = face->gate;
  gate.add(router, http::Method::get, "/envelopes/{envelopeId}/documents", list);
  gate.add(router, http::Method::put, "/envelopes/{envelopeId}/documents", put_many, {"application/json"});
  gate.add(router, http::Method::del, "/envelopes/{envelopeId}/documents", remove_many, {"application/json"});
  gate.add(router, http::Method::get, "/envelopes/{envelopeId}/documents/{documentId}", download_one);
  gate.add(router, http::Method::put, "/envelopes/{envelopeId}/documents/{documentId}", put_one, {"application/pdf", "application/octet-stream"});
}

}  // namespace switchyard::esign
