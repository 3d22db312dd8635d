// Bodies of the signing page's calls, taken apart: web/sign/src/api-types.ts. Refused as JsonBody does.
#pragma once

#include <optional>
#include <string>

#include "esign/ceremony/signing.hpp"
#include "http/request.hpp"
#include "values/result.hpp"

namespace switchyard::esign {

inline constexpr std::size_t kValuesMax = 3'000;          // Fields of one call.
inline constexpr std::size_t kValueSizeMax = 4'000;       // Characters of one.
inline constexpr std::size_t kValuesBodyMax = 1u << 20;   // Bytes of a body with values.
inline constexpr std::size_t kAdoptBodyMax = 2u << 20;    // Bytes of an adoption: two pictures in base64.
inline constexpr std::int64_t kPictureSideMax = 4'000;    // Pixels.

struct DraftBody {
  TypedValues values;
  std::optional<Viewed> reading;
};
Result<DraftBody> parse_draft(const http::Request& request);

// A key of 8 to 64 characters: what makes a repeat harmless is the act itself, the key only says which press it was.
struct FinishBody {
  std::string key;
  TypedValues values;
};
Result<FinishBody> parse_finish(const http::Request& request);
// Only values, which may be absent.
Result<TypedValues> parse_values(const http::Request& request);
Result<Viewed> parse_viewed(const http::Request& request);
Result<NewPerson> parse_person(const http::Request& request);
// One text member.
Result<std::string> parse_text(const http::Request& request, std::string_view name, std::size_t size_max);

struct CodeBody {
  std::optional<std::string> access_code;
  std::optional<std::string> email_code;
};
Result<CodeBody> parse_code(const http::Request& request);

// signature_image_refused, signature_image_too_large beside JsonBody's.
Result<Adoption> parse_adoption(const http::Request& request);

}  // namespace switchyard::esign
