#include "pricing/book_download/book_lines.hpp"

#include "pricing/book/rate_id.hpp"
#include "pricing/book/sheet_rows.hpp"
#include "pricing/book_download/rest_book_fragments.hpp"

namespace switchyard::pricing {

BookLines::BookLines(std::shared_ptr<const RateBook> book, std::vector<SoldGroup> groups, BookView view)
    : book_(std::move(book)), groups_(std::move(groups)), view_(view) {}

// To the first curve at or after the place that has something for sale.
bool BookLines::next_curve() {
  for (; group_ < groups_.size(); ++group_, curve_ = 0) {
    const CurveGroup& group = *groups_[group_].group;
    if (curve_ < group.curves_first) curve_ = group.curves_first;
    while (curve_ < group.curves_until && !groups_[group_].is_sold(curve())) ++curve_;
    if (curve_ < group.curves_until) return true;
  }
  return false;
}

void BookLines::begin_curve() {
  const SoldGroup& group = groups_[group_];
  const sheet_format::Tables& tables = *group.group->tables;
  const sheet_format::Curve& facts = *curve().curve;
  sheet_ = book_->entries()[group.group->entry].sheet->facts().id;
  head_ = names_fragment(group, facts, view_.format);
  starts_.clear();
  for (std::size_t i = 0; i < facts.start_count; ++i) starts_.push_back(start_fragment(tables, tables.start_axis[facts.starts_first + i], view_.format));
  terms_.clear();
  for (std::size_t i = 0; i < facts.term_count; ++i) terms_.push_back(term_fragment(tables.term_axis[facts.terms_first + i], view_.format));
  tail_ = tail_fragment(group, facts, sheet_, view_);
}

void BookLines::append_line(std::string& out, std::uint32_t cell, std::size_t start, std::size_t term) {
  const SoldGroup& group = groups_[group_];
  const sheet_format::Tables& tables = *group.group->tables;
  const StackParts parts = group.parts(*curve().curve, cell);
  const bool is_json = view_.format == BookFormat::ndjson;
  if (is_json) out += "{\"rateId\":\"";
  RateId{sheet_, tables.cell_rows[cell]}.append_to(out);
  out += is_json ? "\"," : ",";
  out.append(head_).append(starts_[start]).append(terms_[term]).append(band_text_);
  append_price(out, partner_base_micros(parts), parts.price_decimals);
  if (view_.shows_stack) {
    out += is_json ? "\",\"transferPrice\":\"" : ",";
    append_price(out, parts.transfer_micros, parts.price_decimals);
  }
  out.append(tail_);
}

void BookLines::append_band(std::string& out) {
  const sheet_format::Tables& tables = *groups_[group_].group->tables;
  const sheet_format::Curve& facts = *curve().curve;
  band_text_ = band_fragment(band_of(tables.bands[tables.band_axis[facts.bands_first + band_].band]), view_.format);
  for (std::size_t start = 0; start < facts.start_count; ++start) {
    for (std::size_t term = 0; term < facts.term_count; ++term) {
      const std::uint32_t cell = sheet_format::cell_at(tables, facts, band_, start, term);
      if (cell != sheet_format::kNone && tables.prices[cell] != sheet_format::kNoPrice) append_line(out, cell, start, term);
    }
  }
}

bool BookLines::append(std::string& piece) {
  piece.reserve(piece.size() + kPieceSize + kPieceSize / 4);
  if (!has_begun_) piece += book_header(view_);
  has_begun_ = true;
  const std::size_t from = piece.size();
  while (next_curve()) {
    if (piece.size() - from >= kPieceSize) return true;
    if (band_ == 0) begin_curve();
    append_band(piece);
    if (++band_ == curve().curve->band_count) {
      band_ = 0;
      ++curve_;
    }
  }
  return false;
}

}  // namespace switchyard::pricing
