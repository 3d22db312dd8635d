#include "pricing/book/sip_hash.hpp"

#include <cstring>

namespace switchyard::pricing {

std::uint64_t sip_hash(const SipKey& key, std::string_view bytes) {
  SipState state(key);
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= 8; at += 8, left -= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, 8);
    state.take(word);
  }
  std::uint64_t rest = 0;
  if (left != 0) std::memcpy(&rest, at, left);
  return state.end(rest, bytes.size());
}

}  // namespace switchyard::pricing
