#include "contracting/contracts/field_refusals.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace switchyard::contracting {

void FieldRefusals::add(std::string pointer, std::string code, std::string detail) {
  if (fields_.size() < kFieldRefusalsMax) fields_.push_back({std::move(pointer), std::move(code), std::move(detail)});
}

void FieldRefusals::add(const std::string& pointer, const Error& error) {
  if (error.fields.empty()) return add(pointer, error.code, error.message);
  for (const FieldError& field : error.fields) add(pointer, field.code, field.detail);
}

Result<void> FieldRefusals::finish(const std::string& mixed_code) const {
  if (fields_.empty()) return {};
  const auto same = [&](const FieldError& field) { return field.code == fields_.front().code; };
  const std::string code = std::ranges::all_of(fields_, same) ? fields_.front().code : mixed_code;
  const FieldError& first = fields_.front();
  std::string message = fmt::format("{}: {}.", first.pointer, first.detail);
  if (message.ends_with("..")) message.pop_back();
  if (fields_.size() > 1) message += fmt::format(" And {} more.", fields_.size() - 1);
  return Error{ErrorKind::unprocessable, code, message, fields_};
}

}  // namespace switchyard::contracting
