// All sheets of an environment that may be searched, swapped whole behind a shared_ptr<const>.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "pricing/book/compiled_sheet.hpp"
#include "pricing/stops/price_stops.hpp"
#include "pricing/terms/price_terms.hpp"

namespace switchyard::pricing {

class SellingViews;

// A sheet in the book. Without `asOf` only sheets on sale answer, from published_at until sellable_until; with `asOf` those
// whose validity holds the instant, the later-starting of a scope winning, whenever they were imported.
struct BookEntry {
  std::shared_ptr<const CompiledSheet> sheet;
  bool on_sale = false;            // Published, and neither superseded, withdrawn nor expired.
  std::vector<std::string> scope_values;  // The scope fields' values that it covers, as "state=NJ"; empty: the supplier whole.
  std::int64_t compiled_revision = 0;     // As its record has it; 0 in tests.
};

// A sheet that a check stopped whole and that waits for an operator: no price of it is in the book.
struct HeldSheet {
  SheetId id;
  std::string supplier;
  std::string commodities;  // As SheetRecord has them.
  Instant received_at;
  [[nodiscard]] bool sells(Commodity commodity) const { return commodities.find(text_of(commodity)) != std::string::npos; }
};

// What is sold beside what sheets say: swapped with them, so that one answer knows one state of all.
struct BookRules {
  std::shared_ptr<const PriceTerms> terms = {};  // Null as an argument: open terms with the margins of MarginPolicy.
  PriceStops stops = {};
  std::vector<HeldSheet> held = {};  // Told to who asks why there is no price.
};

// Immutable. Built when something was published; searches keep the one that they began with.
class RateBook {
 public:
  explicit RateBook(std::vector<BookEntry> entries, std::uint64_t revision, BookRules rules = {});
  ~RateBook();
  RateBook(const RateBook&) = delete;
  RateBook& operator=(const RateBook&) = delete;

  [[nodiscard]] const std::vector<BookEntry>& entries() const { return entries_; }
  // Changes with every swap: a part of ETags and cursors.
  [[nodiscard]] std::uint64_t revision() const { return revision_; }
  [[nodiscard]] const BookRules& rules() const { return rules_; }
  // Rates of the sheets on sale.
  [[nodiscard]] std::size_t rate_count() const { return rate_count_; }

  struct Index;
  [[nodiscard]] const Index& index() const { return *index_; }
  // What partners may sell of it, as far as it was asked for: terms/selling_view.hpp.
  [[nodiscard]] SellingViews& selling_views() const { return *selling_views_; }

 private:
  std::vector<BookEntry> entries_;
  std::uint64_t revision_ = 0;
  BookRules rules_;
  std::size_t rate_count_ = 0;
  std::unique_ptr<const Index> index_;
  std::unique_ptr<SellingViews> selling_views_;
};

// The current book of one environment. Safe from many threads.
class RateBooks {
 public:
  RateBooks();
  [[nodiscard]] std::shared_ptr<const RateBook> current() const;
  void swap(std::shared_ptr<const RateBook> book);

 private:
  mutable std::mutex mutex_;  // Guards current_; held for a pointer copy only.
  std::shared_ptr<const RateBook> current_;
};

}  // namespace switchyard::pricing
