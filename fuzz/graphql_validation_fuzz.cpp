// Any text as a document: refused, or validated against a fixed schema within the limits of a server; and what is found is told in
// places of the text. The same text as SDL: a schema, or reasons.
// links: graphql
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "graphql/language/parser.hpp"
#include "graphql/schema/build_schema.hpp"
#include "graphql/validation/validation.hpp"

using namespace switchyard::graphql;

namespace {

constexpr char kSdl[] = R"(
directive @note(text: String!, level: Level = LOW) repeatable on QUERY | FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT | VARIABLE_DEFINITION
scalar Any
enum Level { LOW HIGH }
interface Node { id: ID! }
interface Place implements Node { id: ID! near(by: Pick, first: Int! = 5): [Place!] }
type A implements Place & Node { id: ID! near(by: Pick, first: Int! = 5): [Place!] b(level: Level): B f: Float }
type B implements Node { id: ID! a(filter: Filter!): A any(value: Any): Any }
union AB = A | B
input Filter { text: String = "x" size: [[Int!]] inner: Filter at: Float! = 1 }
input Pick @oneOf { id: ID level: Level filter: Filter }
type Query { a: A b(id: ID!): B ab: AB place: Place node(id: ID = 4): Node }
type Mutation { move(what: Pick!, to: [ID!]!): AB }
type Subscription { moved(level: Level): AB }
)";

void require_sound(const GraphqlError& error) {
  if (error.message.empty() || error.code.empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const SchemaPtr schema = build_schema(kSdl).schema;
  const std::string text(reinterpret_cast<const char*>(bytes), size);

  const ParseResult parsed = parse_document(text);
  if (!parsed) {
    require_sound(parsed.error);
    return 0;
  }
  const ValidationLimits limits;
  const auto errors = validate(*schema, *parsed.document, limits);
  if (errors.size() > limits.errors_max + 1) std::abort();
  const auto lines = static_cast<std::size_t>(1 + std::ranges::count_if(text, [](char c) { return c == '\n' || c == '\r'; }));
  for (const GraphqlError& error : errors) {
    require_sound(error);
    for (const SourceLocation& at : error.locations) {
      if (at.line == 0 || at.column == 0 || at.line > lines || at.column > size + 1) std::abort();
    }
  }

  const SchemaResult built = build_schema(text);
  if (built.schema == nullptr && built.errors.empty()) std::abort();
  if (built.schema != nullptr) static_cast<void>(validate(*built.schema, *parsed.document, limits));
  return 0;
}
