// Tables of ZIP codes: any bytes are taken whole or refused with lines, and what is taken is sound.
// links: market
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>

#include "market/loaded_market.hpp"
#include "market/zip_import.hpp"
#include "market/zip_index.hpp"

using namespace switchyard;
using namespace switchyard::market;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const auto market = embedded_market();
  std::istringstream file(std::string(reinterpret_cast<const char*>(bytes), size));
  const auto table = read_zip_table(file, *market);
  if (!table) {
    if (table.error().code == "invalid_zip_table" && (table.error().fields.empty() || table.error().fields.size() > kZipErrorsKeptMax)) std::abort();
    return 0;
  }
  if (table->source.empty()) std::abort();
  for (const ZipCandidateRow& row : table->candidates) {
    if (row.utility_code.empty() || !parse_zip(row.zip) || row.zip.size() != 5) std::abort();
  }
  return 0;
}
