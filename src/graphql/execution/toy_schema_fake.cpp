#include "graphql/execution/toy_schema_fake.hpp"

#include <stdexcept>

#include "graphql/execution/error_json.hpp"
#include "graphql/execution/json_reader.hpp"
#include "graphql/execution/upload_marker.hpp"
#include "graphql/language/parser.hpp"
#include "graphql/schema/build_schema.hpp"

namespace switchyard::graphql::toy {
namespace {

Error refusal() { return {ErrorKind::conflict, "shelf_locked", "The shelf is locked."}; }

void bind_books(Resolvers& resolvers) {
  resolvers.object<Author>("Author").field("id", &Author::id).field("name", &Author::name).batch("books", [](Parents<Author> authors, const FieldCall& call) {
    auto& library = call.app<Library>();
    ++library.calls["Author.books"];
    Lists<const Book*> lists(authors.size());
    for (std::size_t i = 0; i < authors.size(); ++i) {
      for (const Book& book : library.books) {
        if (library.authors[book.author].id == authors[i].id) lists.add(i, &book);
      }
    }
    return lists;
  });
  resolvers.object<Book>("Book")
      .field("id", &Book::id)
      .field("title", [](const Book& book, const FieldCall& call) {
        return call.arguments().boolean("loud") ? book.title + "!" : book.title;
      })
      .field("state", [](const Book& book) { return EnumWord{book.state}; })
      .field("pages", &Book::pages)
      .field("tags", &Book::tags)
      .field("strictTags", &Book::tags)
      .field("secret", [](const Book&) { return std::string_view("hidden"); })
      .field("thrown", [](const Book&) -> std::string { throw std::runtime_error("password=1"); })
      .field("refused", [](const Book& book) -> Result<std::string> {
        if (book.id == "b2") return refusal();
        return book.id;
      })
      .field("never", [](const Book&) -> std::optional<std::string> { return std::nullopt; })
      .batch("author", [](Parents<Book> books, const FieldCall& call) {
        auto& library = call.app<Library>();
        ++library.calls["Book.author"];
        Ones<const Author*> authors(books.size());
        for (std::size_t i = 0; i < books.size(); ++i) authors.set(i, &library.authors[books[i].author]);
        return authors;
      })
      .batch("sometimes", [](Parents<Book> books) {
        Ones<Author> authors(books.size());
        for (std::size_t i = 0; i < books.size(); ++i) {
          if (books[i].id == "b1") authors.set(i, {"a9", "Nobody"});
          if (books[i].id == "b2") authors.fail(i, refusal());
        }
        return authors;
      })
      .batch("surely", [](Parents<Book> books) { return Ones<Author>(books.size()); })
      .batch("loans", [](Parents<Book> books, const FieldCall& call) -> Result<Leaves<std::int64_t>> {
        ++call.app<Library>().calls["Book.loans"];
        Leaves<std::int64_t> loans(books.size());
        for (std::size_t i = 0; i < books.size(); ++i) loans.set(i, static_cast<std::int64_t>(i) + 7);
        return loans;
      });
}

std::optional<AnyObject> find_node(const Library& library, const std::string& id) {
  for (const Book& book : library.books) {
    if (book.id == id) return AnyObject::of(book);
  }
  for (const Author& author : library.authors) {
    if (author.id == id) return AnyObject::of(author);
  }
  return std::nullopt;
}

void bind_query(Resolvers& resolvers) {
  resolvers.abstract("Node");
  resolvers.object<Root>("Query")
      .children("books", [](const Root&, const FieldCall& call) -> const std::vector<Book>& { return call.app<Library>().books; })
      .children("shelf", [](const Root&, const FieldCall& call) -> Result<std::vector<const Book*>> {
        if (call.arguments().optional_boolean("locked").value_or(false)) return refusal();
        return std::vector<const Book*>{&call.app<Library>().books[0], nullptr};
      })
      .children("tightShelf", [](const Root&, const FieldCall& call) { return std::vector<const Book*>{&call.app<Library>().books[0], nullptr}; })
      .child("node", [](const Root&, const FieldCall& call) { return find_node(call.app<Library>(), call.arguments().text("id")); })
      .children("nodes", [](const Root&, const FieldCall& call) {
        std::vector<std::optional<AnyObject>> nodes;
        for (const auto& id : call.arguments().texts("ids")) nodes.push_back(find_node(call.app<Library>(), id));
        return nodes;
      })
      .field("echo", [](const Root&, const FieldCall& call) -> std::optional<OwnedRawJson> {
        const Value* value = call.arguments().find("value");
        if (value == nullptr) return std::nullopt;
        return OwnedRawJson{to_json_text(*value)};
      })
      .field("selectsTitle", [](const Root&) { return true; })
      .child("lookahead", [](const Root&, const FieldCall& call) { return Author{call.selects("name") ? "yes" : "no", call.selects("books.title") ? "deep" : "flat"}; });
}

void bind_mutation(Resolvers& resolvers) {
  resolvers.object<Root>("Mutation")
      .field("write", [](const Root&, const FieldCall& call) -> Result<std::string> {
        auto text = call.arguments().text("text");
        if (text == "bad") return refusal();
        call.app<Library>().written.push_back(text);
        return text;
      })
      .field("upload", [](const Root&, const FieldCall& call) {
        const UploadedFile* file = call.arguments().optional_upload("file");
        return file == nullptr ? std::string("none") : file->file_name + ":" + std::string(file->content);
      });
}

}  // namespace

Library make_library() {
  return {.authors = {{"a1", "Ann"}, {"a2", "Ben \"B\""}},
          .books = {{"b1", "First", "in_print", 120, {"red", "blue"}, 0}, {"b2", "Second", "lost", 3'000'000'000, {"red", std::nullopt}, 1}, {"b3", "Third", "in_print", 7, {}, 0}}};
}

std::string_view sdl() {
  return R"(
directive @scope(requires: String!) on FIELD_DEFINITION
directive @cost(weight: Int!) on FIELD_DEFINITION
scalar JSON
scalar Upload
enum State { IN_PRINT LOST }
interface Node { id: ID! }
type Author implements Node { id: ID! name: String! books(first: Int): [Book!]! }
type Book implements Node {
  id: ID!
  title(loud: Boolean! = false): String!
  state: State!
  pages: Int
  tags: [String]
  strictTags: [String!]
  secret: String @scope(requires: "secrets:read")
  thrown: String
  refused: String
  never: String!
  author: Author!
  sometimes: Author
  surely: Author!
  loans: Int! @cost(weight: 3)
}
type Query {
  books: [Book!]
  shelf(locked: Boolean): [Book]
  tightShelf: [Book!]
  node(id: ID!): Node
  nodes(ids: [ID!]!): [Node]!
  echo(value: JSON): JSON
  selectsTitle: Boolean!
  lookahead: Author
}
type Mutation {
  write(text: String!): String!
  upload(file: Upload): String!
}
)";
}

std::unique_ptr<ExecutableSchema> make_schema() {
  Resolvers resolvers;
  bind_books(resolvers);
  bind_query(resolvers);
  bind_mutation(resolvers);
  auto built = build_schema(std::string(sdl()), {.scalars = {{"Upload", upload_scalar()}}});
  if (!built) throw std::runtime_error(built.errors.front().message);
  if (const auto misfits = resolvers.misfits(*built.schema); !misfits.empty()) throw std::runtime_error(misfits.front());
  return std::make_unique<ExecutableSchema>(built.schema, std::move(resolvers));
}

std::string answer_of(const ExecutableSchema& schema, Library& library, std::string_view query, std::string_view variables_json,
                      const ExecutionHooks& hooks, const ExecutionLimits& limits) {
  auto parsed = parse_document(std::string(query));
  if (!parsed) throw std::runtime_error(parsed.error.message);
  const auto variables = read_json(variables_json);
  auto answer = execute(schema, {.document = parsed.document, .variables = *variables->object(), .app = AppContext(library)}, limits, hooks);
  JsonText json;
  json.raw('{');
  if (!answer.data_json.empty()) json.raw(R"("data":)" + answer.data_json);
  if (!answer.errors.empty()) {
    json.raw(answer.data_json.empty() ? R"("errors":)" : R"(,"errors":)");
    write_errors(json, answer.errors, answer.errors_not_listed);
  }
  json.raw('}');
  return json.take();
}

std::string answer_of(std::string_view query, std::string_view variables_json) {
  static const auto schema = make_schema();
  Library library = make_library();
  return answer_of(*schema, library, query, variables_json);
}

}  // namespace switchyard::graphql::toy
