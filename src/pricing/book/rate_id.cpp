#include "pricing/book/rate_id.hpp"

#include <algorithm>

#include "pricing/book/base32_bytes.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::string_view kPrefix = "rat_";

}  // namespace

std::string RateId::text() const {
  Text text;
  put(text);
  return {text.data(), text.size()};
}

void RateId::append_to(std::string& out) const {
  Text text;
  put(text);
  out.append(text.data(), text.size());
}

void RateId::put(Text& text) const {
  TwentyBytes bytes{};
  std::ranges::copy(sheet.uuid().bytes, bytes.begin());
  put_base32(std::ranges::copy(kPrefix, text.data()).out, bytes);
  put_row(text);
}

void RateId::put_row(Text& text) const {
  constexpr std::size_t kQuarterAt = kTextSize - kBase32Size / 4;
  put_base32_quarter(text.data() + kQuarterAt, std::uint64_t{sheet.uuid().bytes.back()} << 32U | ordinal);
}

Result<RateId> RateId::parse(std::string_view text) {
  const auto bytes = text.starts_with(kPrefix) ? parse_base32(text.substr(kPrefix.size())) : std::nullopt;
  if (!bytes) {
    return Error{.kind = ErrorKind::invalid,
                 .code = "rate_id_invalid",
                 .message = "A rate id is rat_ and 32 letters and digits, as GET /v1/prices gave it."};
  }
  Uuid sheet;
  std::copy_n(bytes->begin(), sheet.bytes.size(), sheet.bytes.begin());
  std::uint32_t ordinal = 0;
  for (std::size_t i = 0; i < 4; ++i) ordinal = (ordinal << 8U) | (*bytes)[16 + i];
  return RateId{SheetId(sheet), ordinal};
}

}  // namespace switchyard::pricing
