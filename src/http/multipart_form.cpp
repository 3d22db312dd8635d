#include "http/multipart_form.hpp"

#include <fmt/format.h>

#include "http/head_check.hpp"

namespace switchyard::http {
namespace {

constexpr std::size_t kBoundarySizeMax = 70;  // RFC 2046, section 5.1.1.

Error malformed(std::size_t at, std::string_view what) {
  return {.kind = ErrorKind::invalid, .code = "multipart_malformed", .message = fmt::format("The form's body is malformed at byte {}: {}.", at, what)};
}

// The value of a parameter of a header's value, quoted or not; empty where there is none.
std::string parameter_of(std::string_view value, std::string_view name) {
  for (std::size_t at = value.find(';'); at < value.size(); at = value.find(';', at)) {
    ++at;
    while (at < value.size() && (value[at] == ' ' || value[at] == '\t')) ++at;
    const std::size_t equals = value.find('=', at);
    if (equals == std::string_view::npos) return {};
    const bool is_it = equals_ignoring_case(value.substr(at, equals - at), name);
    at = equals + 1;
    std::string text;
    if (at < value.size() && value[at] == '"') {
      for (++at; at < value.size() && value[at] != '"'; ++at) {
        if (value[at] == '\\' && at + 1 < value.size()) ++at;
        text += value[at];
      }
    } else {
      for (; at < value.size() && value[at] != ';'; ++at) text += value[at];
      text = std::string(trimmed(text));
    }
    if (is_it) return text;
  }
  return {};
}

// Old browsers send whole paths, and a stranger may send any: only the last part counts.
std::string last_part(const std::string& path) {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

void take_header(std::string_view line, FormPart& part) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return;
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (equals_ignoring_case(line.substr(0, colon), "content-type")) part.content_type = value;
  if (!equals_ignoring_case(line.substr(0, colon), "content-disposition")) return;
  part.name = parameter_of(value, "name");
  part.file_name = last_part(parameter_of(value, "filename"));
}

}  // namespace

bool is_multipart_form(std::string_view content_type) {
  return equals_ignoring_case(trimmed(content_type.substr(0, content_type.find(';'))), "multipart/form-data");
}

Result<std::vector<FormPart>> parse_multipart_form(std::string_view content_type, std::string_view body, const MultipartLimits& limits) {
  const std::string boundary = parameter_of(content_type, "boundary");
  if (boundary.empty() || boundary.size() > kBoundarySizeMax) return malformed(0, "Content-Type has no boundary of 1 to 70 characters");
  const std::string dashes = "--" + boundary;
  if (!body.starts_with(dashes)) return malformed(0, "it does not begin with the boundary");
  const std::string between = "\r\n" + dashes;
  std::vector<FormPart> parts;
  std::size_t at = dashes.size();
  while (!body.substr(at).starts_with("--")) {
    if (!body.substr(at).starts_with("\r\n")) return malformed(at, "a boundary is not followed by the end of its line");
    at += 2;
    const std::size_t head_end = body.find("\r\n\r\n", at);
    if (head_end == std::string_view::npos || head_end - at > limits.part_head_size_max) return malformed(at, fmt::format("the head of a part does not end within {} bytes", limits.part_head_size_max));
    if (parts.size() == limits.parts_max) return malformed(at, fmt::format("there are more than {} parts", limits.parts_max));
    FormPart& part = parts.emplace_back();
    for (std::size_t line = at; line < head_end;) {
      const std::size_t end = body.find("\r\n", line);
      take_header(body.substr(line, end - line), part);
      line = end + 2;
    }
    if (part.name.empty()) return malformed(at, "a part has no name");
    const std::size_t begin = head_end + 4;
    const std::size_t end = body.find(between, begin);
    if (end == std::string_view::npos) return malformed(begin, "a part does not end with the boundary");
    part.body = body.substr(begin, end - begin);
    at = end + between.size();
  }
  return parts;
}

}  // namespace switchyard::http
