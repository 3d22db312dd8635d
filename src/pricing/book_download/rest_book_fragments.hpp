// The parts of a line that many rates share. Each ends with what divides it from the next.
#pragma once

#include <string>
#include <string_view>

#include "pricing/book_download/book_lines.hpp"

namespace switchyard::pricing {

// The names of a CSV's columns; empty for NDJSON.
[[nodiscard]] std::string_view book_header(const BookView& view);
[[nodiscard]] std::string names_fragment(const SoldGroup& group, const sheet_format::Curve& curve, BookFormat format);
[[nodiscard]] std::string start_fragment(const sheet_format::Tables& tables, const sheet_format::StartEdge& start, BookFormat format);
[[nodiscard]] std::string term_fragment(std::int16_t term_months, BookFormat format);
[[nodiscard]] std::string band_fragment(const UsageBand& band, BookFormat format);
// From the price's unit to the end of the line.
[[nodiscard]] std::string tail_fragment(const SoldGroup& group, const sheet_format::Curve& curve, const SheetId& sheet, const BookView& view);
// "0.06120": as many decimals as the contract price has, more where it needs them.
void append_price(std::string& out, std::int64_t micros, int decimals_min);

}  // namespace switchyard::pricing
