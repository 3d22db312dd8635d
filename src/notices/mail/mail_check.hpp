// What a letter must be so that a mail server can take it and no text of a customer's can become a header.
#pragma once

#include <cstddef>
#include <string_view>

#include "ports/mail.hpp"
#include "values/result.hpp"

namespace switchyard::notices {

inline constexpr std::size_t kReceiversMax = 20;
inline constexpr std::size_t kSubjectCharactersMax = 200;
inline constexpr std::size_t kNameSizeMax = 200;                    // Bytes of an address's name, and of a file name.
inline constexpr std::size_t kBodySizeMax = 256 * 1024;             // Bytes of each body.
inline constexpr std::size_t kAttachmentsMax = 20;
inline constexpr std::size_t kAttachmentsSizeMax = 20 * 1024 * 1024;

// An ASCII addr-spec without quotes or comments (RFC 5321 section 4.1.2, dot-string), at most 254 bytes, its domain with a dot or "localhost".
[[nodiscard]] bool is_mail_address(std::string_view text);

// mail_invalid, with every field that is wrong: "/to/0/address".
[[nodiscard]] Result<void> check_mail(const Mail& mail);

}  // namespace switchyard::notices
