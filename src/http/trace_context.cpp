#include "http/trace_context.hpp"

#include <algorithm>
#include <array>

namespace switchyard::http {
namespace {

constexpr std::size_t kRequestIdSizeMax = 128;

// Two digits a byte, at `at`; gives where the next one stands.
template <std::size_t kCount>
char* put_random_hex(char* at, Random& random) {
  std::array<std::uint8_t, kCount> bytes;
  random.fill(bytes);
  bytes[0] |= 1U;  // An id of zeros alone is not one.
  for (const auto byte : bytes) {
    *at++ = "0123456789abcdef"[byte >> 4U];
    *at++ = "0123456789abcdef"[byte & 15U];
  }
  return at;
}

bool is_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool is_zero(std::string_view text) { return text.find_first_not_of('0') == std::string_view::npos; }

// version "-" trace-id "-" parent-id "-" trace-flags. A later version may have more after the flags.
bool is_sound(std::string_view text) {
  constexpr std::size_t kSize = 55;
  if (text.size() < kSize || text[2] != '-' || text[35] != '-' || text[52] != '-') return false;
  const auto version = text.substr(0, 2);
  if (!is_hex(version) || version == "ff") return false;
  if (version == "00" ? text.size() != kSize : text.size() > kSize && text[kSize] != '-') return false;
  const auto trace = text.substr(3, 32);
  const auto parent = text.substr(36, 16);
  return is_hex(trace) && is_hex(parent) && is_hex(text.substr(53, 2)) && !is_zero(trace) && !is_zero(parent);
}

}  // namespace

bool is_sound_request_id(std::string_view text) {
  return !text.empty() && text.size() <= kRequestIdSizeMax &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '"' && c != '\'' && c != '\\'; });
}

std::string make_request_id(Random& random) {
  std::string id(32, '0');
  put_random_hex<16>(id.data(), random);
  return id;
}

std::string continue_trace(std::optional<std::string_view> received, Random& random) {
  std::string trace = "00-00000000000000000000000000000000-0000000000000000-00";
  const bool goes_on = received && is_sound(*received);
  if (goes_on) {
    std::copy_n(received->data() + 3, 32, trace.data() + 3);
    std::copy_n(received->data() + 53, 2, trace.data() + 53);
  } else {
    put_random_hex<16>(trace.data() + 3, random);
  }
  put_random_hex<8>(trace.data() + 36, random);
  return trace;
}

}  // namespace switchyard::http
