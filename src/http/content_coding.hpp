// Compression of answers on request (RFC 9110, section 12.5.3): br and gzip.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace switchyard::http {

enum class Coding { identity, gzip, br };
[[nodiscard]] std::string_view text_of(Coding coding);  // "identity", "gzip", "br".

// The best that an Accept-Encoding header takes; br before gzip where it likes both the same.
[[nodiscard]] Coding choose_coding(std::string_view accept_encoding);
// The quality that the header gives the coding, 0 to 1000.
[[nodiscard]] int coding_quality(std::string_view accept_encoding, std::string_view coding);

// Text, JSON, XML, scripts and SVG; pictures, fonts and archives are compressed already.
[[nodiscard]] bool is_compressible_type(std::string_view content_type);

enum class Effort { quick, thorough };
// Empty where it would not get smaller. Coding is not identity (ENSURE).
[[nodiscard]] std::string compressed(std::string_view body, Coding coding, Effort effort);

// Below it, compression gains nothing worth its time. Bytes.
inline constexpr std::size_t kCompressSizeMin = 1024;

}  // namespace switchyard::http
