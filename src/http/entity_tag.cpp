#include "http/entity_tag.hpp"

#include <cstdint>
#include <cstring>

#include "http/head_check.hpp"

namespace switchyard::http {
namespace {

__extension__ typedef unsigned __int128 UInt128;

// Multiply and fold, as wyhash does: passes of 16 bytes, two lanes with different odd constants.
constexpr std::uint64_t kLaneA = 0xa0761d6478bd642fULL;
constexpr std::uint64_t kLaneB = 0xe7037ed1a0b428dbULL;
constexpr std::uint64_t kMix = 0x8ebc6af09c88c6e3ULL;

std::uint64_t fold(std::uint64_t a, std::uint64_t b) {
  const UInt128 product = static_cast<UInt128>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

std::uint64_t word_at(const char* from) {
  std::uint64_t word = 0;
  std::memcpy(&word, from, 8);
  return word;
}

std::uint64_t lane(std::string_view body, std::uint64_t secret) {
  std::uint64_t state = secret ^ body.size();
  while (body.size() >= 16) {
    state = fold(word_at(body.data()) ^ secret, word_at(body.data() + 8) ^ state) + kMix;
    body.remove_prefix(16);
  }
  char tail[16] = {};
  if (!body.empty()) std::memcpy(tail, body.data(), body.size());
  state = fold(word_at(tail) ^ secret, word_at(tail + 8) ^ state) + kMix;
  return fold(state ^ kMix, secret ^ (state >> 32U));
}

void append_hex(std::string& text, std::uint64_t number) {
  for (int shift = 60; shift >= 0; shift -= 4) text += "0123456789abcdef"[(number >> static_cast<unsigned>(shift)) & 15U];
}

std::string_view without_weak(std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; }

enum class Comparison { strong, weak };

// Whether a list of tags has this one. A list that can't be read holds none.
bool lists(std::string_view header, std::string_view tag, Comparison comparison) {
  while (true) {
    header = trimmed(header);
    if (header.empty()) return false;
    const bool is_weak = header.starts_with("W/");
    const auto quoted = without_weak(header);
    if (quoted.empty() || quoted.front() != '"') return false;
    const std::size_t end = quoted.find('"', 1);
    if (end == std::string_view::npos) return false;
    const auto listed = quoted.substr(0, end + 1);
    const bool is_strong = !is_weak && !tag.starts_with("W/");
    if (listed == without_weak(tag) && (comparison == Comparison::weak || is_strong)) return true;
    header = trimmed(quoted.substr(end + 1));
    if (!header.empty() && header.front() != ',') return false;
    if (!header.empty()) header.remove_prefix(1);
  }
}

// Null where no header of that name came. The field may come several times; each is a list.
std::optional<bool> any_lists(const Request& request, std::string_view name, std::optional<std::string_view> tag, Comparison comparison) {
  std::optional<bool> listed;
  for (const auto& [key, value] : request.headers) {
    if (key != name) continue;
    const bool here = tag && (trimmed(value) == "*" || lists(value, *tag, comparison));
    listed = listed.value_or(false) || here;
  }
  return listed;
}

}  // namespace

std::string entity_tag_of(std::string_view body) {
  std::string tag = "\"";
  tag.reserve(34);
  append_hex(tag, lane(body, kLaneA));
  append_hex(tag, lane(body, kLaneB));
  tag += '"';
  return tag;
}

bool if_match_holds(const Request& request, std::optional<std::string_view> entity_tag) {
  return any_lists(request, "if-match", entity_tag, Comparison::strong).value_or(true);
}

bool if_none_match_holds(const Request& request, std::optional<std::string_view> entity_tag) {
  return !any_lists(request, "if-none-match", entity_tag, Comparison::weak).value_or(false);
}

std::string entity_tag_for_coding(std::string_view entity_tag, std::string_view coding) {
  std::string tag(entity_tag);
  if (tag.size() >= 2 && tag.front() == '"' && tag.back() == '"') tag.insert(tag.size() - 1, "-" + std::string(coding));
  return tag;
}

}  // namespace switchyard::http
