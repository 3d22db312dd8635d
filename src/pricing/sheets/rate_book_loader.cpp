#include "pricing/sheets/rate_book_loader.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

#include "pricing/sheets/sheet_bytes_store.hpp"
#include "pricing/sheets/sheet_store.hpp"
#include "pricing/terms/terms_store.hpp"
#include "pricing/stops/price_stop_store.hpp"

namespace switchyard::pricing {
namespace {

namespace fs = std::filesystem;

// A book's own number must change with every swap, also where only the clock moved.
constexpr std::int64_t kSwapsAtOneRevisionMax = 1 << 16;

// The newest ones; who asks why a supplier has no price is told of no other.
constexpr std::int64_t kHeldSheetsMax = 1'000;

struct BookState {
  std::int64_t revision = 0;
  std::vector<SheetRecord> sheets;
  BookRules rules;
};

std::vector<HeldSheet> held_sheets(SqlReader& reader) {
  std::vector<HeldSheet> held;
  for (SheetRecord& sheet : list_sheets(reader, {.status = SheetStatus::held, .limit = kHeldSheetsMax})) {
    held.push_back({.id = sheet.id, .supplier = std::move(sheet.supplier), .commodities = std::move(sheet.commodities), .received_at = sheet.received_at});
  }
  return held;
}

BookState read_state(Database& database, const TermsDefaults& defaults, Instant now) {
  BookState state;
  database.read([&](SqlReader& reader) {
    state.revision = read_book_revision(reader);
    state.sheets = list_book_sheets(reader);
    state.rules.terms = terms_from(reader, defaults);
    state.rules.stops = price_stops_from(reader, now);
    state.rules.held = held_sheets(reader);
  });
  return state;
}

std::int64_t read_revision(Database& database) {
  std::int64_t revision = 0;
  database.read([&](SqlReader& reader) { revision = read_book_revision(reader); });
  return revision;
}

std::string file_name_of(const SheetRecord& sheet) { return fmt::format("{}-{}.sheet", sheet.id.text(), sheet.compiled_revision); }

// Whole or not at all: others may map the same folder. A torn file after a power failure is found by its checksum.
void write_whole(const std::string& path, std::string_view bytes) {
  const std::string unfinished = fmt::format("{}.{}.part", path, ::getpid());
  {
    std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
    file.exceptions(std::ios::failbit | std::ios::badbit);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  fs::rename(unfinished, path);
}

}  // namespace

bool is_on_sale(const SheetRecord& sheet, Instant now) {
  const bool in_book = sheet.status == SheetStatus::published || sheet.status == SheetStatus::superseded || sheet.status == SheetStatus::expired;
  if (!in_book || sheet.doubtful || !sheet.sellable_from || !sheet.sellable_until) return false;
  if (now < *sheet.sellable_from || now >= *sheet.sellable_until) return false;
  return !sheet.off_sale_from || now < *sheet.off_sale_from;
}

std::optional<Instant> next_change_of(const SheetRecord& sheet, Instant now) {
  std::optional<Instant> next;
  if (sheet.off_sale_from && *sheet.off_sale_from <= now) return next;  // Off sale for good: its own end changes nothing.
  for (const auto& instant : {sheet.sellable_from, sheet.sellable_until, sheet.off_sale_from}) {
    if (instant && *instant > now && (!next || *instant < *next)) next = instant;
  }
  return next;
}

std::int64_t database_revision_of(const RateBook& book) { return static_cast<std::int64_t>(book.revision()) / kSwapsAtOneRevisionMax; }

std::uint64_t book_number(std::int64_t database_revision, std::int64_t swaps) {
  return static_cast<std::uint64_t>(database_revision * kSwapsAtOneRevisionMax + swaps);
}

RateBookLoader::RateBookLoader(Database& database, RateBooks& books, const Clock& clock, Log& log, std::string cache_directory,
                               const TermsDefaults& defaults)
    : database_(database), books_(books), clock_(clock), log_(log), cache_directory_(std::move(cache_directory)), defaults_(defaults) {
  fs::create_directories(cache_directory_);
}

std::int64_t RateBookLoader::revision() const {
  const std::lock_guard lock(mutex_);
  return revision_;
}

bool RateBookLoader::refresh() {
  const std::lock_guard lock(mutex_);
  // Freed here and not on the thread of the search that let it go last: a book has many small parts.
  std::erase_if(retired_, [](const auto& book) { return book.use_count() == 1; });
  const Instant now = clock_.now();
  const bool clock_moved_past = loaded_at_ && ((next_change_ && now >= *next_change_) || now < *loaded_at_);
  if (loaded_at_ && !clock_moved_past && read_revision(database_) == revision_) return false;
  BookState state = read_state(database_, defaults_, now);
  std::vector<BookEntry> entries;
  Mapped mapped;
  std::optional<Instant> next_change = state.rules.stops.next_change(now);
  if (const auto change = state.rules.terms->next_change(now); change && (!next_change || *change < *next_change)) next_change = change;
  for (const SheetRecord& sheet : state.sheets) {
    auto compiled = map_sheet(sheet);
    if (compiled == nullptr) continue;
    mapped.emplace(Key(sheet.id.text(), sheet.compiled_revision), compiled);
    const auto change = next_change_of(sheet, now);
    if (change && (!next_change || *change < *next_change)) next_change = change;
    entries.push_back({.sheet = std::move(compiled), .on_sale = is_on_sale(sheet, now), .scope_values = sheet.scope_values,
                       .compiled_revision = sheet.compiled_revision});
  }
  swaps_ = state.revision == revision_ ? swaps_ + 1 : 0;
  forget_files_except(mapped);
  retired_.push_back(books_.current());
  books_.swap(std::make_shared<RateBook>(std::move(entries), book_number(state.revision, swaps_), std::move(state.rules)));
  mapped_ = std::move(mapped);
  revision_ = state.revision;
  loaded_at_ = now;
  next_change_ = next_change;
  return true;
}

std::shared_ptr<const CompiledSheet> RateBookLoader::map_sheet(const SheetRecord& sheet) {
  if (const auto known = mapped_.find(Key(sheet.id.text(), sheet.compiled_revision)); known != mapped_.end()) return known->second;
  const std::string path = (fs::path(cache_directory_) / file_name_of(sheet)).string();
  for (const bool fresh : {false, true}) {
    if (fresh || !fs::exists(path)) {
      if (!download(sheet, path)) return nullptr;
      forget_old_files(sheet);
    }
    const auto compiled = CompiledSheet::map_file(path);
    if (compiled) return *compiled;
    log_.warning("a cached sheet is damaged", {{"sheet.id", sheet.id.text()}, {"reason", compiled.error().message}});
  }
  return nullptr;
}

// False where the sheet was compiled anew since its record was read: the next refresh takes that.
bool RateBookLoader::download(const SheetRecord& sheet, const std::string& path) {
  std::optional<std::string> bytes;
  database_.read([&](SqlReader& reader) {
    bytes.reset();
    const auto current = find_sheet(reader, sheet.id);
    if (current && current->compiled_revision == sheet.compiled_revision) bytes = read_compiled(reader, sheet.id);
  });
  if (!bytes) return false;
  write_whole(path, *bytes);
  return true;
}

void RateBookLoader::forget_old_files(const SheetRecord& sheet) const {
  for (std::int64_t revision = sheet.compiled_revision - 1; revision > 0 && revision > sheet.compiled_revision - 10; --revision) {
    std::error_code ignored;  // A file that stays costs disk and nothing else.
    fs::remove(fs::path(cache_directory_) / fmt::format("{}-{}.sheet", sheet.id.text(), revision), ignored);
  }
}

// Of sheets that left the book; at the first load also what former runs left. Another process may have mapped such a file: it
// keeps what it mapped, and takes the sheet from the database again if it must.
void RateBookLoader::forget_files_except(const Mapped& mapped) const {
  std::error_code ignored;
  for (const auto& [key, sheet] : mapped_) {
    if (!mapped.contains(key)) fs::remove(fs::path(cache_directory_) / fmt::format("{}-{}.sheet", key.first, key.second), ignored);
  }
  if (loaded_at_) return;
  for (const auto& file : fs::directory_iterator(cache_directory_, ignored)) {
    const std::string stem = file.path().stem().string();
    const auto is_mapped = [&](const auto& entry) { return stem == fmt::format("{}-{}", entry.first.first, entry.first.second); };
    if (file.path().extension() == ".sheet" && std::ranges::none_of(mapped, is_mapped)) fs::remove(file.path(), ignored);
  }
}

}  // namespace switchyard::pricing
