#include "pricing/sheets/sheet_rebuild.hpp"

#include "pricing/book/sheet_format.hpp"
#include "values/ensure.hpp"

namespace switchyard::pricing {

SheetReading reading_of(const CompiledSheet& sheet) {
  const sheet_format::Tables* tables = sheet.tables();
  ENSURE(tables != nullptr);
  SheetReading reading;
  reading.supplier = sheet.supplier();
  reading.supplier_name = sheet.supplier_name();
  reading.layout = tables->text(tables->head->layout);
  reading.bare_refs = tables->head->refs == sheet_format::kBareRefs;
  reading.page_refs = tables->head->refs == sheet_format::kPageRefs;
  reading.valid_from = sheet.valid_from();
  reading.valid_until = sheet.valid_until();
  if (tables->head->sellable_until_ms != 0) {
    reading.sellable_from = sheet.sellable_from();
    reading.sellable_until = sheet.sellable_until();
  }
  for (const std::uint32_t name : tables->worksheets) reading.worksheets.emplace_back(tables->text(name));
  for (const std::uint32_t field : tables->scope_fields) reading.scope.emplace_back(tables->text(field));
  std::vector<TextId> ids;  // By the sheet's number of a text, one more than ours; 0 where it has not been met.
  reading.rows.reserve(sheet.row_count());
  sheet.each_row([&](const ExportRow& exported, const TextPool& texts) {
    if (ids.size() < texts.size()) ids.resize(texts.size(), 0);
    const auto ours = [&](TextId id) {
      if (ids[id] == 0) ids[id] = reading.texts.intern(texts.text(id)) + 1;
      return ids[id] - 1;
    };
    RateRow row = *exported.row;
    for (TextId* id : {&row.utility_alias, &row.rate_class_alias, &row.zone, &row.state, &row.product, &row.billing, &row.price_text}) {
      *id = ours(*id);
    }
    reading.rows.push_back(row);
  });
  return reading;
}

}  // namespace switchyard::pricing
