#include "http/query_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace switchyard::http {
namespace {

// Most names differ in size or in their first letter: every parameter is looked at for every name.
[[gnu::always_inline]] inline bool is_named(const Parameter& parameter, std::string_view name) {
  if (parameter.name.size() != name.size()) return false;
  return name.empty() || (*parameter.name.data() == *name.data() && std::memcmp(parameter.name.data(), name.data(), name.size()) == 0);
}

}  // namespace

Result<QueryReader> QueryReader::of(const Request& request) {
  auto parameters = parse_parameters(request.query);
  if (!parameters) return std::move(parameters).error();
  return QueryReader(std::move(parameters).value());
}

Result<QueryReader> QueryReader::of_form(const Request& request) {
  auto parameters = parse_parameters(request.body);
  if (!parameters) return std::move(parameters).error();
  return QueryReader(std::move(parameters).value());
}

QueryReader::QueryReader(std::vector<Parameter> parameters) : parameters_(std::move(parameters)) {
  ENSURE(parameters_.size() <= is_taken_.size());
  constexpr std::size_t kNamesExpected = 24;
  known_.reserve(kNamesExpected);
}

bool QueryReader::has(std::string_view name) const {
  return std::any_of(parameters_.begin(), parameters_.end(), [&](const Parameter& parameter) { return is_named(parameter, name); });
}

void QueryReader::refuse(std::string_view name, std::string code, std::string detail) {
  mistakes_.push_back({std::string(name), std::move(code), std::move(detail)});
}

void QueryReader::refuse_missing(std::string_view name) { refuse(name, "missing", "is needed"); }

const Parameter* QueryReader::single(std::string_view name) {
  const Parameter* found = nullptr;
  known_.push_back(name);
  bool is_second_said = false;
  for (const Parameter& parameter : parameters_) {
    if (!is_named(parameter, name)) continue;
    take(parameter);
    if (found == nullptr) {
      found = &parameter;
    } else if (!is_second_said) {
      refuse(name, "repeated", "was sent more than once; one is taken");
      is_second_said = true;
    }
  }
  return found;
}

std::size_t QueryReader::take_all(std::string_view name, std::size_t count_max) {
  std::size_t count = 0;
  known_.push_back(name);
  for (const Parameter& parameter : parameters_) {
    if (!is_named(parameter, name)) continue;
    take(parameter);
    ++count;
  }
  if (count <= count_max) return count;
  refuse(name, "wrong_count", fmt::format("was sent {} times; at most {} are taken", count, count_max));
  return count_max;
}

std::optional<std::string> QueryReader::optional_text(std::string_view name, TextRule rule) {
  const Parameter* parameter = single(name);
  if (parameter == nullptr) return std::nullopt;
  if (auto mistake = broken_rule(parameter->name, parameter->value, rule)) mistakes_.push_back(std::move(*mistake));
  return parameter->value;
}

std::string QueryReader::text(std::string_view name, TextRule rule) {
  if (!has(name)) refuse_missing(name);
  return optional_text(name, rule).value_or(std::string());
}

std::optional<std::int64_t> QueryReader::optional_integer(std::string_view name, std::int64_t min, std::int64_t max) {
  const Parameter* parameter = single(name);
  if (parameter == nullptr) return std::nullopt;
  std::int64_t number = 0;
  const char* const end = parameter->value.data() + parameter->value.size();
  const auto read = std::from_chars(parameter->value.data(), end, number);
  if (read.ec == std::errc() && read.ptr == end && number >= min && number <= max) return number;
  refuse(name, "out_of_range", fmt::format("must be a whole number from {} to {}", min, max));
  return std::nullopt;
}

std::optional<bool> QueryReader::optional_boolean(std::string_view name) {
  const auto index = optional_one_of(name, {"false", "true"});
  if (!index) return std::nullopt;
  return *index == 1;
}

std::optional<std::size_t> QueryReader::optional_one_of(std::string_view name, std::initializer_list<std::string_view> words) {
  const Parameter* parameter = single(name);
  if (parameter == nullptr) return std::nullopt;
  const auto* const found = std::find(words.begin(), words.end(), parameter->value);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  refuse(name, "not_one_of", "must be " + list_of({words.begin(), words.size()}));
  return std::nullopt;
}

std::vector<std::string> QueryReader::repeated_text(std::string_view name, std::size_t count_max, TextRule rule) {
  std::vector<std::string> values;
  for_each_of(name, count_max, [&](const Parameter& parameter) {
    if (auto mistake = broken_rule(parameter.name, parameter.value, rule)) mistakes_.push_back(std::move(*mistake));
    values.push_back(parameter.value);
  });
  return values;
}

Result<void> QueryReader::finish() {
  if (mistakes_.empty() && is_taken_.count() == parameters_.size()) return {};
  auto mistakes = mistakes_;
  const bool only_unknown = mistakes.empty();
  std::vector<std::string_view> known = known_;
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  for (std::size_t i = 0; i < parameters_.size(); ++i) {
    if (is_taken_[i]) continue;
    mistakes.push_back({parameters_[i].name, "unknown_parameter", known.empty() ? "is not known; none is taken here" : "is not known; there are " + list_of(known)});
  }
  if (mistakes.empty()) return {};
  const std::string more = mistakes.size() > 1 ? fmt::format("; {} more in errors", mistakes.size() - 1) : std::string();
  std::string message = fmt::format("The parameter {} {}{}.", mistakes.front().pointer, mistakes.front().detail, more);
  return Error{ErrorKind::invalid, only_unknown ? "unknown_parameter" : "invalid_parameters", std::move(message), std::move(mistakes)};
}

}  // namespace switchyard::http
