// Query parameters as DocuSign's clients send them: names in any case, lists as repeated keys or as 'a,b', unknown ones passed over.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.hpp"
#include "values/instant.hpp"
#include "values/result.hpp"

namespace switchyard::esign {

class WireQuery {
 public:
  // INVALID_REQUEST_PARAMETER where the query string is broken.
  static Result<WireQuery> of(const http::Request& request);

  // Empty where absent, or sent as "undefined" or "null".
  [[nodiscard]] std::string text(std::string_view name) const;
  [[nodiscard]] bool flag(std::string_view name, bool otherwise = false) const;
  [[nodiscard]] std::vector<std::string> list(std::string_view name) const;
  [[nodiscard]] bool list_has(std::string_view name, std::string_view word) const;
  // INVALID_REQUEST_PARAMETER where it is no date or no number in the range.
  Result<std::optional<Instant>> time(std::string_view name) const;
  Result<std::int64_t> number(std::string_view name, std::int64_t otherwise, std::int64_t min, std::int64_t max) const;

 private:
  explicit WireQuery(std::vector<http::Parameter> parameters) : parameters_(std::move(parameters)) {}
  std::vector<http::Parameter> parameters_;  // Names in lower case.
};

}  // namespace switchyard::esign
