// The coerced arguments of a field, or an input object among them, with typed getters for resolvers (specification §6.4.1). A view: cheap to
// copy, valid while the call lasts. A member that was not sent and has no default is absent, which differs from null.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graphql/value.hpp"

namespace switchyard::graphql {

// A file that came as a part of a multipart request (transport/multipart.hpp). Looks into the request's body and lives as long as the request.
struct UploadedFile {
  std::string file_name;     // As sent, its last part alone; a caller's words, never a path to write to.
  std::string content_type;  // As sent; what the bytes are is the business module's to find out.
  std::string_view content;
};

class Arguments {
 public:
  Arguments() = default;
  explicit Arguments(const Value::Object& members, std::span<const UploadedFile> uploads = {}) : members_(&members), uploads_(uploads) {}

  // Null where the member is absent.
  [[nodiscard]] const Value* find(std::string_view name) const;
  // Whether the member was sent, be it as null: what an update changes.
  [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }

  // Members that the schema makes non-null, or that have a default and are not null: ENSUREd, for coercion has made it so.
  [[nodiscard]] bool boolean(std::string_view name) const;
  [[nodiscard]] std::int64_t integer(std::string_view name) const;
  // A text, an id, an enum value's name, or a number as it was written.
  [[nodiscard]] std::string text(std::string_view name) const;
  [[nodiscard]] Arguments object(std::string_view name) const;

  // Absent and null alike give nothing.
  [[nodiscard]] std::optional<bool> optional_boolean(std::string_view name) const;
  [[nodiscard]] std::optional<std::int64_t> optional_integer(std::string_view name) const;
  [[nodiscard]] std::optional<std::string> optional_text(std::string_view name) const;
  [[nodiscard]] std::optional<Arguments> optional_object(std::string_view name) const;
  [[nodiscard]] const UploadedFile* optional_upload(std::string_view name) const;
  // Of a list of texts or of input objects; empty where absent or null. Items that are null are left out.
  [[nodiscard]] std::vector<std::string> texts(std::string_view name) const;
  [[nodiscard]] std::vector<Arguments> objects(std::string_view name) const;
  [[nodiscard]] std::vector<const UploadedFile*> uploads(std::string_view name) const;

  [[nodiscard]] const Value::Object& members() const;

 private:
  [[nodiscard]] const Value* not_null(std::string_view name) const;
  [[nodiscard]] const UploadedFile& upload_of(const Value& value) const;

  const Value::Object* members_ = nullptr;
  std::span<const UploadedFile> uploads_;
};

}  // namespace switchyard::graphql
