#include "ports/database.hpp"

namespace switchyard {

std::optional<std::int64_t> SqlRow::integer_or_null(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

std::optional<std::string> SqlRow::text_or_null(int column) const {
  if (is_null(column)) return std::nullopt;
  return std::string(text(column));
}

}  // namespace switchyard
