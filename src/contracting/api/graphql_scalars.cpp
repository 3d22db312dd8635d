#include "contracting/api/graphql_scalars.hpp"

#include <string>

namespace switchyard::contracting {
namespace {

template <class Parse>
graphql::ScalarFunctions checked_by(Parse parse) {
  return graphql::text_scalar([parse](std::string_view text) {
    const auto value = parse(text);
    return value ? std::string() : value.error().message;
  });
}

// A text, or a whole number: other numbers of JSON would have gone through a binary float before they came here.
graphql::ScalarResult parse_decimal_value(const graphql::Value& value) {
  if (const std::int64_t* whole = value.integer()) return graphql::Value(std::to_string(*whole));
  const std::string* text = value.string();
  if (text == nullptr) return std::string("a decimal number is written as text, such as \"0.06620\"");
  const auto parsed = Decimal::parse(*text);
  if (!parsed) return parsed.error().message;
  return value;
}

template <class Parse>
auto parsed(const graphql::Arguments& arguments, std::string_view name, Parse parse) -> std::optional<std::remove_cvref_t<decltype(parse(std::string_view()).value())>> {
  const auto text = arguments.optional_text(name);
  if (!text) return {};
  return parse(*text).value();
}

}  // namespace

graphql::ScalarTable api_scalars() {
  graphql::ScalarTable table;
  const auto as_it_is = [](const graphql::Value& value) -> graphql::ScalarResult { return value; };
  table["Decimal"] = {.parse = parse_decimal_value, .serialize = as_it_is};
  table["Date"] = checked_by([](std::string_view text) { return Date::parse(text); });
  table["Month"] = checked_by([](std::string_view text) { return Month::parse(text); });
  table["DateTime"] = checked_by([](std::string_view text) { return Instant::parse(text); });
  return table;
}

std::optional<Decimal> optional_decimal(const graphql::Arguments& arguments, std::string_view name) {
  return parsed(arguments, name, [](std::string_view text) { return Decimal::parse(text); });
}
std::optional<Date> optional_date(const graphql::Arguments& arguments, std::string_view name) {
  return parsed(arguments, name, [](std::string_view text) { return Date::parse(text); });
}
std::optional<Month> optional_month(const graphql::Arguments& arguments, std::string_view name) {
  return parsed(arguments, name, [](std::string_view text) { return Month::parse(text); });
}
std::optional<Instant> optional_instant(const graphql::Arguments& arguments, std::string_view name) {
  return parsed(arguments, name, [](std::string_view text) { return Instant::parse(text); });
}

}  // namespace switchyard::contracting
