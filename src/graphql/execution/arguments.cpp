#include "graphql/execution/arguments.hpp"

#include <charconv>

#include "graphql/execution/upload_marker.hpp"
#include "values/ensure.hpp"

namespace switchyard::graphql {
namespace {

std::string text_of(const Value& value) {
  if (const auto* number = value.number()) return number->text;
  if (const auto* integer = value.integer()) return std::to_string(*integer);
  ENSURE(value.string() != nullptr || value.enumerated() != nullptr);
  return std::string(value.text());
}

}  // namespace

const Value::Object& Arguments::members() const {
  static const Value::Object kNone;
  return members_ == nullptr ? kNone : *members_;
}

const Value* Arguments::find(std::string_view name) const {
  for (const auto& member : members()) {
    if (member.name == name) return &member.value;
  }
  return nullptr;
}

const Value* Arguments::not_null(std::string_view name) const {
  const Value* value = find(name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

bool Arguments::boolean(std::string_view name) const {
  const auto value = optional_boolean(name);
  ENSURE(value.has_value());
  return *value;
}

std::int64_t Arguments::integer(std::string_view name) const {
  const auto value = optional_integer(name);
  ENSURE(value.has_value());
  return *value;
}

std::string Arguments::text(std::string_view name) const {
  auto value = optional_text(name);
  ENSURE(value.has_value());
  return *std::move(value);
}

Arguments Arguments::object(std::string_view name) const {
  const auto value = optional_object(name);
  ENSURE(value.has_value());
  return *value;
}

std::optional<bool> Arguments::optional_boolean(std::string_view name) const {
  const Value* value = not_null(name);
  if (value == nullptr) return std::nullopt;
  ENSURE(value->boolean() != nullptr);
  return *value->boolean();
}

std::optional<std::int64_t> Arguments::optional_integer(std::string_view name) const {
  const Value* value = not_null(name);
  if (value == nullptr) return std::nullopt;
  ENSURE(value->integer() != nullptr);
  return *value->integer();
}

std::optional<std::string> Arguments::optional_text(std::string_view name) const {
  const Value* value = not_null(name);
  if (value == nullptr) return std::nullopt;
  return text_of(*value);
}

std::optional<Arguments> Arguments::optional_object(std::string_view name) const {
  const Value* value = not_null(name);
  if (value == nullptr) return std::nullopt;
  ENSURE(value->object() != nullptr);
  return Arguments(*value->object(), uploads_);
}

const UploadedFile* Arguments::optional_upload(std::string_view name) const {
  const Value* value = not_null(name);
  return value == nullptr ? nullptr : &upload_of(*value);
}

std::vector<std::string> Arguments::texts(std::string_view name) const {
  std::vector<std::string> texts;
  const Value* value = not_null(name);
  if (value == nullptr) return texts;
  ENSURE(value->list() != nullptr);
  for (const Value& item : *value->list()) {
    if (!item.is_null()) texts.push_back(text_of(item));
  }
  return texts;
}

std::vector<Arguments> Arguments::objects(std::string_view name) const {
  std::vector<Arguments> objects;
  const Value* value = not_null(name);
  if (value == nullptr) return objects;
  ENSURE(value->list() != nullptr);
  for (const Value& item : *value->list()) {
    if (item.is_null()) continue;
    ENSURE(item.object() != nullptr);
    objects.emplace_back(*item.object(), uploads_);
  }
  return objects;
}

std::vector<const UploadedFile*> Arguments::uploads(std::string_view name) const {
  std::vector<const UploadedFile*> files;
  const Value* value = not_null(name);
  if (value == nullptr) return files;
  ENSURE(value->list() != nullptr);
  for (const Value& item : *value->list()) {
    if (!item.is_null()) files.push_back(&upload_of(item));
  }
  return files;
}

const UploadedFile& Arguments::upload_of(const Value& value) const {
  const auto place = upload_place(value);
  ENSURE(place && *place < uploads_.size());
  return uploads_[*place];
}

}  // namespace switchyard::graphql
