// What an upload is, by its bytes alone: names and claimed types are never believed.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "contracting/files/page_counter_port.hpp"
#include "values/result.hpp"

namespace switchyard::contracting {

struct FileContent {
  std::string_view media_type;
  std::optional<std::int64_t> page_count = {};
};

// Taken: PDF, PNG, JPEG, TIFF, xlsx without macros, CSV, plain text and e-mail (eml). Refused: `file_empty`, `file_too_large` (kFileSizeMax),
// `file_type_refused` (everything else, and what could run or unpack: HTML, SVG, scripts, macros, programs, archives; the message says which it seems to
// be), `file_too_many_pages` (kFilePagesMax), `file_unreadable` (a PDF or TIFF that cannot be opened, or only with a password).
[[nodiscard]] Result<FileContent> judge_content(std::string_view bytes, const PageCounter* pages);

}  // namespace switchyard::contracting
