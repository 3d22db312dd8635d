#include "graphql/language/parser.hpp"
#include "graphql/schema/build_schema.hpp"
#include "graphql/validation/validation_fixture.hpp"
#include "values/ensure.hpp"

namespace switchyard::graphql::validation {

namespace {

constexpr char kSdl[] = R"(
directive @note(text: String!) repeatable on FIELD | QUERY
directive @once on FIELD | FRAGMENT_DEFINITION | VARIABLE_DEFINITION | INLINE_FRAGMENT | FRAGMENT_SPREAD
scalar Decimal
enum Unit { KWH THERM MWH }
interface Named { name: String }
interface Place implements Named { name: String near: Place }
type Depot implements Place & Named { name: String near: Place tracks(first: Int = 5): Int size(unit: Unit!): Decimal }
type Shed implements Place & Named { name(upper: Boolean): String near: Place tracks: String! owner: Owner }
type Owner implements Named { name: String age: Int places(filter: Filter, order: [Order!]): [Place!]! }
union Thing = Depot | Shed
union Party = Owner
input Filter { text: String from: Int! unit: Unit! = KWH tags: [String!] inner: Filter }
input Order { by: String! down: Boolean! = false }
input Pick @oneOf { id: ID text: String }
type Query {
  depot(id: ID!): Depot
  place: Place
  thing: Thing
  party: Party
  owner(name: String, age: Int, ratio: Float, cost: Decimal, unit: Unit, is: Boolean): Owner
  pick(by: Pick): Place
  sum(of: [Int!]!, matrix: [[Int]], at: Int! = 1): Int
}
type Subscription { moved: Place seen: Int }
)";

}  // namespace

const Schema& the_schema() {
  static const SchemaPtr schema = build_schema(kSdl).schema;
  return *schema;
}

Lines lines_of(const std::vector<GraphqlError>& errors) {
  Lines lines;
  for (const GraphqlError& error : errors) {
    std::string line = error.message + " ";
    for (const SourceLocation& at : error.locations) {
      line += (line.back() == ' ' ? "" : " ") + std::to_string(at.line) + ":" + std::to_string(at.column);
    }
    lines.push_back(line);
  }
  return lines;
}

Lines errors_of(const std::string& document) {
  const ParseResult parsed = parse_document(document);
  ENSURE(parsed.document != nullptr);
  return lines_of(validate(the_schema(), *parsed.document, {.operation_types_must_exist = false}));
}

}  // namespace switchyard::graphql::validation
