#include "esign/rest/wire_query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "esign/rest/wire_time.hpp"
#include "esign/rest/wire_value.hpp"

namespace switchyard::esign {
namespace {

constexpr std::size_t kParametersMax = 1000;  // envelope_ids may come as many repeated keys.

bool is_nothing(std::string_view text) { return text.empty() || text == "undefined" || text == "null"; }

}  // namespace

Result<WireQuery> WireQuery::of(const http::Request& request) {
  auto parameters = http::parse_parameters(request.query, kParametersMax);
  if (!parameters) return Error{ErrorKind::invalid, "INVALID_REQUEST_PARAMETER", parameters.error().message};
  for (http::Parameter& parameter : *parameters) parameter.name = lower_case(parameter.name);
  return WireQuery(*std::move(parameters));
}

std::string WireQuery::text(std::string_view name) const {
  const auto found = std::ranges::find(parameters_, name, &http::Parameter::name);
  return found == parameters_.end() || is_nothing(found->value) ? std::string() : found->value;
}

bool WireQuery::flag(std::string_view name, bool otherwise) const {
  const std::string word = text(name);
  return word.empty() ? otherwise : is_true_word(word);
}

std::vector<std::string> WireQuery::list(std::string_view name) const {
  std::vector<std::string> all;
  for (const http::Parameter& parameter : parameters_) {
    if (parameter.name != name || is_nothing(parameter.value)) continue;
    for (std::string& part : parts_of(parameter.value)) all.push_back(std::move(part));
  }
  return all;
}

bool WireQuery::list_has(std::string_view name, std::string_view word) const {
  return std::ranges::any_of(list(name), [&](const std::string& item) { return lower_case(item) == word; });
}

Result<std::optional<Instant>> WireQuery::time(std::string_view name) const {
  const std::string word = text(name);
  if (word.empty()) return std::optional<Instant>();
  auto instant = parse_wire_time(word);
  if (!instant) return Error{ErrorKind::invalid, "INVALID_REQUEST_PARAMETER", fmt::format("The parameter '{}' is wrong. {}", name, instant.error().message)};
  return std::optional(*instant);
}

Result<std::int64_t> WireQuery::number(std::string_view name, std::int64_t otherwise, std::int64_t min, std::int64_t max) const {
  const std::string word = text(name);
  if (word.empty()) return otherwise;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || end != word.data() + word.size() || number < min || number > max) {
    return Error{ErrorKind::invalid, "INVALID_REQUEST_PARAMETER", fmt::format("The parameter '{}' must be a whole number from {} to {}.", name, min, max)};
  }
  return number;
}

}  // namespace switchyard::esign
