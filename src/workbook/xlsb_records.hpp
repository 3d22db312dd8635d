// The records of an xlsb ([MS-XLSB] 2.1.4): type and length of seven bits a byte, then the body, one after the other in each
// part.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "workbook/byte_reader.hpp"
#include "workbook/encoding.hpp"

namespace switchyard::workbook {

// The types that are read; all others are passed over, among them links to other files and what formulas calculate.
namespace brt {
constexpr std::uint32_t kRowHead = 0;
constexpr std::uint32_t kCellBlank = 1;
constexpr std::uint32_t kCellRk = 2;
constexpr std::uint32_t kCellError = 3;
constexpr std::uint32_t kCellBool = 4;
constexpr std::uint32_t kCellReal = 5;
constexpr std::uint32_t kCellText = 6;
constexpr std::uint32_t kCellShared = 7;
constexpr std::uint32_t kFormulaText = 8;
constexpr std::uint32_t kFormulaNumber = 9;
constexpr std::uint32_t kFormulaBool = 10;
constexpr std::uint32_t kFormulaError = 11;
// Without a column: one right of the cell before.
constexpr std::uint32_t kShortBlank = 12;
constexpr std::uint32_t kShortRk = 13;
constexpr std::uint32_t kShortError = 14;
constexpr std::uint32_t kShortBool = 15;
constexpr std::uint32_t kShortReal = 16;
constexpr std::uint32_t kShortText = 17;
constexpr std::uint32_t kShortShared = 18;
constexpr std::uint32_t kSharedItem = 19;
constexpr std::uint32_t kFormat = 44;
constexpr std::uint32_t kStyle = 47;
constexpr std::uint32_t kColInfo = 60;
constexpr std::uint32_t kCellRichText = 62;
constexpr std::uint32_t kBeginSheetData = 145;
constexpr std::uint32_t kEndSheetData = 146;
constexpr std::uint32_t kWorkbookProperties = 153;
constexpr std::uint32_t kBundleSheet = 156;
constexpr std::uint32_t kMergeCell = 176;
constexpr std::uint32_t kBeginCellStyles = 617;
constexpr std::uint32_t kEndCellStyles = 618;
}  // namespace brt

struct XlsbRecord {
  std::uint32_t type = 0;
  std::string_view body;
  std::size_t offset = 0;  // Of its head, in the part.
};

class XlsbRecords {
 public:
  explicit XlsbRecords(std::string_view part) : part_(part) {}

  // False at the end of the part, and where a record is cut off by it or has no sound head: then cut_off().
  bool next(XlsbRecord& record) {
    if (cut_off_ || at_ == part_.size()) return false;
    ByteReader head(part_.substr(at_));
    record.type = varying(head, 2);
    const std::size_t size = varying(head, 4);
    record.offset = at_;
    record.body = head.take(size);
    if (head.failed()) {
      cut_off_ = true;
      return false;
    }
    at_ += head.offset();
    return true;
  }
  [[nodiscard]] bool cut_off() const { return cut_off_; }
  [[nodiscard]] std::size_t offset() const { return at_; }

 private:
  static std::uint32_t varying(ByteReader& reader, int bytes_max) {
    std::uint32_t value = 0;
    for (int i = 0; i < bytes_max; ++i) {
      const std::uint32_t byte = reader.u8();
      value |= (byte & 0x7F) << (7 * i);
      if (byte < 0x80) break;
    }
    return value;
  }

  std::string_view part_;
  std::size_t at_ = 0;
  bool cut_off_ = false;
};

// A count of characters and UTF-16 ([MS-XLSB] 2.5.168); an absent one is empty. Replaces `out`; a reader that has run out fails.
inline void take_wide_text(ByteReader& reader, std::string& out) {
  constexpr std::uint32_t kAbsent = 0xFFFF'FFFF;
  const auto count = reader.u32();
  out.clear();
  if (count != kAbsent) append_utf16(out, reader.take(std::size_t{count} * 2));
}
// Text with runs and phonetic hints ([MS-XLSB] 2.5.121), which are left out.
inline void take_wide_rich_text(ByteReader& reader, std::string& out) {
  reader.skip(1);
  take_wide_text(reader, out);
}

}  // namespace switchyard::workbook
