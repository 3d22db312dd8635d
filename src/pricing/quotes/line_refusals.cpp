#include "pricing/quotes/line_refusals.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace switchyard::pricing {

void LineRefusals::add(std::size_t line, const Error& error) {
  ++line_count_;
  if (error.fields.empty()) fields_.push_back({fmt::format("{}{}", place_, line), error.code, error.message});
  for (const FieldError& field : error.fields) fields_.push_back({fmt::format("{}{}/{}", place_, line, field.pointer), field.code, field.detail});
}

Result<void> LineRefusals::finish() const {
  if (fields_.empty()) return {};
  const bool is_one_code = std::ranges::all_of(fields_, [&](const FieldError& field) { return field.code == fields_.front().code; });
  const std::size_t named = std::min(fields_.size(), kNamedMax);
  return Error{.kind = ErrorKind::unprocessable,
               .code = is_one_code ? fields_.front().code : "quote_lines_refused",
               .message = fmt::format("{} of the lines cannot be quoted: {}", line_count_, fields_.front().detail),
               .fields = {fields_.begin(), fields_.begin() + static_cast<std::ptrdiff_t>(named)}};
}

}  // namespace switchyard::pricing
