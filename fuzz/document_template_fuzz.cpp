// Any text as a document's template: refused with places, or printed with values of every type.
// links: documents
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "documents/documents.hpp"

namespace {

using namespace switchyard;
using namespace switchyard::documents;

Record values_of(const std::vector<Variable>& variables) {
  Record record;
  for (const auto& variable : variables) {
    switch (variable.type) {
      case VariableType::text:
        record.text(variable.name, "*a* <b> | שלום 東");
        break;
      case VariableType::secret:
        record.secret(variable.name, Secret("123456789"));
        break;
      case VariableType::decimal:
        record.decimal(variable.name, Decimal::parse("-1234.50").value());
        break;
      case VariableType::money:
        record.money(variable.name, Money::from_cents(123'456));
        break;
      case VariableType::date:
        record.date(variable.name, Date::from_days(20'000));
        break;
      case VariableType::month:
        record.month(variable.name, Month::from_index(24'000));
        break;
      case VariableType::flag:
        record.flag(variable.name, true);
        break;
      case VariableType::list:
        record.rows(variable.name, {values_of(variable.fields), values_of(variable.fields)});
        break;
      case VariableType::image:
        break;
    }
  }
  return record;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view source(reinterpret_cast<const char*>(bytes), size);
  if (size > 4'000) return 0;
  const auto made = Template::parse("t", source, [&](std::string_view) { return std::string(source.substr(0, 200)); });
  if (!made) {
    if (made.error().fields.empty()) __builtin_trap();
    return 0;
  }
  const auto rendered = render(*made, values_of(made->variables()), {});
  if (rendered && (rendered->pages < 1 || !rendered->bytes.starts_with("%PDF-"))) __builtin_trap();
  return 0;
}
