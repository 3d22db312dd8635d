#include "workbook/biff_text.hpp"

#include <algorithm>

#include "workbook/encoding.hpp"

namespace switchyard::workbook {
namespace {

constexpr unsigned kIsWide = 0x01;
constexpr unsigned kHasPhonetic = 0x04;
constexpr unsigned kHasRuns = 0x08;
constexpr std::size_t kRunSize = 4;

}  // namespace

bool BiffText::to_next_piece() {
  while (piece_ < pieces_.size() && at_ == pieces_[piece_].size()) {
    ++piece_;
    at_ = 0;
  }
  return piece_ < pieces_.size();
}

bool BiffText::at_end() { return !to_next_piece(); }

std::uint8_t BiffText::u8() {
  if (!to_next_piece()) {
    failed_ = true;
    return 0;
  }
  return static_cast<std::uint8_t>(pieces_[piece_][at_++]);
}

std::uint16_t BiffText::u16() {
  const unsigned low = u8();
  return static_cast<std::uint16_t>(low | unsigned{u8()} << 8);
}

std::uint32_t BiffText::u32() {
  const std::uint32_t low = u16();
  return low | std::uint32_t{u16()} << 16;
}

void BiffText::skip(std::size_t size) {
  while (size > 0) {
    if (!to_next_piece()) {
      failed_ = true;
      return;
    }
    const auto step = std::min(size, rest().size());
    at_ += step;
    size -= step;
  }
}

bool BiffText::read(std::size_t character_count, std::string& out) {
  out.clear();
  const unsigned flags = u8();
  const std::size_t run_count = (flags & kHasRuns) != 0 ? u16() : 0;
  const std::size_t phonetic_size = (flags & kHasPhonetic) != 0 ? u32() : 0;
  if (failed_ || !read_characters(character_count, (flags & kIsWide) != 0, out)) return false;
  skip(run_count * kRunSize);
  skip(phonetic_size);
  return !failed_;
}

bool BiffText::read_characters(std::size_t count, bool wide, std::string& out) {
  if (count == 0) return true;
  if (piece_ < pieces_.size() && rest().size() >= count * (wide ? 2 : 1)) {
    const auto bytes = rest().substr(0, count * (wide ? 2 : 1));
    at_ += bytes.size();
    wide ? append_utf16(out, bytes) : append_latin1(out, bytes);
    return true;
  }
  // Gathered as UTF-16 first: the border may part the halves of a surrogate pair.
  wide_.clear();
  while (true) {
    if (piece_ >= pieces_.size()) break;
    const std::size_t unit = wide ? 2 : 1;
    const auto taken = std::min(count, rest().size() / unit);
    const auto bytes = rest().substr(0, taken * unit);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      wide_ += bytes[i];
      if (!wide) wide_ += '\0';
    }
    at_ += bytes.size();
    count -= taken;
    if (count == 0) {
      append_utf16(out, wide_);
      return true;
    }
    // A character of two bytes is never cut.
    if (at_ != pieces_[piece_].size() || !to_next_piece()) break;
    wide = (static_cast<unsigned char>(pieces_[piece_][at_++]) & kIsWide) != 0;
  }
  failed_ = true;
  return false;
}

}  // namespace switchyard::workbook
