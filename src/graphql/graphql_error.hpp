// One entry of the `errors` list of an answer (specification, section 7.1.2), from any stage: syntax, validation, coercion, execution.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "graphql/language/source_location.hpp"
#include "graphql/value.hpp"

namespace switchyard::graphql {

// A response key or an index of a list.
using PathStep = std::variant<std::string, std::size_t>;
using Path = std::vector<PathStep>;

struct GraphqlError {
  std::string message;
  std::vector<SourceLocation> locations = {};
  Path path = {};                // Of the answer; empty for errors of the request.
  std::string code = {};         // `extensions.code`; "" where there is none.
  Value::Object extensions = {};  // Further entries of `extensions`.

  bool operator==(const GraphqlError&) const = default;
};

// "input.sites[2].zip": names joined by dots, indexes in brackets, as graphql-js prints paths of inputs.
[[nodiscard]] std::string print_path(std::string_view root, const Path& path);

}  // namespace switchyard::graphql
