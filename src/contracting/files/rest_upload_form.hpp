// The form of an upload: multipart/form-data with the file and what it is for.
#pragma once

#include <string_view>

#include "contracting/files/uploaded_file.hpp"
#include "http/request.hpp"

namespace switchyard::contracting {

struct UploadForm {
  NewFile file;
  std::string_view bytes;  // Looks into the request's body.
};

// Refused: `unsupported_media_type`, `multipart_malformed`, `invalid_fields` with every wrong part by "/NAME".
[[nodiscard]] Result<UploadForm> parse_upload_form(const http::Request& request);

}  // namespace switchyard::contracting
