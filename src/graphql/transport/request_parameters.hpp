// The parameters of one GraphQL request as a client sent them (GraphQL over HTTP, section "Request Parameters").
#pragma once

#include <string>
#include <string_view>

#include "graphql/value.hpp"
#include "values/result.hpp"

namespace switchyard::graphql {

struct RequestParameters {
  std::string query;           // Empty where a hash stands for it.
  std::string sha256;          // extensions.persistedQuery.sha256Hash, or documentId "sha256:…"; empty where none was sent.
  std::string operation_name;  // Empty where none was sent.
  Value::Object variables;
};

// From a JSON body's object, or from a query string ("query=…&variables=%7B…"). Members that GraphQL does not know are ignored, as the
// draft asks. Refused with `invalid_parameters`, `malformed_parameters` or, of JSON, as read_json does.
[[nodiscard]] Result<RequestParameters> parameters_of(Value body);
[[nodiscard]] Result<RequestParameters> parameters_of_query(std::string_view query_string);

}  // namespace switchyard::graphql
