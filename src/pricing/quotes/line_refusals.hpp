// Refusals of single lines, gathered so that a caller learns all at once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "values/result.hpp"

namespace switchyard::pricing {

class LineRefusals {
 public:
  static constexpr std::size_t kNamedMax = 50;
  // `place` is the pointer before the line's index.
  explicit LineRefusals(std::string_view place = "/lines/") : place_(place) {}

  // The error's fields become members of the line; one without fields is of the line itself.
  void add(std::size_t line, const Error& error);
  // Refused where any was: unprocessable, the code theirs where all agree, else "quote_lines_refused"; at most kNamedMax are named.
  [[nodiscard]] Result<void> finish() const;

 private:
  std::string place_;
  std::vector<FieldError> fields_;
  std::size_t line_count_ = 0;
};

}  // namespace switchyard::pricing
