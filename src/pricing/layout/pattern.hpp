// A regular expression of a layout, compiled once: PCRE2 with names, letter case ignored, one line break as good as another.
//
// Safe from many threads. A search never runs away: over kStepsMax it counts as no match.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "values/result.hpp"

namespace switchyard::pricing {

class Pattern {
 public:
  static constexpr std::size_t kTextSizeMax = 1'000;   // Of the expression itself.
  static constexpr std::uint32_t kStepsMax = 200'000;  // Backtracking steps of one search.

  // Refused with "layout_invalid": where the expression breaks and why.
  static Result<Pattern> compile(std::string_view expression);

  // Anywhere in the text; anchors are the layout's business.
  [[nodiscard]] bool matches(std::string_view text) const;
  // What the group that carries the value caught: the one named `group`, else "value", else the first, else the whole match.
  // Nothing where there is no match or the group took no part in it.
  [[nodiscard]] std::optional<std::string_view> value_in(std::string_view text, const std::string& group = {}) const;
  [[nodiscard]] bool has_group(const std::string& group) const;
  [[nodiscard]] const std::string& expression() const;

 private:
  struct Compiled;
  explicit Pattern(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace switchyard::pricing
