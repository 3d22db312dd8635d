// Files with a request: the GraphQL multipart request specification. The parts have been parsed before; here `operations` and `map` become
// variables that hold markers where the files go.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graphql/execution/arguments.hpp"
#include "graphql/value.hpp"
#include "values/result.hpp"

namespace switchyard::graphql {

// A part of a multipart/form-data body; it outlives the request.
struct FormPart {
  std::string_view name;
  std::string_view file_name = {};
  std::string_view content_type = {};
  std::string_view content = {};
};

struct MultipartLimits {
  std::size_t files_max = 20;
  std::size_t places_max = 100;  // Of variables, of all files together.
};

struct MultipartRequest {
  Value operations;  // An object, or a list of them for a batch.
  std::vector<UploadedFile> files;
};

// Refused with `multipart_malformed` or `too_many_files`, or as read_json does.
[[nodiscard]] Result<MultipartRequest> read_multipart(std::span<const FormPart> parts, const MultipartLimits& limits = {});

}  // namespace switchyard::graphql
