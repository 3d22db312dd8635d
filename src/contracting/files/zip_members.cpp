#include "contracting/files/zip_members.hpp"

#include <algorithm>
#include <cstdint>

#include "contracting/party_text.hpp"

namespace switchyard::contracting {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::size_t kEndSize = 22;
constexpr std::size_t kEntrySize = 46;
constexpr std::size_t kCommentSizeMax = 65'535;

// Precondition: within the bytes.
std::size_t number(std::string_view bytes, std::size_t at, std::size_t size) {
  std::size_t value = 0;
  for (std::size_t i = size; i > 0; --i) value = value << 8 | static_cast<std::uint8_t>(bytes[at + i - 1]);
  return value;
}

std::string member_name(std::string_view name) {
  std::string lower = lower_case(name);
  std::ranges::replace(lower, '\\', '/');
  return lower;
}

}  // namespace

std::optional<std::vector<std::string>> zip_member_names(std::string_view bytes) {
  if (bytes.size() < kEndSize) return std::nullopt;
  const std::size_t looked_at = bytes.size() - std::min(bytes.size(), kEndSize + kCommentSizeMax);
  const std::size_t end = bytes.rfind("PK\x05\x06"sv);
  if (end == std::string_view::npos || end < looked_at || bytes.size() - end < kEndSize) return std::nullopt;
  const std::size_t count = number(bytes, end + 10, 2);
  std::size_t at = number(bytes, end + 16, 4);
  if (count > kZipMembersMax) return std::nullopt;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < count; ++i) {
    if (at > end || end - at < kEntrySize || bytes.substr(at, 4) != "PK\x01\x02"sv) return std::nullopt;
    const std::size_t name_size = number(bytes, at + 28, 2);
    const std::size_t further = number(bytes, at + 30, 2) + number(bytes, at + 32, 2);
    if (end - at < kEntrySize + name_size + further) return std::nullopt;
    names.push_back(member_name(bytes.substr(at + kEntrySize, name_size)));
    at += kEntrySize + name_size + further;
  }
  return names;
}

}  // namespace switchyard::contracting
