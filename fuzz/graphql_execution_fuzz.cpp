// Any bytes as a body of POST /graphql over a toy schema: parsed, validated, planned, executed and written within small limits. What goes out is
// JSON, whatever came in.
// links: graphql
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graphql/execution/json_reader.hpp"
#include "graphql/schema/build_schema.hpp"
#include "graphql/transport/transport.hpp"

namespace {

using namespace switchyard;
using namespace switchyard::graphql;

struct Leaf {
  int depth = 0;
};

constexpr char kSdl[] =
    "interface Node { id: ID! } scalar JSON enum E { A B }\n"
    "type Leaf implements Node { id: ID! e: E never: Int! fail: String list: [Int!] one: Leaf many(first: Int): [Leaf] node: Node }\n"
    "type Other implements Node { id: ID! echo(x: JSON, n: Int = 3, ids: [ID!]): JSON }\n"
    "type Query { leaf(id: ID): Leaf! many(first: Int): [Leaf!] node(other: Boolean): Node }\n"
    "type Mutation { write(text: String!): String! }\n";

const ExecutableSchema& schema() {
  static const auto made = [] {
    Resolvers resolvers;
    const auto below = [](const Leaf& leaf) { return leaf.depth > 3 ? std::nullopt : std::optional(Leaf{leaf.depth + 1}); };
    const auto several = [](const Leaf& leaf) { return std::vector<Leaf>(leaf.depth > 2 ? 0 : 2, Leaf{leaf.depth + 1}); };
    resolvers.abstract("Node");
    resolvers.object<Leaf>("Leaf")
        .field("id", [](const Leaf&) { return "l"; })
        .field("e", [](const Leaf&) { return EnumWord{"a"}; })
        .field("never", [](const Leaf&) { return std::optional<int>(); })
        .field("fail", [](const Leaf&) -> Result<std::string> { return Error{ErrorKind::conflict, "locked", "Locked."}; })
        .field("list", [](const Leaf&) { return std::vector<std::optional<int>>{1, std::nullopt}; })
        .child("one", below)
        .children("many", several)
        .child("node", [](const Leaf& leaf) { return AnyObject::of(leaf); });
    resolvers.object<int>("Other").field("id", [](const int&) { return "o"; }).field("echo", [](const int&, const FieldCall& call) -> std::optional<OwnedRawJson> {
      const Value* value = call.arguments().find("x");
      return value == nullptr ? std::nullopt : std::optional(OwnedRawJson{to_json_text(*value)});
    });
    resolvers.object<Root>("Query")
        .child("leaf", [](const Root&) { return Leaf(); })
        .children("many", [](const Root&) { return std::vector<Leaf>(3); })
        .child("node", [](const Root&, const FieldCall& call) {
          return call.arguments().optional_boolean("other").value_or(false) ? AnyObject::of(7) : AnyObject::of(Leaf());
        });
    resolvers.object<Root>("Mutation").field("write", [](const Root&, const FieldCall& call) { return call.arguments().text("text"); });
    auto built = build_schema(kSdl);
    if (!built || !resolvers.misfits(*built.schema).empty()) std::abort();
    return ExecutableSchema(built.schema, std::move(resolvers));
  }();
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static Service service(schema(), {.bytes_max = 1'000'000, .parse = {.tokens_max = 2'000, .depth_max = 40, .bytes_max = 50'000}},
                         {.plan = {.fields_max = 500, .selections_max = 5'000, .depth_max = 20},
                          .execution = {.answer_bytes_max = 100'000, .objects_max = 2'000, .errors_max = 20}});
  const Transport transport(service, {.batch_max = 2});
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  // A body that is no JSON is the text of a document.
  JsonText body;
  if (read_json(text)) {
    body.raw(text);
  } else {
    body.raw(R"({"query":)");
    body.text(text);
    body.raw('}');
  }
  int questions = 0;
  const ExecutionHooks hooks{.is_deadline_over = [&questions] { return ++questions > 200; }};
  const auto answer = transport.answer({.method = "POST", .content_type = "application/json", .accept = "*/*", .body = body.view()}, {}, hooks);
  if (answer.status >= 500 || !read_json(answer.body)) std::abort();
  (void)transport.answer({.method = "GET", .query_string = text}, {}, hooks);
  return 0;
}
