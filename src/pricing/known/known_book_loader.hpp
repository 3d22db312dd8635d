// Makes rate books of the past out of the database. Sheets that the current book has in the same form are shared with it; others are
// read into memory, and only where they can answer for the instant that is asked for.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>

#include "ports/clock.hpp"
#include "ports/database.hpp"
#include "pricing/known/known_books.hpp"
#include "pricing/known/known_sheet_store.hpp"

namespace switchyard::pricing {

// Safe from many threads; one book is made at a time. Everything given must outlive it.
class KnownBookLoader {
 public:
  // Books kept for the next question.
  static constexpr std::size_t kBooksMax = 4;

  KnownBookLoader(Database& database, const RateBooks& books, const Clock& clock) : database_(database), books_(books), clock_(clock) {}

  // Terms are those of the current book, which are dated.
  [[nodiscard]] std::shared_ptr<const RateBook> book(const KnownMoment& moment);

 private:
  struct Kept {
    KnownMoment moment;
    std::shared_ptr<const RateBook> of;    // The book that was current, whose terms it has.
    std::shared_ptr<const RateBook> book;
  };

  [[nodiscard]] std::shared_ptr<const RateBook> make(const KnownMoment& moment, const RateBook& current) const;
  [[nodiscard]] std::shared_ptr<const CompiledSheet> form_of(const KnownSheet& sheet, const KnownMoment& moment, const RateBook& current) const;

  Database& database_;
  const RateBooks& books_;
  const Clock& clock_;
  std::mutex mutex_;  // Guards kept_.
  std::list<Kept> kept_;  // The latest used first.
};

}  // namespace switchyard::pricing
