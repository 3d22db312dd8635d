// Tables of ZIP codes that an operator brings: who may serve them. `market import-zips FILE`.
#pragma once

#include <cstddef>
#include <istream>
#include <map>
#include <string>
#include <vector>

#include "market/market.hpp"
#include "market/market_store.hpp"
#include "ports/database.hpp"

namespace switchyard::market {

inline constexpr std::size_t kZipRowCountMax = 500'000;
inline constexpr std::size_t kZipErrorsKeptMax = 100;

// A code or id of the file that is no utility of ours. Said, never guessed.
struct CodeWithoutUtility {
  std::string code;    // As it is kept: "aep-ohio", "eia:1234".
  std::string name;    // Where the file has one.
  std::size_t rows = 0;
};

struct ZipTable {
  std::string source;                      // "openei_iou", "openei_non_iou" or "candidates": a new import of it replaces the former.
  std::vector<ZipCandidateRow> candidates; // Distinct by ZIP and code, sorted.
  std::size_t rows = 0;                    // Of the file, without its header.
  std::size_t rows_skipped = 0;            // Of retail suppliers, which deliver nothing.
  std::vector<CodeWithoutUtility> codes_without_utility;
};

// Reads a whole table, line by line:
//   OpenEI/NREL "U.S. Electric Utility Companies and Rates: Look-up by Zipcode" (iou_zipcodes_YYYY.csv, non_iou_zipcodes_YYYY.csv):
//   zip,eiaid,utility_name,state,service_type,ownership,…; a utility is found by its EIA id and state;
//   candidates: zip,utility_code and further columns, of which `evidence` is kept.
// Refused with `unknown_zip_table` (the header), `invalid_zip_table` (rows that are wrong, by line, the first hundred) or
// `zip_table_too_large`; then nothing is taken.
Result<ZipTable> read_zip_table(std::istream& file, const Market& market);

// Writes it in one transaction: all rows or none; the same file twice leaves the same rows.
void import_zip_table(Database& database, const ZipTable& table);

}  // namespace switchyard::market
