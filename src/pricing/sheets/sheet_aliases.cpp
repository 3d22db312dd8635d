#include "pricing/sheets/sheet_aliases.hpp"

#include "pricing/holds/sheet_hold_store.hpp"
#include "pricing/sheets/remapped_market.hpp"
#include "pricing/sheets/sheet_alias_store.hpp"
#include "pricing/sheets/sheet_audit.hpp"
#include "pricing/sheets/sheet_bytes_store.hpp"
#include "pricing/sheets/sheet_draft.hpp"
#include "pricing/sheets/sheet_rebuild.hpp"
#include "pricing/sheets/sheet_store.hpp"

namespace switchyard::pricing {
namespace {

// The touched sheets with the compiled bytes that they have.
PreparedMapping read_touched(Database& database, const market::AliasMapping& mapping) {
  PreparedMapping touched;
  touched.mapping = mapping;
  const std::string folded = market::normalize_alias(mapping.alias);
  database.read([&](SqlReader& reader) {
    touched.book_revision = read_book_revision(reader);
    for (const SheetId& id : list_sheets_with_alias(reader, {mapping.supplier, folded, mapping.commodity, mapping.state})) {
      auto sheet = find_sheet(reader, id);
      auto bytes = read_compiled(reader, id);
      if (!sheet || !bytes) continue;
      const std::int64_t rates = sheet->rate_count;
      touched.sheets.push_back({std::move(*sheet), rates, std::move(*bytes), {}, {}});
    }
  });
  return touched;
}

Result<void> recompile(PreparedMapping::Recompiled& touched, const market::Market& market) {
  const auto sheet = CompiledSheet::from_bytes(std::move(touched.bytes));
  if (!sheet) return sheet.error();
  const SheetReading reading = reading_of(**sheet);
  Compilation compilation = compile_sheet(reading, (*sheet)->facts(), market);
  touched.bytes = std::move(compilation.bytes);
  touched.aliases = aliases_of(reading, compilation.unmapped);
  touched.compilation_holds = compilation_holds(compilation.withheld, compilation.unmapped);
  touched.record.rate_count = static_cast<std::int64_t>(compilation.sellable_count);
  ++touched.record.compiled_revision;
  return {};
}

}  // namespace

void add_suggestions(std::vector<WaitingAlias>& waiting, const market::Market& market) {
  for (WaitingAlias& alias : waiting) {
    if (!alias.candidates.empty()) continue;
    alias.suggestions = market.suggest_utilities({.supplier = alias.supplier, .alias = alias.alias, .commodity = alias.commodity, .state = alias.state});
  }
}

Result<PreparedMapping> prepare_mapping(Database& database, const market::Market& market, const market::AliasMapping& mapping) {
  const RemappedMarket remapped(market, mapping);
  PreparedMapping prepared = read_touched(database, mapping);
  for (PreparedMapping::Recompiled& sheet : prepared.sheets) {
    if (const auto done = recompile(sheet, remapped); !done) return done.error();
  }
  return prepared;
}

Result<std::vector<RemappedSheet>> write_mapping(SqlTransaction& transaction, const AliasContext& context, const market::Market& market,
                                                 const PreparedMapping& prepared) {
  if (raise_book_revision(transaction) != prepared.book_revision + 1) {
    return Error{ErrorKind::unavailable, "book_changed", "sheets were published meanwhile; try again"};
  }
  if (const auto mapped = market::map_alias(transaction, market, prepared.mapping); !mapped) return mapped.error();
  std::vector<RemappedSheet> remapped;
  for (const PreparedMapping::Recompiled& sheet : prepared.sheets) {
    remapped.push_back({sheet.record.id, sheet.rates_before, sheet.record.rate_count});
    update_sheet(transaction, sheet.record);
    keep_compiled(transaction, sheet.record.id, sheet.bytes, context.clock.now());
    keep_aliases(transaction, sheet.record.id, sheet.record.supplier, sheet.aliases);
    replace_compilation_holds(transaction, sheet.record.id, sheet.compilation_holds);
  }
  record_alias_mapping(transaction, context.audit, prepared.mapping, remapped.size());
  transaction.notify(kRateBookChannel, text_of(context.environment));
  return remapped;
}

Result<std::vector<RemappedSheet>> map_alias_and_recompile(const AliasContext& context, const market::Market& market,
                                                           const market::AliasMapping& mapping) {
  for (int attempt = 1;; ++attempt) {
    const auto prepared = prepare_mapping(context.database, market, mapping);
    if (!prepared) return prepared.error();
    auto written = write_result<std::vector<RemappedSheet>>(
        context.database, [&](SqlTransaction& transaction) { return write_mapping(transaction, context, market, *prepared); });
    if (written || written.error().code != "book_changed" || attempt == kMappingAttemptsMax) return written;
  }
}

}  // namespace switchyard::pricing
