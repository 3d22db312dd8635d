// GET /v1/prices without the edge, over about a million rates: the search alone, and parse + search + write.
#include <benchmark/benchmark.h>

#include <fmt/format.h>

#include "market/loaded_market.hpp"
#include "pricing/book/sheet_format.hpp"
#include "pricing/rest_price_page.hpp"
#include "pricing/rest_price_query.hpp"

namespace switchyard::pricing {
namespace {

constexpr int kClasses = 5;

SheetFacts facts_of(std::uint8_t number) {
  Uuid uuid;
  uuid.bytes[6] = 0x70;
  uuid.bytes[8] = 0x80;
  uuid.bytes[15] = number;
  return {.id = SheetId(uuid), .file_name = fmt::format("bench {}.xlsx", number), .sha256 = std::string(64, 'a')};
}

// 20 utilities x 5 classes x 10 bands x 12 starts x 36 terms a supplier: 432,000.
SheetReading reading_of(const market::Market& market, int number) {
  SheetReading reading;
  reading.supplier = fmt::format("bench{}", number);
  reading.worksheets = {""};
  reading.sellable_from = Instant::from_unix_seconds(1'767'571'200);
  reading.sellable_until = Instant::from_unix_seconds(1'767'657'600);
  std::uint64_t state = 88172645463325252ULL + static_cast<std::uint64_t>(number);
  int utilities = 0;
  for (const market::Utility& utility : market.utilities()) {
    if (utility.commodity != Commodity::electric || ++utilities > 20) continue;
    RateRow row;
    row.utility_alias = reading.texts.intern(utility.code);
    row.has_start = true;
    for (int rate_class = 0; rate_class < kClasses; ++rate_class) {
      row.rate_class_alias = reading.texts.intern(fmt::format("Bench {}", rate_class));
      for (int band = 0; band < 10; ++band) {
        row.band = {.min_milli = band * 50'000'000LL, .max_milli_exclusive = (band + 1) * 50'000'000LL, .unit = EnergyUnit::kwh, .present = true};
        for (int start = 0; start < 12; ++start) {
          row.start_from = Month::from_index(2026 * 12 + 1 + start).first_day();
          row.start_until = Month::from_index(2026 * 12 + 2 + start).first_day();
          for (std::int16_t term = 1; term <= 36; ++term) {
            state ^= state << 13U;
            state ^= state >> 7U;
            state ^= state << 17U;
            row.term_months = term;
            row.stored_price_micros = row.basis_price_micros = 50'000 + static_cast<std::int64_t>(state % 4'000) * 10;
            row.cell.row = static_cast<std::uint32_t>(reading.rows.size());
            reading.rows.push_back(row);
          }
        }
      }
    }
  }
  return reading;
}

struct Desk {
  std::shared_ptr<const market::Market> market = market::embedded_market();
  std::shared_ptr<const RateBook> book;
  RateRefs refs = RateRefs::with_key(Secret(std::string(32, 'k'))).value();
  std::vector<std::string> utilities;

  Desk() {
    std::vector<BookEntry> entries;
    for (std::uint8_t number = 1; number <= 3; ++number) {
      const Compilation compilation = compile_sheet(reading_of(*market, number), facts_of(number), *market);
      entries.push_back({.sheet = CompiledSheet::from_bytes(compilation.bytes).value(), .on_sale = true, .scope_values = {}});
    }
    book = std::make_shared<RateBook>(std::move(entries), 1);
    for (const market::Utility& utility : market->utilities()) {
      if (utility.commodity == Commodity::electric && utilities.size() < 20) utilities.push_back(utility.code);
    }
  }
};

const Desk& desk() {
  static const Desk made;
  return made;
}

// 15 offers: 5 classes of 3 suppliers at one band, start and term; another utility, usage, start and term each time.
std::string query_text(std::size_t i) {
  const Desk& at = desk();
  return fmt::format("commodity=electric&utility={}&annualUsage={}&startMonth=2026-{:02}&termMonths={}&margin=0.005&limit=15",
                     at.utilities[i % at.utilities.size()], 10'000 + i * 7'919 % 480'000, 2 + i % 11, 1 + i * 5 % 36);
}

PriceContext context() {
  const Desk& at = desk();
  return {.book = *at.book, .market = *at.market, .refs = at.refs, .now = Instant::from_unix_seconds(1'767'600'000)};
}

http::QueryReader reader_of(const std::string& text) {
  http::Request request;
  request.query = text;
  return http::QueryReader::of(request).value();
}

void search_alone(benchmark::State& state) {
  std::vector<PriceRequest> asked;
  for (std::size_t i = 0; i < 1'024; ++i) asked.push_back(parse_price_request(reader_of(query_text(i)), context()).value());
  std::size_t i = 0;
  std::size_t offers = 0;
  for (auto _ : state) {
    const PriceRequest& request = asked[i++ % asked.size()];
    const auto page = search(*desk().book, request.query, request.at, request.mode, request.page, request.view.get());
    offers += page->offers.size();
    benchmark::DoNotOptimize(page);
  }
  state.counters["rates"] = static_cast<double>(desk().book->rate_count());
  state.counters["offers"] = static_cast<double>(offers) / static_cast<double>(state.iterations());
}
BENCHMARK(search_alone);

void open_search(benchmark::State& state) {
  const auto request = parse_price_request(reader_of(fmt::format("commodity=electric&utility={}&annualUsage=60000&limit=15", desk().utilities[3])), context()).value();
  for (auto _ : state) benchmark::DoNotOptimize(search(*desk().book, request.query, request.at, request.mode, request.page, request.view.get()));
}
BENCHMARK(open_search);

void parse_alone(benchmark::State& state) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 1'024; ++i) texts.push_back(query_text(i));
  std::size_t i = 0;
  for (auto _ : state) benchmark::DoNotOptimize(parse_price_request(reader_of(texts[i++ % texts.size()]), context()));
}
BENCHMARK(parse_alone);

void parse_search_write(benchmark::State& state) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 1'024; ++i) texts.push_back(query_text(i));
  const PriceFieldSet fields = fields_shown({.stack = true, .lineage = false});
  std::size_t i = 0;
  std::size_t bytes = 0;
  for (auto _ : state) {
    const auto request = parse_price_request(reader_of(texts[i++ % texts.size()]), context());
    const auto page = search(*desk().book, request->query, request->at, request->mode, request->page, request->view.get());
    const PriceAnswer answer{.book = *desk().book, .refs = desk().refs, .fields = fields};
    const std::string body = write_price_page(*request, *page, answer);
    benchmark::DoNotOptimize(price_page_etag(*request, *page, answer));
    bytes += body.size();
  }
  state.counters["bytes"] = static_cast<double>(bytes) / static_cast<double>(state.iterations());
}
BENCHMARK(parse_search_write);

void compile(benchmark::State& state) {
  const SheetReading reading = reading_of(*desk().market, 1);
  std::size_t bytes = 0;
  for (auto _ : state) bytes = compile_sheet(reading, facts_of(1), *desk().market).bytes.size();
  state.counters["rows"] = static_cast<double>(reading.rows.size());
  state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK(compile)->Unit(benchmark::kMillisecond);

void load(benchmark::State& state) {
  const std::string bytes = compile_sheet(reading_of(*desk().market, 1), facts_of(1), *desk().market).bytes;
  for (auto _ : state) benchmark::DoNotOptimize(sheet_format::load_tables(bytes));
}
BENCHMARK(load)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace switchyard::pricing

BENCHMARK_MAIN();
