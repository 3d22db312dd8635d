// Refusals of many fields at once, as one Error: its code is theirs where they agree, else the code that was given for all.
#pragma once

#include <string>
#include <vector>

#include "values/result.hpp"

namespace switchyard::contracting {

inline constexpr std::size_t kFieldRefusalsMax = 200;

class FieldRefusals {
 public:
  void add(std::string pointer, std::string code, std::string detail);
  // The fields of `error`, or itself, said of `pointer`.
  void add(const std::string& pointer, const Error& error);
  [[nodiscard]] bool empty() const { return fields_.empty(); }
  // Kind unprocessable; done where nothing was added.
  [[nodiscard]] Result<void> finish(const std::string& mixed_code) const;

 private:
  std::vector<FieldError> fields_;
};

}  // namespace switchyard::contracting
