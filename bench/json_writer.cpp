// The JSON writer alone: about 4 KB of offers, made anew each time as a price search makes them.
#include "http/json_writer.hpp"

#include <benchmark/benchmark.h>

namespace switchyard {
namespace {

std::string offers() {
  http::JsonWriter json(5'000);
  json.begin_object().plain_member("asOf", "2026-11-24T08:00:00Z").key("items").begin_array();
  for (int i = 0; i < 10; ++i) {
    json.begin_object()
        .plain_member("rateId", "rat_0190f3c4a1b27c3d8e9f0a1b2c3d4e5f00001234")
        .member("supplier", "prairie-crown")
        .member("utility", "comed");
    json.plain_member("commodity", "electric")
        .member("zone", std::optional<std::string>())
        .member("rateClass", "Small Load")
        .member("termMonths", 12 + i);
    json.key("usageBand")
        .begin_object()
        .scaled_member("min", 25'000, 0)
        .scaled_member("maxExclusive", 50'000, 0)
        .plain_member("unit", "kWh")
        .end_object();
    json.scaled_member("price", 66'200 + i, 6)
        .plain_member("priceUnit", "$/kWh")
        .scaled_member("estimatedAnnualCost", 794'400 + i, 2);
    json.plain_member("expiresAt", "2026-11-24T23:00:00Z")
        .member("sellable", true)
        .plain_member("rateRef", "rr1.AbCdEfGhIjKlMnOpQrStUvWxYz0123456789")
        .end_object();
  }
  json.end_array().member("nextCursor", std::optional<std::string>()).end_object();
  return std::move(json).text();
}

void json_of_offers(benchmark::State& state) {
  std::size_t bytes = 0;
  for (auto _ : state) {
    const std::string text = offers();
    bytes = text.size();
    benchmark::DoNotOptimize(text.data());
  }
  state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK(json_of_offers);

}  // namespace
}  // namespace switchyard

BENCHMARK_MAIN();
