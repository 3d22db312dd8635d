// Any bytes as a GraphQL document: parsed or refused with a place in it; what was parsed prints to a text that prints the same.
// links: graphql
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "graphql/language/parser.hpp"
#include "graphql/language/printer.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace switchyard::graphql;
  const std::string source(reinterpret_cast<const char*>(bytes), size);
  const ParseLimits limits = {.tokens_max = 5'000, .depth_max = 50, .bytes_max = 100'000};
  const ParseResult parsed = parse_document(source, limits);
  if (!parsed) {
    if (parsed.error.locations.size() != 1 || parsed.error.code.empty()) std::abort();
    return 0;
  }
  for (const ast::Definition* definition : parsed.document->definitions()) {
    if (definition->end > size || definition->start >= definition->end) std::abort();
  }
  const std::string printed = print(*parsed.document);
  const ParseResult again = parse_document(printed, ParseLimits::for_schema());
  if (!again || print(*again.document) != printed) std::abort();
  if (again.document->definitions().size() != parsed.document->definitions().size()) std::abort();
  return 0;
}
