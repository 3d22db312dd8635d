#include "pricing/sheets/sheet_aliases.hpp"

#include <optional>

#include "pricing/sheets/remapped_market.hpp"
#include "pricing/sheets/sheet_alias_store.hpp"
#include "pricing/sheets/sheet_bytes_store.hpp"
#include "pricing/sheets/sheet_draft.hpp"
#include "pricing/sheets/sheet_rebuild.hpp"
#include "pricing/sheets/sheet_store.hpp"

namespace switchyard::pricing {
namespace {

struct Recompiled {
  SheetId id;
  std::string bytes;
  std::vector<SheetAlias> aliases;
  std::int64_t rate_count = 0;
};

struct Touched {
  std::int64_t revision = 0;
  std::vector<std::pair<SheetRecord, std::string>> sheets;  // With their compiled bytes.
};

Touched read_touched(Database& database, const market::AliasMapping& mapping) {
  Touched touched;
  const std::string folded = market::normalize_alias(mapping.alias);
  database.read([&](SqlReader& reader) {
    touched.revision = read_book_revision(reader);
    for (const SheetId& id : list_sheets_with_alias(reader, {mapping.supplier, folded, mapping.commodity, mapping.state})) {
      auto sheet = find_sheet(reader, id);
      auto bytes = read_compiled(reader, id);
      if (sheet && bytes) touched.sheets.emplace_back(std::move(*sheet), std::move(*bytes));
    }
  });
  return touched;
}

Result<Recompiled> recompile(const SheetRecord& record, std::string bytes, const market::Market& market) {
  const auto sheet = CompiledSheet::from_bytes(std::move(bytes));
  if (!sheet) return sheet.error();
  const SheetReading reading = reading_of(**sheet);
  Compilation compilation = compile_sheet(reading, (*sheet)->facts(), market);
  return Recompiled{record.id, std::move(compilation.bytes), aliases_of(reading, compilation.unmapped),
                    static_cast<std::int64_t>(compilation.sellable_count)};
}

// Nothing where the book moved on since it was read.
Result<std::optional<std::vector<RemappedSheet>>> write_all(const AliasContext& context, const market::Market& market,
                                                            const market::AliasMapping& mapping, const Touched& touched,
                                                            const std::vector<Recompiled>& sheets) {
  using Outcome = std::optional<std::vector<RemappedSheet>>;
  bool moved = false;
  auto outcome = write_result<Outcome>(context.database, [&](SqlTransaction& transaction) -> Result<Outcome> {
    moved = raise_book_revision(transaction) != touched.revision + 1;
    if (moved) return Error{ErrorKind::unavailable, "book_changed", "other sheets were published meanwhile"};
    if (const auto mapped = market::map_alias(transaction, market, mapping); !mapped) return mapped.error();
    std::vector<RemappedSheet> remapped;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
      SheetRecord record = touched.sheets[i].first;
      remapped.push_back({record.id, record.rate_count, sheets[i].rate_count});
      record.rate_count = sheets[i].rate_count;
      ++record.compiled_revision;
      update_sheet(transaction, record);
      keep_compiled(transaction, record.id, sheets[i].bytes);
      keep_aliases(transaction, record.id, record.supplier, sheets[i].aliases);
    }
    transaction.notify(kRateBookChannel, text_of(context.environment));
    return Outcome(std::move(remapped));
  });
  if (moved) return Outcome();
  return outcome;
}

}  // namespace

Result<std::vector<RemappedSheet>> map_alias_and_recompile(const AliasContext& context, const market::Market& market,
                                                           const market::AliasMapping& mapping) {
  const RemappedMarket remapped(market, mapping);
  for (int attempt = 0; attempt < kAliasAttemptsMax; ++attempt) {
    Touched touched = read_touched(context.database, mapping);
    std::vector<Recompiled> sheets;
    for (auto& [record, bytes] : touched.sheets) {
      auto sheet = recompile(record, std::move(bytes), remapped);
      if (!sheet) return sheet.error();
      sheets.push_back(std::move(*sheet));
    }
    auto written = write_all(context, market, mapping, touched, sheets);
    if (!written) return written.error();
    if (*written) return std::move(**written);
  }
  return Error{ErrorKind::unavailable, "book_changed", "sheets were published meanwhile, three times over; try again"};
}

}  // namespace switchyard::pricing
