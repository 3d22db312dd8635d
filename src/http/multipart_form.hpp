// The parts of a multipart/form-data body (RFC 7578): what browsers and `curl -F` send.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "values/result.hpp"

namespace switchyard::http {

struct FormPart {
  std::string name;
  std::string file_name;     // Its last part alone, no folder; empty where none was given.
  std::string content_type;  // As sent; empty where none was given.
  std::string_view body;     // Looks into the parsed body.
};

struct MultipartLimits {
  std::size_t parts_max = 100;
  std::size_t part_head_size_max = 8 * 1024;
};

[[nodiscard]] bool is_multipart_form(std::string_view content_type);

// Refused with "multipart_malformed", saying at which byte. `body` must outlive what is given.
[[nodiscard]] Result<std::vector<FormPart>> parse_multipart_form(std::string_view content_type, std::string_view body, const MultipartLimits& limits = {});

}  // namespace switchyard::http
