// SipHash-2-4 (Aumasson and Bernstein, 2012): a fast keyed hash whose results tell nothing of the key. For tags of short texts
// that only this installation makes and checks, not for signatures.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace switchyard::pricing {

using SipKey = std::array<std::uint64_t, 2>;

[[nodiscard]] std::uint64_t sip_hash(const SipKey& key, std::string_view bytes);

}  // namespace switchyard::pricing
