// A quote's line held against the stored offer that it was made of: quotes verify of lines that are no rates.
#pragma once

#include <string>
#include <vector>

#include "ports/database.hpp"
#include "pricing/quotes/line_source.hpp"
#include "pricing/sheets/digest_port.hpp"

namespace switchyard::pricing {

// The offer and its request are kept, their canonical form has the hash of then, the attachment's bytes have theirs, and the line's
// facts follow from them. Each fault is a sentence.
[[nodiscard]] std::vector<std::string> offer_faults(SqlReader& reader, const LineFacts& facts, const FileDigest& digest);

}  // namespace switchyard::pricing
