// JSON as security code must read it: valid UTF-8, no NUL in a text, no BOM, no member twice at any depth, nothing after the value.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "values/result.hpp"

namespace switchyard::adapters {

struct StrictJson {
  enum class Kind : std::uint8_t { null, truth, integer, number, text, list, object };
  Kind kind = Kind::null;
  bool truth = false;
  std::int64_t integer = 0;
  std::string text = {};
  std::vector<StrictJson> items = {};
  std::vector<std::pair<std::string, StrictJson>> members = {};

  // Null where absent.
  [[nodiscard]] const StrictJson* find(std::string_view name) const;
};

inline constexpr std::size_t kJsonMembersMax = 64;    // In one object.
inline constexpr std::size_t kJsonItemsMax = 256;     // In one list.

// Depth at most access::kJsonDepthMax. A number that is no int64 is of kind `number` and has no value. Code `json_malformed`.
Result<StrictJson> parse_strict_json(std::string_view text);

}  // namespace switchyard::adapters
