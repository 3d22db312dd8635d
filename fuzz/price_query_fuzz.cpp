// links: pricing
// Arbitrary query strings to GET /v1/prices over an empty book and the product's market: parsed or refused, never a fault.
#include <cstddef>
#include <cstdint>

#include "market/loaded_market.hpp"
#include "pricing/rest_price_page.hpp"
#include "pricing/rest_price_query.hpp"

using namespace switchyard;
using namespace switchyard::pricing;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto market = market::embedded_market();
  static const RateBook book({}, 1);
  static const RateRefs refs = RateRefs::with_key(Secret(std::string(32, 'k'))).value();
  http::Request request;
  request.query.assign(reinterpret_cast<const char*>(data), size);
  auto reader = http::QueryReader::of(request);
  if (!reader) return 0;
  const PriceContext context{.book = book, .market = *market, .refs = refs, .now = Instant::from_unix_seconds(1'767'571'200)};
  const auto asked = parse_price_request(std::move(reader).value(), context);
  if (!asked || asked->is_open()) return 0;
  const auto page = search(book, asked->query, asked->at, asked->mode, asked->page);
  if (page) static_cast<void>(write_price_page(*asked, *page, {.book = book, .refs = refs, .fields = asked->fields}));
  return 0;
}
