#include "pricing/intake/rest_intake.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "http/json_writer.hpp"
#include "http/multipart_form.hpp"
#include "http/query_reader.hpp"
#include "outbox/idempotency.hpp"
#include "pricing/intake/arrival_store.hpp"
#include "pricing/sheets/digest_bytes.hpp"

namespace switchyard::pricing {
namespace {

using access::Scope;

constexpr std::size_t kNameSizeMax = 200;
constexpr std::int64_t kPageSizeMax = 200;
constexpr std::int64_t kPageSizeDefault = 50;

struct Upload {
  std::string file_name;
  std::string bytes;
};

Result<Upload> upload_of(const http::Request& request, const std::optional<std::string>& named) {
  const std::string_view type = request.header("content-type").value_or(std::string_view());
  if (!http::is_multipart_form(type)) {
    if (!named) return invalid_field("fileName", "missing", "is needed beside a body that is the file itself");
    if (request.body.empty()) return Error{.kind = ErrorKind::invalid, .code = "file_missing", .message = "The body is empty; it must be the file."};
    return Upload{*named, request.body};
  }
  const auto parts = http::parse_multipart_form(type, request.body);
  if (!parts) return parts.error();
  const auto is_file = [](const http::FormPart& part) { return part.name == "file"; };
  if (std::ranges::count_if(*parts, is_file) != 1) {
    return Error{.kind = ErrorKind::invalid, .code = "file_missing", .message = "The form must have one part \"file\" with the file."};
  }
  const http::FormPart& file = *std::ranges::find_if(*parts, is_file);
  const std::string name = named.value_or(file.file_name);
  if (name.empty()) return invalid_field("fileName", "missing", "is needed where the form's part names no file");
  return Upload{name.substr(0, kNameSizeMax), std::string(file.body)};
}

std::string reports_json(const std::vector<ImportReport>& reports) {
  std::string text = R"({"items":[)";
  for (const ImportReport& report : reports) text += (&report == reports.data() ? "" : ",") + json_of(report);
  return text + "]}";
}

http::Response import_upload(const IntakeDesk& desk, IncomingPiece piece, const http::Request& request) {
  const auto reports = take_in(desk.imports, *desk.market, std::move(piece));
  if (!reports) return http::problem(reports.error(), request);
  return http::json(200, reports_json(*reports));
}

// An import has transactions of its own, so the key is begun before it and completed after it. Where the node dies between them the
// key runs out, and the same request imports again: the file is known by its hash and gives its sheet once more.
http::Response import_keyed(const IntakeDesk& desk, IncomingPiece piece, const http::Request& request, const outbox::KeyedRequest& keyed) {
  outbox::KeyState state;
  desk.imports.database.write([&](SqlTransaction& transaction) {
    state = outbox::begin_keyed(transaction, keyed, desk.security_clock.now());
    return true;
  });
  if (const auto* replay = std::get_if<outbox::KeyReplay>(&state)) {
    http::Response response = http::json(replay->answer.status, replay->answer.body);
    response.content_type = replay->answer.headers;
    response.set_header("idempotency-replayed", "true");
    return response;
  }
  if (std::holds_alternative<outbox::KeyRunning>(state)) {
    http::Response response = http::problem({ErrorKind::conflict, "idempotency_key_in_use", "A request with this Idempotency-Key is running."}, request);
    response.set_header("retry-after", "1");
    return response;
  }
  if (std::holds_alternative<outbox::KeyMismatch>(state)) {
    return http::problem({ErrorKind::unprocessable, "idempotency_key_reused", "This Idempotency-Key was used for another request."}, request);
  }
  const outbox::KeyFresh fresh = std::get<outbox::KeyFresh>(state);
  const http::Response response = import_upload(desk, std::move(piece), request);
  desk.imports.database.write([&](SqlTransaction& transaction) {
    if (response.status >= 500) {
      outbox::abandon_keyed(transaction, keyed, fresh);
    } else {
      outbox::complete_keyed(transaction, keyed, fresh, {response.status, response.content_type, response.body}, desk.security_clock.now());
    }
    return true;
  });
  return response;
}

void write_arrival(http::JsonWriter& json, const Arrival& arrival) {
  json.begin_object().plain_member("id", arrival.id.text()).plain_member("channel", text_of(arrival.channel)).member("origin", arrival.origin);
  json.member("file", arrival.file_name).member("sizeBytes", arrival.size_bytes).member("sha256", arrival.sha256).member("outcome", arrival.outcome);
  json.member_or_null("sheetId", arrival.sheet ? arrival.sheet->text() : std::string());
  json.member("supplier", arrival.supplier).member("reason", arrival.reason).member("arrivedAt", arrival.arrived_at).end_object();
}

}  // namespace

http::Response upload_route(const IntakeDesk& desk, const std::string& actor, const http::Request& request) {
  auto query = http::QueryReader::of(request);
  if (!query) return http::problem(query.error(), request);
  const auto named = query->optional_text("fileName", {.size_max = kNameSizeMax});
  const std::string supplier = query->optional_text("supplier", {.size_max = 64}).value_or("");
  const std::string layout = query->optional_text("layout", {.size_max = 64}).value_or("");
  if (const auto done = query->finish(); !done) return http::problem(done.error(), request);
  auto upload = upload_of(request, named);
  if (!upload) return http::problem(upload.error(), request);
  IncomingPiece piece{.channel = Channel::upload, .origin = actor, .file_name = std::move(upload->file_name), .bytes = std::move(upload->bytes), .supplier = supplier,
                      .layout = layout, .actor = actor};
  const auto header = request.header("idempotency-key");
  if (!header) return import_upload(desk, std::move(piece), request);
  auto key = outbox::IdempotencyKey::parse(*header);
  if (!key) return http::problem(key.error(), request);
  const std::string whole = fmt::format("POST {} {} {} {}\n{}", request.path, piece.file_name, supplier, layout, desk.imports.digest.sha256_hex(piece.bytes));
  return import_keyed(desk, std::move(piece), request, {actor, *std::move(key), sha256_bytes(desk.imports.digest, whole)});
}

http::Response list_arrivals_route(const IntakeDesk& desk, const http::Request& request) {
  auto query = http::QueryReader::of(request);
  if (!query) return http::problem(query.error(), request);
  ArrivalFilter filter;
  filter.channel = query->optional("channel", parse_channel);
  filter.outcome = query->optional_text("outcome", {.size_max = 32}).value_or("");
  filter.before = query->optional("cursor", ArrivalId::parse);
  const std::int64_t limit = query->optional_integer("limit", 1, kPageSizeMax).value_or(kPageSizeDefault);
  if (const auto done = query->finish(); !done) return http::problem(done.error(), request);
  filter.limit = limit + 1;  // One more tells whether there is a next page.
  std::vector<Arrival> arrivals;
  desk.imports.database.read([&](SqlReader& reader) { arrivals = list_arrivals(reader, filter); });
  const bool is_more = arrivals.size() > static_cast<std::size_t>(limit);
  if (is_more) arrivals.pop_back();
  http::JsonWriter json(4096);
  json.begin_object().key("items").begin_array();
  for (const Arrival& arrival : arrivals) write_arrival(json, arrival);
  json.end_array().key("nextCursor");
  if (is_more) json.plain(arrivals.back().id.text());
  if (!is_more) json.null();
  json.end_object();
  return http::json(200, std::move(json).text());
}

void add_intake_routes(http::Router& router, const access::Authenticator& authenticator, IntakeDeskOf desk_of) {
  router.add({.method = http::Method::post,
              .pattern = "/v1/sheets",
              .handler = authenticator.require({Scope::operator_prices},
                                               [desk_of](const access::Caller& caller, const http::Request& request) {
                                                 return upload_route(desk_of(caller.environment), caller.application_id.text(), request);
                                               }),
              .body_size_max = workbook::Limits{}.file_size_max,
              .content_types = {}});
  router.add({.method = http::Method::get,
              .pattern = "/v1/arrivals",
              .handler = authenticator.require({Scope::operator_prices}, [desk_of](const access::Caller& caller, const http::Request& request) {
                return list_arrivals_route(desk_of(caller.environment), request);
              })});
}

}  // namespace switchyard::pricing
