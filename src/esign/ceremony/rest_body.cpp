#include "esign/ceremony/rest_body.hpp"

#include "http/json_body.hpp"

namespace switchyard::esign {
namespace {

constexpr std::size_t kIdSizeMax = 64;

void read_values(http::JsonObject& in, TypedValues& values) {
  const http::JsonValue* member = in.value("values");
  if (member == nullptr) return;
  if (member->kind != http::JsonValue::Kind::object || member->members.size() > kValuesMax) {
    in.refuse("values", "invalid_type", "must be an object of at most 3000 fields: tab id and value");
    return;
  }
  for (const http::JsonMember& value : member->members) {
    // A character has at most four bytes; the tab's own limit is the domain's matter.
    if (value.value.kind != http::JsonValue::Kind::text || value.value.text.size() > kValueSizeMax * 4 || value.value.text.find('\0') != std::string::npos) {
      in.refuse("values", "invalid_value", "must hold texts of at most 4000 characters");
      return;
    }
    values[value.name] = value.value.text;
  }
}

std::optional<Viewed> read_reading(http::JsonObject& in) {
  auto reading = in.optional_object("reading");
  if (!reading) return std::nullopt;
  return Viewed{.document_id = reading->text("documentId", {.size_max = kIdSizeMax}), .page = reading->integer("page", 1, 100'000)};
}

}  // namespace

Result<DraftBody> parse_draft(const http::Request& request) {
  auto body = http::JsonBody::parse(request.body);
  if (!body) return std::move(body).error();
  http::JsonObject in = body->object();
  DraftBody draft;
  read_values(in, draft.values);
  draft.reading = read_reading(in);
  if (auto done = body->finish(); !done) return std::move(done).error();
  return draft;
}

Result<FinishBody> parse_finish(const http::Request& request) {
  auto body = http::JsonBody::parse(request.body);
  if (!body) return std::move(body).error();
  http::JsonObject in = body->object();
  FinishBody finish{.key = in.text("key", {.size_min = 8, .size_max = 64}), .values = {}};
  read_values(in, finish.values);
  if (auto done = body->finish(); !done) return std::move(done).error();
  return finish;
}

Result<TypedValues> parse_values(const http::Request& request) {
  auto body = http::JsonBody::parse(request.body.empty() ? std::string_view("{}") : std::string_view(request.body));
  if (!body) return std::move(body).error();
  http::JsonObject in = body->object();
  TypedValues values;
  read_values(in, values);
  if (auto done = body->finish(); !done) return std::move(done).error();
  return values;
}

Result<Viewed> parse_viewed(const http::Request& request) {
  auto body = http::JsonBody::parse(request.body);
  if (!body) return std::move(body).error();
  http::JsonObject in = body->object();
  Viewed viewed{.document_id = in.text("documentId", {.size_max = kIdSizeMax}), .page = in.integer("page", 1, 100'000), .to_end = in.optional_boolean("toEnd").value_or(false)};
  if (auto done = body->finish(); !done) return std::move(done).error();
  return viewed;
}

Result<NewPerson> parse_person(const http::Request& request) {
  auto body = http::JsonBody::parse(request.body);
  if (!body) return std::move(body).error();
  http::JsonObject in = body->object();
  NewPerson person{.name = in.text("name", {.size_max = 100}), .email = in.text("email", {.size_max = 254}),
                   .reason = in.optional_text("reason", {.size_min = 0, .size_max = 500, .multiline = true}).value_or("")};
  if (auto done = body->finish(); !done) return std::move(done).error();
  return person;
}

Result<std::string> parse_text(const http::Request& request, std::string_view name, std::size_t size_max) {
  auto body = http::JsonBody::parse(request.body);
  if (!body) return std::move(body).error();
  http::JsonObject in = body->object();
  std::string text = in.text(name, {.size_max = size_max, .multiline = true});
  if (auto done = body->finish(); !done) return std::move(done).error();
  return text;
}

Result<CodeBody> parse_code(const http::Request& request) {
  auto body = http::JsonBody::parse(request.body);
  if (!body) return std::move(body).error();
  http::JsonObject in = body->object();
  CodeBody code{.access_code = in.optional_text("accessCode", {.size_max = 100}), .email_code = in.optional_text("emailCode", {.size_max = 20})};
  if (code.access_code.has_value() == code.email_code.has_value()) in.refuse("", "invalid_field", "needs one of accessCode and emailCode");
  if (auto done = body->finish(); !done) return std::move(done).error();
  return code;
}

}  // namespace switchyard::esign
