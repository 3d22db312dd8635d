// How many pages a PDF has.
#pragma once

#include <cstdint>
#include <string_view>

#include "values/result.hpp"

namespace switchyard::contracting {

// Safe to call from many threads.
class PageCounter {
 public:
  virtual ~PageCounter() = default;
  // `file_unreadable` where it is no PDF that can be opened without a password.
  [[nodiscard]] virtual Result<std::int64_t> count_pages(std::string_view pdf) const = 0;
};

}  // namespace switchyard::contracting
