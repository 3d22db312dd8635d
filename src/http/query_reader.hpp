// Reads query parameters (or a form's) by name and keeps every mistake, so that a caller learns all at once. A parameter that
// nobody asked for is refused by name, and so is a second one where one is taken.
//
//   auto query = QueryReader::of(request);
//   if (!query) return problem(query.error(), request);
//   const auto usage = query->required("annualUsage", Decimal::parse);      // std::optional<Decimal>
//   const auto starts = query->repeated("startMonth", Month::parse, 24);    // std::vector<Month>
//   const auto limit = query->optional_integer("limit", 1, 200).value_or(50);
//   if (auto done = query->finish(); !done) return problem(done.error(), request);
//
// Names are literals: the reader keeps them by their place. What a getter gives after a mistake only keeps the code going. Not for sharing between threads.
#pragma once

#include <bitset>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.hpp"
#include "http/text_rule.hpp"
#include "values/result.hpp"

namespace switchyard::http {

class QueryReader {
 public:
  // Of the query string; refused as parse_parameters does.
  static Result<QueryReader> of(const Request& request);
  // Of a form body (application/x-www-form-urlencoded).
  static Result<QueryReader> of_form(const Request& request);
  // At most 128 (ENSURE); parse_parameters refuses more than 100.
  explicit QueryReader(std::vector<Parameter> parameters);

  // Whether it came at all.
  [[nodiscard]] bool has(std::string_view name) const;
  [[nodiscard]] std::string text(std::string_view name, TextRule rule = {});
  [[nodiscard]] std::optional<std::string> optional_text(std::string_view name, TextRule rule = {});
  [[nodiscard]] std::optional<std::int64_t> optional_integer(std::string_view name, std::int64_t min, std::int64_t max);
  [[nodiscard]] std::optional<bool> optional_boolean(std::string_view name);
  // Index of the text in `words`.
  [[nodiscard]] std::optional<std::size_t> optional_one_of(std::string_view name, std::initializer_list<std::string_view> words);

  // `parse` is std::string_view -> Result<T>; its refusal becomes the parameter's.
  template <class Parse>
  [[nodiscard]] auto required(std::string_view name, Parse&& parse) {
    if (!has(name)) refuse_missing(name);
    return optional(name, std::forward<Parse>(parse));
  }
  template <class Parse>
  [[nodiscard]] auto optional(std::string_view name, Parse&& parse)
      -> std::optional<typename decltype(parse(std::string_view()))::value_type> {
    const Parameter* parameter = single(name);
    if (parameter == nullptr) return std::nullopt;
    return parsed<typename decltype(parse(std::string_view()))::value_type>(*parameter, parse);
  }
  // In the order sent; at most `count_max`.
  template <class Parse>
  [[nodiscard]] auto repeated(std::string_view name, Parse&& parse, std::size_t count_max)
      -> std::vector<typename decltype(parse(std::string_view()))::value_type> {
    std::vector<typename decltype(parse(std::string_view()))::value_type> values;
    for_each_of(name, count_max, [&](const Parameter& parameter) {
      auto value = parsed<typename decltype(parse(std::string_view()))::value_type>(parameter, parse);
      if (value) values.push_back(std::move(*value));
    });
    return values;
  }
  [[nodiscard]] std::vector<std::string> repeated_text(std::string_view name, std::size_t count_max, TextRule rule = {});

  // A mistake that the caller found.
  void refuse(std::string_view name, std::string code, std::string detail);

  // Every mistake: `unknown_parameter` where only names are unknown, else `invalid_parameters`; kind invalid.
  [[nodiscard]] Result<void> finish();

 private:
  const Parameter* single(std::string_view name);
  // How many of the name are to be read: those sent, at most `count_max`. All of them are taken.
  std::size_t take_all(std::string_view name, std::size_t count_max);
  template <class Each>
  void for_each_of(std::string_view name, std::size_t count_max, const Each& each) {
    std::size_t left = take_all(name, count_max);
    for (std::size_t i = 0; left != 0; ++i) {
      if (parameters_[i].name != name) continue;
      each(parameters_[i]);
      --left;
    }
  }
  void refuse_missing(std::string_view name);
  void take(const Parameter& parameter) { is_taken_.set(static_cast<std::size_t>(&parameter - parameters_.data())); }

  template <class T, class Parse>
  std::optional<T> parsed(const Parameter& parameter, Parse& parse) {
    auto outcome = parse(std::string_view(parameter.value));
    if (outcome) return std::move(outcome).value();
    refuse(parameter.name, outcome.error().code, outcome.error().message);
    return std::nullopt;
  }

  std::vector<Parameter> parameters_;
  std::bitset<128> is_taken_;            // By parameter.
  std::vector<std::string_view> known_;  // Names that were asked for: an unknown one gets the list.
  std::vector<FieldError> mistakes_;
};

}  // namespace switchyard::http
