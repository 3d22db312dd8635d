#include "adapters/postgres/parameters.hpp"

#include <limits>

namespace switchyard::adapters {

PostgresParameters::PostgresParameters(std::span<const SqlValue> values) {
  numbers_.reserve(values.size());  // Their texts must not move.
  values_.reserve(values.size());
  lengths_.reserve(values.size());
  formats_.reserve(values.size());
  for (const SqlValue& value : values) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      const std::string& text = numbers_.emplace_back(std::to_string(*number));
      add(text.c_str(), text.size(), 0);
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
      add(text->empty() ? "" : text->data(), text->size(), 1);
    } else if (const auto* blob = std::get_if<Blob>(&value)) {
      add(blob->bytes.empty() ? "" : blob->bytes.data(), blob->bytes.size(), 1);
    } else {
      add(nullptr, 0, 0);
    }
  }
}

void PostgresParameters::add(const char* bytes, std::size_t length, int format) {
  if (length > static_cast<std::size_t>(std::numeric_limits<int>::max())) throw DatabaseError("PostgreSQL: a value of over 2 GiB");
  values_.push_back(bytes);
  lengths_.push_back(static_cast<int>(length));
  formats_.push_back(format);
}

}  // namespace switchyard::adapters
