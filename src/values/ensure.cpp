#include "values/ensure.hpp"

#include <fmt/format.h>

namespace switchyard {

void broken_invariant(const char* condition, const char* file, int line) {
  throw Bug(fmt::format("{}:{}: broken invariant: {}", file, line, condition));
}

}  // namespace switchyard
