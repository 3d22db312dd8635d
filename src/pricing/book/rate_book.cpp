#include "pricing/book/rate_book.hpp"

#include "pricing/book/rate_index.hpp"
#include "pricing/terms/selling_view.hpp"
#include "values/ensure.hpp"

namespace switchyard::pricing {
namespace {

std::size_t rates_on_sale(const std::vector<BookEntry>& entries) {
  std::size_t count = 0;
  for (const BookEntry& entry : entries) {
    const sheet_format::Tables* tables = entry.sheet->tables();
    if (entry.on_sale && tables != nullptr) count += tables->head->priced_count;
  }
  return count;
}

}  // namespace

RateBook::RateBook(std::vector<BookEntry> entries, std::uint64_t revision, BookRules rules)
    : entries_(std::move(entries)),
      revision_(revision),
      rules_(std::move(rules)),
      rate_count_(rates_on_sale(entries_)),
      index_(std::make_unique<const Index>(entries_)),
      selling_views_(std::make_unique<SellingViews>()) {
  if (rules_.terms == nullptr) rules_.terms = open_terms(MarginPolicy{});
}

RateBook::~RateBook() = default;

RateBooks::RateBooks() : current_(std::make_shared<const RateBook>(std::vector<BookEntry>(), 0)) {}

std::shared_ptr<const RateBook> RateBooks::current() const {
  const std::lock_guard lock(mutex_);
  return current_;
}

void RateBooks::swap(std::shared_ptr<const RateBook> book) {
  ENSURE(book != nullptr);
  // The former book may be the last reference: it ends after the lock.
  {
    const std::lock_guard lock(mutex_);
    current_.swap(book);
  }
}

}  // namespace switchyard::pricing
