#include "graphql/transport/request_parameters.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "graphql/execution/json_reader.hpp"

namespace switchyard::graphql {
namespace {

constexpr std::string_view kSha256Prefix = "sha256:";

Error wrong(std::string_view name, std::string detail) {
  return Error{ErrorKind::invalid, "invalid_parameters", "`" + std::string(name) + "` " + detail, {{"/" + std::string(name), "wrong_type", std::move(detail)}}};
}

Value* find(Value::Object& members, std::string_view name) {
  for (auto& member : members) {
    if (member.name == name) return member.value.is_null() ? nullptr : &member.value;
  }
  return nullptr;
}

Result<std::string> text_of(Value::Object& members, std::string_view name) {
  const Value* value = find(members, name);
  if (value == nullptr) return std::string();
  if (value->string() == nullptr) return wrong(name, "is a text or null.");
  return *value->string();
}

Result<Value::Object> object_of(Value::Object& members, std::string_view name) {
  Value* value = find(members, name);
  if (value == nullptr) return Value::Object();
  if (value->object() == nullptr) return wrong(name, "is an object or null.");
  return std::move(*value->object());
}

// Apollo's protocol of automatic persisted queries: {"persistedQuery": {"version": 1, "sha256Hash": "…"}}.
Result<std::string> persisted_hash(Value::Object& extensions) {
  Value* persisted = find(extensions, "persistedQuery");
  if (persisted == nullptr) return std::string();
  const Value* hash = persisted->find("sha256Hash");
  const Value* version = persisted->find("version");
  if (version != nullptr && (version->integer() == nullptr || *version->integer() != 1)) return wrong("extensions/persistedQuery/version", "is 1.");
  if (hash == nullptr || hash->string() == nullptr || hash->string()->empty()) {
    return wrong("extensions/persistedQuery/sha256Hash", "is the SHA-256 of the query in hexadecimal.");
  }
  return *hash->string();
}

// The value of a hexadecimal digit; -1 where it is none.
int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::optional<std::string> decoded(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+') {
      bytes += ' ';
    } else if (text[i] != '%') {
      bytes += text[i];
    } else {
      if (text.size() - i < 3 || digit_of(text[i + 1]) < 0 || digit_of(text[i + 2]) < 0) return std::nullopt;
      bytes += static_cast<char>(digit_of(text[i + 1]) * 16 + digit_of(text[i + 2]));
      i += 2;
    }
  }
  return bytes;
}

// `variables` and `extensions` are JSON in a query string.
Result<Value> value_of(std::string_view name, std::string text) {
  if (name != "variables" && name != "extensions") return Value(std::move(text));
  if (text.empty()) return Value();
  auto json = read_json(text);
  if (json) return json;
  return at_field(std::move(json).error(), "/" + std::string(name));
}

}  // namespace

Result<RequestParameters> parameters_of(Value body) {
  if (body.object() == nullptr) return Error{ErrorKind::invalid, "invalid_parameters", "The body is an object with `query`, `operationName`, `variables`, `extensions`."};
  Value::Object& members = *body.object();
  auto query = text_of(members, "query");
  if (!query) return std::move(query).error();
  auto operation_name = text_of(members, "operationName");
  if (!operation_name) return std::move(operation_name).error();
  auto variables = object_of(members, "variables");
  if (!variables) return std::move(variables).error();
  auto extensions = object_of(members, "extensions");
  if (!extensions) return std::move(extensions).error();
  auto sha256 = persisted_hash(*extensions);
  if (!sha256) return std::move(sha256).error();
  auto document_id = text_of(members, "documentId");
  if (!document_id) return std::move(document_id).error();
  if (sha256->empty() && !document_id->empty()) {
    if (!document_id->starts_with(kSha256Prefix)) return wrong("documentId", "is \"sha256:\" and the SHA-256 of the document in hexadecimal.");
    *sha256 = document_id->substr(kSha256Prefix.size());
  }
  if (query->empty() && sha256->empty()) {
    return Error{ErrorKind::invalid, "invalid_parameters", "`query` is missing: the text of a GraphQL document.", {{"/query", "missing", "The text of a GraphQL document."}}};
  }
  return RequestParameters{*std::move(query), *std::move(sha256), *std::move(operation_name), *std::move(variables)};
}

Result<RequestParameters> parameters_of_query(std::string_view query_string) {
  static constexpr std::array<std::string_view, 5> kNames = {"query", "operationName", "variables", "extensions", "documentId"};
  Value::Object members;
  while (!query_string.empty()) {
    const std::string_view pair = query_string.substr(0, query_string.find('&'));
    query_string.remove_prefix(std::min(query_string.size(), pair.size() + 1));
    const std::size_t equals = pair.find('=');
    const auto name = decoded(pair.substr(0, equals));
    auto text = equals == std::string_view::npos ? std::string() : decoded(pair.substr(equals + 1));
    if (!name || !text) return Error{ErrorKind::invalid, "malformed_parameters", "A parameter has a broken percent escape."};
    if (std::find(kNames.begin(), kNames.end(), *name) == kNames.end()) continue;
    for (const auto& member : members) {
      if (member.name == *name) return wrong(*name, "stands twice in the query string.");
    }
    auto value = value_of(*name, *std::move(text));
    if (!value) return std::move(value).error();
    members.push_back({*name, *std::move(value)});
  }
  return parameters_of(Value(std::move(members)));
}

}  // namespace switchyard::graphql
