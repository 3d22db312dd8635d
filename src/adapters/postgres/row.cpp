#include "adapters/postgres/row.hpp"

#include "values/ensure.hpp"

namespace switchyard::adapters {
namespace {

// Object ids of types, from the server's pg_type.dat; they never change.
constexpr Oid kBool = 16, kBytea = 17, kName = 19, kInt8 = 20, kInt2 = 21, kInt4 = 23, kText = 25, kUnknown = 705, kVarchar = 1043;

}  // namespace

bool PostgresRow::is_null(int column) const {
  ENSURE(column >= 0 && column < PQnfields(result_));
  return PQgetisnull(result_, row_, column) == 1;
}

std::string_view PostgresRow::bytes(int column) const {
  return {PQgetvalue(result_, row_, column), static_cast<std::size_t>(PQgetlength(result_, row_, column))};
}

std::int64_t PostgresRow::integer(int column) const {
  ENSURE(!is_null(column));
  const Oid type = PQftype(result_, column);
  ENSURE(type == kInt8 || type == kInt4 || type == kInt2 || type == kBool);
  const std::string_view value = bytes(column);
  ENSURE(!value.empty());
  const bool negative = (static_cast<unsigned char>(value.front()) & 0x80u) != 0;
  std::uint64_t number = negative ? ~std::uint64_t{0} : 0;
  for (const char c : value) number = (number << 8) | static_cast<unsigned char>(c);
  return static_cast<std::int64_t>(number);
}

std::string_view PostgresRow::text(int column) const {
  ENSURE(!is_null(column));
  const Oid type = PQftype(result_, column);
  ENSURE(type == kText || type == kVarchar || type == kName || type == kUnknown);
  return bytes(column);
}

std::string_view PostgresRow::blob(int column) const {
  ENSURE(!is_null(column) && PQftype(result_, column) == kBytea);
  return bytes(column);
}

}  // namespace switchyard::adapters
