// Whether what is asked of the desk can be sent: sizes, signers, addresses. Pure.
#pragma once

#include <string>

#include "ports/environment.hpp"
#include "signing/envelope_desk.hpp"

namespace switchyard::signing {

inline constexpr std::size_t kPapersMax = 40;
inline constexpr std::size_t kSignersMax = 10;
inline constexpr std::size_t kCopiesMax = 10;
inline constexpr std::size_t kNameSizeMax = 100;
inline constexpr std::size_t kEmailSizeMax = 100;
inline constexpr std::size_t kReturnUrlSizeMax = 400;  // Providers take 500 with what they add.
inline constexpr std::size_t kFrameAncestorsMax = 10;

// signer_invalid, envelope_too_large.
Result<void> check_new_envelope(const NewEnvelope& asked);
// signer_invalid, with the field.
Result<void> check_signer(const Signer& signer);
// return_url_invalid, frame_ancestor_invalid.
Result<void> check_link(const LinkOptions& options, EnvironmentName environment);

}  // namespace switchyard::signing
