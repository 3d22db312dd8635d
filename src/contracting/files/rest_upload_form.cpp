#include "contracting/files/rest_upload_form.hpp"

#include <algorithm>
#include <array>

#include "http/multipart_form.hpp"

namespace switchyard::contracting {
namespace {

constexpr std::array<std::string_view, 4> kNames = {"file", "purpose", "customerId", "subjectId"};
constexpr std::size_t kPartSizeMax = 200;  // Of all but the file.

// The parts by name, each once.
class Parts {
 public:
  Parts(const std::vector<http::FormPart>& parts, std::vector<FieldError>& mistakes) : parts_(parts), mistakes_(mistakes) {
    for (const http::FormPart& part : parts) {
      if (std::ranges::find(kNames, part.name) == kNames.end()) refuse(part.name, "unknown_member", "is no part of this form: file, purpose, customerId, subjectId");
    }
  }

  const http::FormPart* one(std::string_view name) {
    const http::FormPart* found = nullptr;
    for (const http::FormPart& part : parts_) {
      if (part.name != name) continue;
      if (found != nullptr) refuse(name, "repeated", "must stand once");
      found = &part;
    }
    return found;
  }

  template <class Parse>
  auto optional(std::string_view name, Parse parse) -> std::optional<typename decltype(parse(std::string_view()))::value_type> {
    const http::FormPart* part = one(name);
    if (part == nullptr || part->body.empty()) return std::nullopt;
    auto value = parse(part->body.substr(0, kPartSizeMax));
    if (value && part->body.size() <= kPartSizeMax) return std::move(*value);
    refuse(name, value ? "too_long" : value.error().code, value ? "is too long" : value.error().message);
    return std::nullopt;
  }

  void refuse(std::string_view name, std::string code, std::string detail) {
    mistakes_.push_back({"/" + std::string(name.substr(0, kPartSizeMax)), std::move(code), std::move(detail)});
  }

 private:
  const std::vector<http::FormPart>& parts_;
  std::vector<FieldError>& mistakes_;
};

}  // namespace

Result<UploadForm> parse_upload_form(const http::Request& request) {
  const std::string_view type = request.header("content-type").value_or(std::string_view());
  if (!http::is_multipart_form(type)) {
    return Error{ErrorKind::unsupported, "unsupported_media_type", "The body must be multipart/form-data with the parts file and purpose, and customerId or subjectId."};
  }
  const auto read = http::parse_multipart_form(type, request.body);
  if (!read) return read.error();
  std::vector<FieldError> mistakes;
  Parts parts(*read, mistakes);
  UploadForm form;
  if (const http::FormPart* file = parts.one("file")) {
    form.file.name = file->file_name;
    form.bytes = file->body;
  } else {
    parts.refuse("file", "missing", "must be the file");
  }
  const auto purpose = parts.optional("purpose", parse_upload_purpose);
  if (!purpose && parts.one("purpose") == nullptr) parts.refuse("purpose", "missing", "must be one of bill, loa, certificate, tpv, contract, other");
  form.file.purpose = purpose.value_or(FilePurpose::other);
  form.file.customer = parts.optional("customerId", CustomerId::parse);
  form.file.subject = parts.optional("subjectId", [](std::string_view text) { return Result<std::string>(std::string(text)); }).value_or("");
  if (mistakes.empty()) return form;
  return Error{ErrorKind::unprocessable, "invalid_fields", "Parts of the form are missing, unknown or wrong.", std::move(mistakes)};
}

}  // namespace switchyard::contracting
