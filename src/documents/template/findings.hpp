// What is wrong with a template: collected, so that an author sees all of it at once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "values/error.hpp"

namespace switchyard::documents {

// A line of a template, or of one that it extends or includes.
struct Place {
  std::string_view source;  // Its name; lives as long as the compiled template.
  int line = 1;
};

class Findings {
 public:
  void add(Place place, std::string code, std::string detail);
  [[nodiscard]] bool empty() const { return found_.empty(); }
  [[nodiscard]] bool full() const;
  // `template_invalid` with all of them, in order of template and line; the message says the first.
  [[nodiscard]] Error error() &&;

 private:
  struct Found {
    std::string source;
    int line = 1;
    FieldError error;
  };
  std::vector<Found> found_;
};

}  // namespace switchyard::documents
