// Where a ceremony leads back to, and who may frame it or hear it: judged once, when a view is asked for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "values/result.hpp"

namespace switchyard::esign {

inline constexpr std::size_t kReturnUrlSizeMax = 500;  // Characters.
inline constexpr std::size_t kOriginsMax = 20;

// Absolute http or https, with a host, without user or control characters. Refused as INVALID_REQUEST_PARAMETER, whatever an SDK makes of an absent one
// ("undefined", "null") too; `field` names it in the message.
Result<std::string> parse_return_url(std::string_view text, std::string_view field = "returnUrl");

// "https://shop.example.com" or "http://localhost:3000": scheme, host, port, nothing after but one '/'. Lower case. Refused as INVALID_REQUEST_PARAMETER.
Result<std::vector<std::string>> parse_origins(const std::vector<std::string>& texts, std::string_view field);

// The URL with event=… behind its own query and before its fragment. Empty stays empty.
[[nodiscard]] std::string with_event(std::string_view url, std::string_view event);

// "https://shop.example.com" of a URL that parse_return_url took.
[[nodiscard]] std::string origin_of(std::string_view url);

}  // namespace switchyard::esign
