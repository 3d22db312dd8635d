// What both routes of the rate book begin with: filters, who asks, and the state of what would be told.
#pragma once

#include <cstdint>
#include <vector>

#include "http/query_reader.hpp"
#include "pricing/book_download/book_lines.hpp"
#include "pricing/rest_prices.hpp"

namespace switchyard::pricing {

// commodity, supplier (repeatable), utility, state; words that are not known are refused by the reader.
[[nodiscard]] BookFilter parse_book_filter(http::QueryReader& reader, const market::Market& market);
[[nodiscard]] BookView book_view_of(const access::Caller& caller, BookFormat format);

// Another one as soon as a rate or price of the groups may be another; the same on every node that has the same book.
[[nodiscard]] std::uint64_t state_tag(const RateRefs& refs, const RateBook& book, std::span<const SoldGroup> groups, std::string_view question);

}  // namespace switchyard::pricing
