// Lists with preferences: Accept and Accept-Encoding (RFC 9110, section 12.4.2).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace switchyard::http {

struct QualityItem {
  std::string_view name;   // Without parameters.
  int quality_milli = 1000;  // 0 (never) to 1000.
};

// An item with a broken q counts as not wanted. At most 64 items are read.
[[nodiscard]] std::vector<QualityItem> parse_quality_list(std::string_view text);

// Whether an Accept header takes the media type; an empty one takes all.
[[nodiscard]] bool accepts(std::string_view accept, std::string_view media_type);
// Any of the media types.
[[nodiscard]] bool accepts_any(std::string_view accept, const std::vector<std::string>& media_types);

// "application/json; charset=utf-8" -> "application/json", lower case.
[[nodiscard]] std::string media_type_essence(std::string_view content_type);

}  // namespace switchyard::http
