// Builds an environment's rate book out of the database and swaps it in: sheets come as bytes, are kept in a cache folder and
// memory-mapped, and those that are mapped already stay so.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "ports/log.hpp"
#include "pricing/book/rate_book.hpp"
#include "pricing/sheets/sheet_record.hpp"
#include "pricing/terms/compiled_terms.hpp"

namespace switchyard::pricing {

// On sale at `now`: not doubtful, begun, neither over nor given way to another. The stored status does not matter beyond being
// one of the book's: a Test clock that stands in the past sells what is long over by the calendar.
[[nodiscard]] bool is_on_sale(const SheetRecord& sheet, Instant now);
// The next instant after `now` at which is_on_sale may change; nothing where it will not.
[[nodiscard]] std::optional<Instant> next_change_of(const SheetRecord& sheet, Instant now);

// The database's revision that a loader's book was made of.
[[nodiscard]] std::int64_t database_revision_of(const RateBook& book);
// The number of a book of that revision after so many swaps without a change of it.
[[nodiscard]] std::uint64_t book_number(std::int64_t database_revision, std::int64_t swaps);

// Safe to call from many threads; one refresh runs at a time. Everything given must outlive it.
class RateBookLoader {
 public:
  // The folder is made where it is missing. `defaults` hold where no terms were set. `clock` is the environment's business clock.
  RateBookLoader(Database& database, RateBooks& books, const Clock& clock, Log& log, std::string cache_directory,
                 const TermsDefaults& defaults = {});

  // Swaps the book in where its revision moved, or the clock passed an instant at which a sheet begins or ends. True: it swapped.
  // Throws what the database or the disk throws; the former book stays then.
  bool refresh();
  // The revision of the book that was swapped in last; 0 before the first.
  [[nodiscard]] std::int64_t revision() const;

 private:
  using Key = std::pair<std::string, std::int64_t>;  // Id and compiled_revision.
  using Mapped = std::map<Key, std::shared_ptr<const CompiledSheet>>;

  std::shared_ptr<const CompiledSheet> map_sheet(const SheetRecord& sheet);
  [[nodiscard]] bool download(const SheetRecord& sheet, const std::string& path);
  void forget_old_files(const SheetRecord& sheet) const;
  void forget_files_except(const Mapped& mapped) const;

  Database& database_;
  RateBooks& books_;
  const Clock& clock_;
  Log& log_;
  std::string cache_directory_;
  const TermsDefaults defaults_;
  mutable std::mutex mutex_;  // Guards all below.
  Mapped mapped_;
  std::vector<std::shared_ptr<const RateBook>> retired_;  // Former books that a search may still look into.
  std::int64_t revision_ = 0;
  std::int64_t swaps_ = 0;
  std::optional<Instant> loaded_at_;
  std::optional<Instant> next_change_;
};

}  // namespace switchyard::pricing
