// Bytes: the documents as they are now, what was adopted, the finished file, the account's picture.
#include <fmt/format.h>

#include "esign/accounts/account_desk.hpp"
#include "esign/ceremony/act.hpp"
#include "esign/ceremony/rest_call.hpp"
#include "esign/ceremony/rest_problem.hpp"
#include "esign/ceremony/rest_session_routes.hpp"
#include "esign/ceremony/signing.hpp"
#include "esign/envelopes/envelope_store.hpp"
#include "esign/envelopes/finished_documents.hpp"
#include "http/byte_range.hpp"
#include "http/query_reader.hpp"

namespace switchyard::esign {
namespace {

constexpr int kRetrySeconds = 2;

http::Response bytes_answer(std::string content_type, std::string bytes) {
  http::Response response;
  response.content_type = std::move(content_type);
  response.body = std::move(bytes);
  response.compressible = false;
  return response;
}

// One range, where it is asked for.
http::Response pdf_answer(std::string bytes, const http::Request& request) {
  http::Response response = bytes_answer("application/pdf", std::move(bytes));
  response.set_header("accept-ranges", "bytes");
  const auto header = request.header("range");
  if (!header) return response;
  const std::size_t size = response.body.size();
  const http::RangeReading reading = http::read_range(*header, size);
  if (reading.verdict == http::RangeVerdict::unsatisfiable) {
    response.status = 416;
    response.body.clear();
    response.set_header("content-range", fmt::format("bytes */{}", size));
  } else if (reading.verdict == http::RangeVerdict::satisfiable) {
    response.status = 206;
    response.body = response.body.substr(reading.range.first, reading.range.last - reading.range.first + 1);
    response.set_header("content-range", fmt::format("bytes {}-{}/{}", reading.range.first, reading.range.last, size));
  }
  return response;
}

http::Response not_ready() {
  http::Response response = http::json(202, fmt::format("{{\"retryAfterSeconds\":{}}}", kRetrySeconds));
  response.set_header("retry-after", std::to_string(kRetrySeconds));
  return response;
}

std::optional<Refusal> why_not_read(const Standing& standing) {
  if (standing.may_read()) return std::nullopt;
  auto refused = why_not(standing);
  return refused ? std::move(*refused) : refusal(ErrorKind::not_found, "document_not_found", standing.session.language);
}

bool is_signed_by_anyone(const Envelope& envelope) {
  for (const Recipient& recipient : envelope.recipients) {
    if (recipient.signs() && recipient.status == RecipientStatus::completed) return true;
  }
  return false;
}

// As DOCUMENT_NOT_READY says: the seal is on its way.
http::Response download_answer(const Bearer& bearer, const Standing& standing, std::string_view what, const http::Request& request, bool is_attachment) {
  const auto file = download(bearer.ceremony->service, standing.envelope, what);
  if (!file && file.error().kind == ErrorKind::unavailable) return not_ready();
  if (!file) return problem_of(refusal(ErrorKind::not_found, "document_not_found", standing.session.language), request);
  http::Response response = pdf_answer(file->bytes, request);
  if (is_attachment) {
    std::string name;
    for (const char c : file->file_name) name += static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || static_cast<unsigned char>(c) >= 0x7f ? '_' : c;
    response.set_header("content-disposition", fmt::format("attachment; filename=\"{}\"", name));
  }
  return response;
}

http::Response document_route(const Bearer& bearer, const http::Request& request) {
  auto standing = extend(*bearer.ceremony, bearer.secret_sha256);
  if (!standing) return problem_of(standing.refusal(), request);
  if (auto refused = why_not_read(*standing)) return problem_of(*refused, request);
  const Document* document = standing->envelope.document(request.path_captures.at(0));
  if (document == nullptr) return problem_of(refusal(ErrorKind::not_found, "document_not_found", standing->session.language), request);
  if (is_signed_by_anyone(standing->envelope)) return download_answer(bearer, *standing, document->document_id, request, false);
  // Nobody has placed anything: the file as it came, without work.
  std::optional<std::string> bytes;
  bearer.ceremony->service.database.read([&](SqlReader& reader) { bytes = document_bytes(reader, standing->envelope.id, document->document_id); });
  if (!bytes) return problem_of(refusal(ErrorKind::not_found, "document_not_found", standing->session.language), request);
  return pdf_answer(std::move(*bytes), request);
}

http::Response download_route(const Bearer& bearer, const http::Request& request) {
  auto query = http::QueryReader::of(request);
  if (!query) return http::problem(query.error(), request);
  const bool is_certificate = query->optional_one_of("what", {"combined", "certificate"}).value_or(0) == 1;
  if (auto done = query->finish(); !done) return http::problem(done.error(), request);
  auto standing = extend(*bearer.ceremony, bearer.secret_sha256);
  if (!standing) return problem_of(standing.refusal(), request);
  if (auto refused = why_not_read(*standing)) return problem_of(*refused, request);
  if (is_certificate && standing->envelope.status != EnvelopeStatus::completed) return not_ready();
  return download_answer(bearer, *standing, is_certificate ? "certificate" : "combined", request, true);
}

// A drawn one as lines of a box of 1000 by 1000, stretched to its place as the stamp is.
std::string svg_of(const documents::StampInk& ink) {
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1000 1000\" width=\"440\" height=\"120\" preserveAspectRatio=\"none\">";
  for (const documents::StampStroke& stroke : ink.strokes) {
    svg += fmt::format("<polyline fill=\"none\" stroke=\"{}\" stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\" vector-effect=\"non-scaling-stroke\" points=\"", ink.color);
    for (const auto& [x, y] : stroke.points) svg += fmt::format("{},{} ", x, y);
    svg += "\"/>";
  }
  return svg + "</svg>";
}

http::Response signature_answer(const Bearer& bearer, const http::Request& request, bool is_initials) {
  auto standing = extend(*bearer.ceremony, bearer.secret_sha256);
  if (!standing) return problem_of(standing.refusal(), request);
  if (auto refused = why_not_read(*standing)) return problem_of(*refused, request);
  std::optional<AdoptedSignature> adopted;
  bearer.ceremony->service.database.read([&](SqlReader& reader) { adopted = find_adopted(reader, standing->envelope.id, standing->recipient.guid); });
  const MarkInk* ink = adopted ? (is_initials ? &adopted->adoption.initials : &adopted->adoption.signature) : nullptr;
  if (ink != nullptr) {
    if (const auto* image = std::get_if<documents::Image>(ink)) return bytes_answer("image/png", image->png);
    if (const auto* drawn = std::get_if<documents::StampInk>(ink)) return bytes_answer("image/svg+xml", svg_of(*drawn));
  }
  return problem_of(refusal(ErrorKind::not_found, "document_not_found", standing->session.language), request);
}

// The one thing an <img> asks for itself; the session's name is all that it needs to show whose page it is.
http::Response logo_route(const Ceremonies& ceremonies, const http::Request& request) {
  auto query = http::QueryReader::of(request);
  if (!query) return http::problem(query.error(), request);
  const std::string session_id = query->text("session", {.size_max = kTokenTextMax});
  if (auto done = query->finish(); !done) return http::problem(done.error(), request);
  std::string png;
  if (const Ceremony* ceremony = ceremony_of(ceremonies, session_id)) {
    ceremony->service.database.read([&](SqlReader& reader) {
      png.clear();
      const auto session = find_session(reader, session_id);
      const auto account = session ? find_account(reader, session->account) : std::nullopt;
      if (account) png = account->settings.logo_png;
    });
  }
  http::Response response = png.empty() ? problem_of(refusal(ErrorKind::not_found, "document_not_found", "en"), request) : bytes_answer("image/png", std::move(png));
  set_api_headers(response);
  return response;
}

}  // namespace

void add_file_routes(http::Router& router, const Ceremonies& ceremonies) {
  const auto add = [&](std::string name, BearerHandler handler, std::vector<std::string> answers) {
    router.add({.method = http::Method::get, .pattern = "/esign/signing/api/" + name, .handler = with_bearer(ceremonies, std::move(handler)), .answers = std::move(answers)});
  };
  add("documents/{documentId}", document_route, {"application/pdf"});
  add("download", download_route, {"application/pdf"});
  add("signature", [](const Bearer& bearer, const http::Request& request) { return signature_answer(bearer, request, false); }, {"image/png", "image/svg+xml"});
  add("signature/initials", [](const Bearer& bearer, const http::Request& request) { return signature_answer(bearer, request, true); }, {"image/png", "image/svg+xml"});
  router.add({.method = http::Method::get, .pattern = "/esign/signing/api/logo", .handler = [ceremonies](const http::Request& request) { return logo_route(ceremonies, request); },
              .answers = {"image/png"}});
}

}  // namespace switchyard::esign
