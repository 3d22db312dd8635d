// graphql-check --schema FILE --documents FILE.jsonl: each line {"query", "variables"?, "operationName"?} is parsed, validated
// against the schema and, where variables are given, these are coerced; for each a line {"syntaxOk", "valid", "errors":
// [{"message", "locations"}]} on standard output. With it anyone can hold the engine to other engines' test suites. Custom
// scalars take any value. Exit 0: all lines were judged. 1: the schema or a line can't be read, and where. 2: usage.
#include <fmt/core.h>

#include <boost/json.hpp>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "graphql/language/parser.hpp"
#include "graphql/schema/build_schema.hpp"
#include "graphql/schema/input_coercion.hpp"
#include "graphql/validation/validation.hpp"

namespace {

using namespace switchyard::graphql;
namespace json = boost::json;

// Wider than the server's, for suites that ask for it; deeper nesting than this is more than the judge itself takes.
constexpr ParseLimits kLimits = {.tokens_max = 4'000'000, .depth_max = 1'000, .bytes_max = 64 * 1024 * 1024};
constexpr ValidationLimits kValidationLimits = {
    .recursion_max = 2'000, .error_bytes_max = 256 * 1024 * 1024, .operation_types_must_exist = false};
constexpr std::size_t kLineDepthMax = 1'000;  // Of JSON in a line.

struct Arguments {
  std::string schema_file;
  std::string documents_file;
};

std::optional<Arguments> arguments_of(int argc, char** argv) {
  Arguments arguments;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    if (name == "--schema") {
      arguments.schema_file = argv[i + 1];
    } else if (name == "--documents") {
      arguments.documents_file = argv[i + 1];
    } else {
      return std::nullopt;
    }
  }
  if (argc % 2 == 0 || arguments.schema_file.empty() || arguments.documents_file.empty()) return std::nullopt;
  return arguments;
}

struct Verdict {
  bool is_syntax_ok = true;
  std::vector<GraphqlError> errors = {};
};

Value value_of(const json::value& given) {
  switch (given.kind()) {
    case json::kind::null:
      return {};
    case json::kind::bool_:
      return given.get_bool();
    case json::kind::int64:
      return given.get_int64();
    case json::kind::uint64:
      return Value::Number{std::to_string(given.get_uint64())};
    case json::kind::double_:
      return Value::from_double(given.get_double());
    case json::kind::string:
      return std::string_view(given.get_string());
    case json::kind::array:
      break;
    case json::kind::object: {
      Value::Object object;
      for (const auto& [name, value] : given.get_object()) object.push_back({std::string(name), value_of(value)});
      return object;
    }
  }
  Value::List list;
  for (const json::value& item : given.get_array()) list.push_back(value_of(item));
  return list;
}

// The one that is named, or the first.
const ast::OperationDefinition* operation_of(const ast::Document& document, const json::value* name) {
  for (const ast::Definition* definition : document.definitions()) {
    const auto* operation = ast::as_operation(*definition);
    if (operation == nullptr) continue;
    if (name == nullptr || !name->is_string() || operation->name.value == std::string_view(name->get_string())) return operation;
  }
  return nullptr;
}

Verdict judge(const Schema& schema, const json::object& line) {
  ParseResult parsed = parse_document(std::string(line.at("query").get_string()), kLimits);
  if (!parsed) return {.is_syntax_ok = false, .errors = {std::move(parsed.error)}};
  Verdict verdict;
  verdict.errors = validate(schema, *parsed.document, kValidationLimits);
  const json::value* variables = line.if_contains("variables");
  if (!verdict.errors.empty() || variables == nullptr || !variables->is_object()) return verdict;
  const ast::OperationDefinition* operation = operation_of(*parsed.document, line.if_contains("operationName"));
  if (operation != nullptr) {
    verdict.errors = coerce_variables(schema, *parsed.document, *operation, *value_of(*variables).object()).errors;
  }
  return verdict;
}

void append(std::string& out, const Verdict& verdict) {
  const auto word = [](bool is_so) { return is_so ? "true" : "false"; };
  out += fmt::format(R"({{"syntaxOk":{},"valid":{},"errors":[)", word(verdict.is_syntax_ok), word(verdict.errors.empty()));
  for (std::size_t i = 0; i < verdict.errors.size(); ++i) {
    out += i == 0 ? R"({"message":)" : R"(,{"message":)";
    append_json_string(out, verdict.errors[i].message);
    out += R"(,"locations":[)";
    const auto& locations = verdict.errors[i].locations;
    for (std::size_t j = 0; j < locations.size(); ++j) {
      out += fmt::format(R"({}{{"line":{},"column":{}}})", j == 0 ? "" : ",", locations[j].line, locations[j].column);
    }
    out += "]}";
  }
  out += "]}\n";
}

std::string all_of(std::ifstream& file) { return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()}; }

SchemaPtr read_schema(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  if (!file) {
    fmt::print(stderr, "{}: can't be read\n", name);
    return nullptr;
  }
  SchemaResult built = build_schema(all_of(file));
  for (const GraphqlError& error : built.errors) {
    const SourceLocation at = error.locations.empty() ? SourceLocation{} : error.locations.front();
    fmt::print(stderr, "{}:{}:{}: {}\n", name, at.line, at.column, error.message);
  }
  return built.schema;
}

// The code unit of an escape `\uXXXX` at the place, if one stands there.
std::optional<unsigned> unit_at(std::string_view text, std::size_t at) {
  unsigned unit = 0;
  if (at + 6 > text.size() || text.substr(at, 2) != "\\u") return std::nullopt;
  const auto [end, error] = std::from_chars(text.data() + at + 2, text.data() + at + 6, unit, 16);
  return error == std::errc() && end == text.data() + at + 6 ? std::optional(unit) : std::nullopt;
}

// Escapes of half a surrogate pair, which JavaScript's strings may hold and suites of lexers do, as three bytes each: the lexer
// names them.
std::string with_lone_surrogates_as_bytes(std::string_view line) {
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    const std::optional<unsigned> unit = unit_at(line, at);
    const std::optional<unsigned> next = unit ? unit_at(line, at + 6) : std::nullopt;
    const bool is_surrogate = unit && (*unit & 0xF800) == 0xD800;
    const bool is_pair = is_surrogate && *unit < 0xDC00 && next && (*next & 0xFC00) == 0xDC00;
    if (is_surrogate && !is_pair) {
      for (const unsigned byte : {0xE0 | (*unit >> 12), 0x80 | ((*unit >> 6) & 0x3F), 0x80 | (*unit & 0x3F)}) {
        out += static_cast<char>(static_cast<unsigned char>(byte));
      }
      at += 6;
      continue;
    }
    const std::size_t size = is_pair ? 12 : line[at] == '\\' ? 2 : 1;
    out += line.substr(at, size);
    at += size;
  }
  return out;
}

json::value read_line(std::string_view line, json::error_code& error) {
  const json::value read = json::parse(line, error, {}, {.max_depth = kLineDepthMax});
  if (!error) return read;
  return json::parse(with_lone_surrogates_as_bytes(line), error, {}, {.max_depth = kLineDepthMax, .allow_invalid_utf8 = true});
}

bool is_question(const json::value& line) {
  const auto* object = line.if_object();
  const auto* query = object == nullptr ? nullptr : object->if_contains("query");
  return query != nullptr && query->is_string();
}

int judge_all(const Schema& schema, const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  if (!file) {
    fmt::print(stderr, "{}: can't be read\n", name);
    return 1;
  }
  std::string line;
  std::string answer;
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    json::error_code error;
    const json::value question = read_line(line, error);
    if (error || !is_question(question)) {
      std::fflush(stdout);
      fmt::print(stderr, "{}:{}: {}\n", name, number, error ? error.message() : "not an object with a text \"query\"");
      return 1;
    }
    answer.clear();
    append(answer, judge(schema, question.get_object()));
    std::fwrite(answer.data(), 1, answer.size(), stdout);
  }
  return std::fflush(stdout) == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  const auto arguments = arguments_of(argc, argv);
  if (!arguments) {
    std::fputs("usage: graphql-check --schema SDL --documents FILE.jsonl\n", stderr);
    return 2;
  }
  const SchemaPtr schema = read_schema(arguments->schema_file);
  return schema == nullptr ? 1 : judge_all(*schema, arguments->documents_file);
}
