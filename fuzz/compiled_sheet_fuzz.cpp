// links: pricing
// Arbitrary bytes as a compiled sheet: refused, or searched and exported without leaving them. The checksum is made right, so
// that the fuzzer meets the numbers behind it.
#include <cstddef>
#include <cstdint>

#include "pricing/book/rate_book.hpp"
#include "pricing/book/sheet_format.hpp"
#include "pricing/resolve_rate.hpp"
#include "pricing/search.hpp"

using namespace switchyard;
using namespace switchyard::pricing;

namespace {

void search_all(const RateBook& book, const sheet_format::Tables& tables, Instant at) {
  for (const sheet_format::Curve& curve : tables.curves) {
    const auto unit = static_cast<EnergyUnit>(curve.price_unit);
    for (const std::int64_t usage : {std::int64_t{0}, std::int64_t{50'000'000}}) {
      const PriceQuery query{.commodity = static_cast<Commodity>(curve.commodity),
                             .utility_code = std::string(tables.text(curve.utility_code)),
                             .annual_usage = Energy::from_milli(usage, base_of(unit))};
      for (const SearchMode mode : {SearchMode::sell, SearchMode::as_of}) static_cast<void>(search(book, query, at, mode));
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  if (bytes.size() >= sizeof(sheet_format::Head)) sheet_format::seal(bytes);
  const auto sheet = CompiledSheet::from_bytes(std::move(bytes));
  if (!sheet) return 0;
  (*sheet)->each_row([](const ExportRow&, const TextPool&) {});
  const RateBook book({{.sheet = *sheet, .on_sale = true, .scope_values = {}}}, 1);
  search_all(book, *(*sheet)->tables(), (*sheet)->sellable_from());
  for (std::uint32_t ordinal = 0; ordinal < 4; ++ordinal) static_cast<void>(rate_facts(**sheet, ordinal));
  return 0;
}
