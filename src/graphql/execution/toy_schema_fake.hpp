// A small API for the tests of execution: shelves of books with authors, some of them broken on purpose.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graphql/execution/execute.hpp"

namespace switchyard::graphql::toy {

struct Author {
  std::string id, name;
};

struct Book {
  std::string id, title, state;
  std::int64_t pages = 0;
  std::vector<std::optional<std::string>> tags;
  std::size_t author = 0;
};

// Counts what resolvers are called for.
struct Library {
  std::vector<Author> authors;
  std::vector<Book> books;
  std::map<std::string, int> calls = {};
  std::vector<std::string> written = {};
};

Library make_library();
std::string_view sdl();
std::unique_ptr<ExecutableSchema> make_schema();

// {"data":…,"errors":[…]} of a valid document.
std::string answer_of(const ExecutableSchema& schema, Library& library, std::string_view query, std::string_view variables_json = "{}",
                      const ExecutionHooks& hooks = {}, const ExecutionLimits& limits = {});
std::string answer_of(std::string_view query, std::string_view variables_json = "{}");

}  // namespace switchyard::graphql::toy
