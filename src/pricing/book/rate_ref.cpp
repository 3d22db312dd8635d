#include "pricing/book/rate_ref.hpp"

#include <algorithm>
#include <cstring>

#include "pricing/book/base32_bytes.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::string_view kPrefix = "ref_";

}  // namespace

std::uint64_t sheet_mark_of(const SheetId& sheet) {
  // The last eight bytes of a UUIDv7 are random.
  std::uint64_t mark = 0;
  std::memcpy(&mark, sheet.uuid().bytes.data() + 8, sizeof mark);
  return mark;
}

Result<RateRefs> RateRefs::with_key(const Secret& key) {
  if (key.reveal().size() != kKeySize) {
    return Error{.kind = ErrorKind::invalid, .code = "key_size_invalid", .message = "The key of rate references must be 32 bytes."};
  }
  std::array<std::uint64_t, 4> words;
  std::memcpy(words.data(), key.reveal().data(), kKeySize);
  return RateRefs({words[0], words[1]}, {words[2], words[3]});
}

std::uint64_t RateRefs::tag_of(const RateMark& mark) const { return sip_hash(tag_key_, std::array<std::uint64_t, 2>{mark.sheet_mark, mark.ordinal}); }

RateMark RateRefs::veiled(const RateMark& mark, std::uint64_t tag) const {
  const std::uint64_t first = sip_hash(veil_key_, std::array<std::uint64_t, 1>{tag});
  const std::uint64_t second = sip_hash(veil_key_, std::array<std::uint64_t, 1>{~tag});
  return {mark.sheet_mark ^ first, mark.ordinal ^ static_cast<std::uint32_t>(second)};
}

void RateRefs::put(Text& text, const RateMark& mark) const {
  const std::uint64_t tag = tag_of(mark);
  const RateMark hidden = veiled(mark, tag);
  TwentyBytes bytes;
  std::memcpy(bytes.data(), &tag, 8);
  std::memcpy(bytes.data() + 8, &hidden.sheet_mark, 8);
  std::memcpy(bytes.data() + 16, &hidden.ordinal, 4);
  put_base32(std::ranges::copy(kPrefix, text.data()).out, bytes);
}

void RateRefs::append(std::string& out, const RateMark& mark) const {
  Text text;
  put(text, mark);
  out.append(text.data(), text.size());
}

Result<RateMark> RateRefs::open(std::string_view text) const {
  const Error refused{.kind = ErrorKind::invalid, .code = "rate_ref_invalid", .message = "This is not a rate reference of this environment."};
  const auto bytes = text.starts_with(kPrefix) ? parse_base32(text.substr(kPrefix.size())) : std::nullopt;
  if (!bytes) return refused;
  std::uint64_t tag = 0;
  RateMark hidden;
  std::memcpy(&tag, bytes->data(), 8);
  std::memcpy(&hidden.sheet_mark, bytes->data() + 8, 8);
  std::memcpy(&hidden.ordinal, bytes->data() + 16, 4);
  const RateMark mark = veiled(hidden, tag);
  if (tag_of(mark) != tag) return refused;
  return mark;
}

}  // namespace switchyard::pricing
