#include "pricing/known/known_book_loader.hpp"

#include <algorithm>

#include "pricing/book/rate_index.hpp"
#include "pricing/sheets/sheet_bytes_store.hpp"
#include "values/ensure.hpp"

namespace switchyard::pricing {
namespace {

// What happened a moment ago may not have been written yet.
constexpr Duration kSettling = Duration::seconds(10);

}  // namespace

std::shared_ptr<const RateBook> KnownBookLoader::book(const KnownMoment& moment) {
  const std::lock_guard lock(mutex_);
  const auto current = books_.current();
  const auto found = std::ranges::find_if(kept_, [&](const Kept& kept) { return kept.moment == moment && kept.of == current; });
  if (found != kept_.end()) {
    kept_.splice(kept_.begin(), kept_, found);
    return kept_.front().book;
  }
  auto made = make(moment, *current);
  if (moment.known_at + kSettling > clock_.now()) return made;
  kept_.remove_if([&](const Kept& kept) { return kept.of != current; });
  kept_.push_front({moment, current, made});
  if (kept_.size() > kBooksMax) kept_.pop_back();
  return made;
}

std::shared_ptr<const CompiledSheet> KnownBookLoader::form_of(const KnownSheet& sheet, const KnownMoment& moment, const RateBook& current) const {
  const std::uint32_t entry = current.index().entry_of(sheet.record.id.uuid());
  const bool is_in_current = entry != sheet_format::kNone && current.entries()[entry].compiled_revision == sheet.record.compiled_revision;
  if (is_in_current && !sheet.former_form) return current.entries()[entry].sheet;
  const SheetRecord& record = sheet.record;
  if (!record.sellable_from || !record.sellable_until || moment.at < *record.sellable_from || moment.at >= *record.sellable_until) return nullptr;
  std::optional<std::string> bytes;
  database_.read([&](SqlReader& reader) { bytes = sheet.former_form ? read_former_form(reader, record.id, *sheet.former_form) : read_compiled(reader, record.id); });
  if (!bytes) return nullptr;
  auto compiled = CompiledSheet::from_bytes(std::move(*bytes));
  if (!compiled) throw DatabaseError("the compiled form of sheet " + record.id.text() + " is broken: " + compiled.error().message);
  return *compiled;
}

std::shared_ptr<const RateBook> KnownBookLoader::make(const KnownMoment& moment, const RateBook& current) const {
  std::vector<KnownSheet> sheets;
  BookRules rules{.terms = current.rules().terms};
  database_.read([&](SqlReader& reader) {
    sheets = list_sheets_known_at(reader, moment.known_at);
    rules.stops = price_stops_known_at(reader, moment.known_at);
  });
  std::vector<BookEntry> entries;
  for (KnownSheet& sheet : sheets) {
    auto compiled = form_of(sheet, moment, current);
    if (compiled == nullptr) continue;
    entries.push_back({.sheet = std::move(compiled),
                       .on_sale = sheet.on_sale_then,
                       .scope_values = std::move(sheet.record.scope_values),
                       .compiled_revision = sheet.record.compiled_revision});
  }
  return std::make_shared<const RateBook>(std::move(entries), current.revision(), std::move(rules));
}

}  // namespace switchyard::pricing
