// A quote derived anew from the supplier's file as it came: bytes, layout, cell, price, stack, costs, hash. Nothing that is
// compared is taken from the compiled sheet, so a fault anywhere between file and quote is found.
#pragma once

#include <string>
#include <vector>

#include "ports/database.hpp"
#include "pricing/layout/layout.hpp"
#include "pricing/quotes/quote.hpp"
#include "pricing/sheets/digest_port.hpp"

namespace switchyard::pricing {

struct LineVerdict {
  std::string line_id;
  std::string ref;                   // "file.xlsx Sheet!C1".
  std::string price;                 // As it was quoted, "0.06620 $/kWh".
  std::vector<std::string> faults;   // Sentences; empty: the line holds.
  std::vector<std::string> notes;    // What a reader should know and is no fault.
};

struct QuoteVerdict {
  std::vector<std::string> faults;   // Of the quote as a whole.
  std::vector<LineVerdict> lines;    // In the quote's order.
  [[nodiscard]] bool holds() const;
};

// Reads the files out of the database; one at a time is in memory. A line whose file or layout is missing does not hold.
//
// A line is read with the layout's text as it was when the sheet was imported. Where that was not kept (sheets of before it was),
// the layout of the same name and version among `layouts` is taken, and noted; another version is a fault.
// `tools` are those that files of some types need; without them lines of such files do not hold.
[[nodiscard]] QuoteVerdict verify_quote(Database& database, const Quote& quote, const FileDigest& digest, const LayoutLibrary& layouts,
                                        const workbook::Tools& tools = {});

// {"quoteId","holds","hash","faults","lines":[{"lineId","ref","price","holds","faults","notes"}]}
[[nodiscard]] std::string verdict_json(const Quote& quote, const QuoteVerdict& verdict);

}  // namespace switchyard::pricing
