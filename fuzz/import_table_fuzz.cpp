// Any bytes as a table of contracts: read or refused; its rows are understood or every wrong cell is named.
// links: contracting
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "contracting/contracts/import_rows.hpp"
#include "market/loaded_market.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace switchyard;
  static const auto market = market::embedded_market();
  const auto table = contracting::parse_import_csv(std::string_view(reinterpret_cast<const char*>(bytes), size));
  if (!table) return 0;
  std::vector<contracting::ImportError> errors;
  std::size_t rows = 0;
  for (const auto& contract : contracting::read_import_rows(*table, *market, errors)) rows += contract.rows.size();
  if (rows > table->rows.size()) __builtin_trap();
  if (rows == 0 && errors.empty() && !table->rows.empty()) __builtin_trap();
  return 0;
}
