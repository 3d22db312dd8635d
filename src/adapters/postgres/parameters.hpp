// Values in the shape that libpq sends them: numbers as text, so that the server may take them as the type of the column; text and bytes as
// they are (binary), so that a NUL is refused by the server instead of ending the value.
#pragma once

#include <string>
#include <vector>

#include "ports/database.hpp"

namespace switchyard::adapters {

// Looks at `values`, which must outlive it.
class PostgresParameters {
 public:
  explicit PostgresParameters(std::span<const SqlValue> values);

  [[nodiscard]] int count() const { return static_cast<int>(values_.size()); }
  [[nodiscard]] const char* const* values() const { return values_.data(); }
  [[nodiscard]] const int* lengths() const { return lengths_.data(); }
  [[nodiscard]] const int* formats() const { return formats_.data(); }

 private:
  void add(const char* bytes, std::size_t length, int format);

  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
  std::vector<std::string> numbers_;
};

}  // namespace switchyard::adapters
