// The engine alone on a slice of the contracting schema: a request's bytes in, its answer's bytes out; and its parts.
#include <benchmark/benchmark.h>

#include "graphql/execution/json_text.hpp"
#include "graphql/execution/service.hpp"
#include "graphql/language/parser.hpp"
#include "graphql/transport/transport.hpp"
#include "graphql/validation/validation.hpp"
#include "graphql_slice.hpp"

namespace switchyard {
namespace {

std::string request_body() {
  graphql::JsonText json;
  json.raw(R"({"query":)");
  json.text(bench::slice_query());
  json.raw(R"(,"variables":{"first":50}})");
  return json.take();
}

void graphql_answer(benchmark::State& state) {
  const bench::Desk desk = bench::make_desk();
  const auto schema = bench::make_slice();
  graphql::Service service(*schema);
  const graphql::Transport transport(service);
  const std::string body = request_body();
  std::size_t bytes = 0;
  for (auto _ : state) {
    const auto answer = transport.answer({.method = "POST", .content_type = "application/json", .accept = "application/json", .body = body}, graphql::AppContext(desk));
    bytes = answer.body.size();
    if (answer.status != 200 || answer.executed.front().errors != 0) state.SkipWithError(answer.body.c_str());
  }
  state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK(graphql_answer);

void graphql_parse(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(graphql::parse_document(std::string(bench::slice_query())));
}
BENCHMARK(graphql_parse);

void graphql_validate(benchmark::State& state) {
  const auto schema = bench::make_slice();
  const auto parsed = graphql::parse_document(std::string(bench::slice_query()));
  for (auto _ : state) benchmark::DoNotOptimize(graphql::validate(schema->schema(), *parsed.document));
}
BENCHMARK(graphql_validate);

}  // namespace
}  // namespace switchyard

BENCHMARK_MAIN();
