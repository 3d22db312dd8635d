// multipart/form-data: whatever comes, what is given lies within the body and its limits. The first line is the Content-Type.
// links: http
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "http/multipart_form.hpp"

using namespace switchyard::http;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const std::size_t line = text.find('\n');
  if (line == std::string_view::npos) return 0;
  const std::string_view body = text.substr(line + 1);
  const auto parts = parse_multipart_form(text.substr(0, line), body);
  if (!parts) return 0;
  if (parts->size() > MultipartLimits{}.parts_max) std::abort();
  for (const FormPart& part : *parts) {
    if (part.name.empty() || part.file_name.find('/') != std::string::npos) std::abort();
    if (part.body.data() < body.data() || part.body.data() + part.body.size() > body.data() + body.size()) std::abort();
  }
  return 0;
}
