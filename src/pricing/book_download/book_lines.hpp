// Rates of a book as lines of NDJSON or CSV. What a curve's rates share is written once a curve and copied: over a million rates a
// second and core.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "pricing/book_download/book_walk.hpp"

namespace switchyard::pricing {

enum class BookFormat : std::uint8_t { ndjson, csv };

struct BookView {
  BookFormat format = BookFormat::ndjson;
  bool shows_stack = false;  // The supplier's price, house fee and sheet: for operators.
};

// Not for several threads at a time.
class BookLines {
 public:
  // A piece ends behind the line with which it reaches this.
  static constexpr std::size_t kPieceSize = 256 * 1024;

  BookLines(std::shared_ptr<const RateBook> book, std::vector<SoldGroup> groups, BookView view);

  // Appends the next piece; false where it was the last.
  bool append(std::string& piece);

 private:
  void begin_curve();
  bool next_curve();
  void append_band(std::string& out);
  void append_line(std::string& out, std::uint32_t cell, std::size_t start, std::size_t term);
  [[nodiscard]] const IndexedCurve& curve() const { return groups_[group_].shelf->curves[curve_]; }

  std::shared_ptr<const RateBook> book_;
  std::vector<SoldGroup> groups_;
  const BookView view_;
  bool has_begun_ = false;
  std::size_t group_ = 0;
  std::uint32_t curve_ = 0;
  std::size_t band_ = 0;
  SheetId sheet_{Uuid{}};
  std::string head_;    // Of the curve: the names.
  std::vector<std::string> starts_;
  std::vector<std::string> terms_;
  std::string band_text_;
  std::string tail_;
};

}  // namespace switchyard::pricing
