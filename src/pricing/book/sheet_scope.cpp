#include "pricing/book/sheet_scope.hpp"

#include <set>

#include "pricing/book/compiled_sheet.hpp"

namespace switchyard::pricing {
namespace {

std::string_view word_of(std::string_view field, const ScopeWords& words) {
  if (field == "commodity") return text_of(words.commodity);
  if (field == "customer_class") return text_of(words.customer_class);
  if (field == "utility") return words.utility;
  if (field == "rate_class") return words.rate_class;
  if (field == "zone") return words.zone;
  if (field == "state") return words.state;
  if (field == "product") return words.product;
  if (field == "billing") return words.billing;
  return {};
}

}  // namespace

void append_scope_value(std::string& value, std::string_view field, const ScopeWords& words) {
  if (!value.empty()) value += '|';
  value.append(field).append("=").append(word_of(field, words));
}

std::vector<std::string> scope_values_of(const SheetReading& reading) {
  if (reading.scope.empty()) return {};
  std::set<std::string> values;
  std::string value;
  std::string last;
  for (const RateRow& row : reading.rows) {
    const TextPool& texts = reading.texts;
    const ScopeWords words{.commodity = row.commodity,
                           .customer_class = row.customer_class,
                           .utility = texts.text(row.utility_alias),
                           .rate_class = texts.text(row.rate_class_alias),
                           .zone = texts.text(row.zone),
                           .state = texts.text(row.state),
                           .product = texts.text(row.product),
                           .billing = texts.text(row.billing)};
    value.clear();
    for (const std::string& field : reading.scope) append_scope_value(value, field, words);
    if (value == last) continue;
    values.insert(value);
    last = value;
  }
  return {values.begin(), values.end()};
}

}  // namespace switchyard::pricing
