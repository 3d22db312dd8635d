// The records of an xls ([MS-XLS] 2.1.4): type, length and body, one after the other in one stream.
#pragma once

#include <cstdint>
#include <string_view>

#include "workbook/byte_reader.hpp"

namespace switchyard::workbook {

// The types that are read; all others are passed over, among them macros, links to other files and what formulas calculate.
namespace biff {
constexpr std::uint16_t kFormula = 0x0006;
constexpr std::uint16_t kEof = 0x000A;
constexpr std::uint16_t kDateMode = 0x0022;
constexpr std::uint16_t kFilePass = 0x002F;
constexpr std::uint16_t kContinue = 0x003C;
constexpr std::uint16_t kCodePage = 0x0042;
constexpr std::uint16_t kColInfo = 0x007D;
constexpr std::uint16_t kBoundSheet = 0x0085;
constexpr std::uint16_t kMulRk = 0x00BD;
constexpr std::uint16_t kMulBlank = 0x00BE;
constexpr std::uint16_t kRString = 0x00D6;
constexpr std::uint16_t kXf = 0x00E0;
constexpr std::uint16_t kMergedCells = 0x00E5;
constexpr std::uint16_t kSst = 0x00FC;
constexpr std::uint16_t kLabelSst = 0x00FD;
constexpr std::uint16_t kBlank = 0x0201;
constexpr std::uint16_t kNumber = 0x0203;
constexpr std::uint16_t kLabel = 0x0204;
constexpr std::uint16_t kBoolErr = 0x0205;
constexpr std::uint16_t kString = 0x0207;
constexpr std::uint16_t kRow = 0x0208;
constexpr std::uint16_t kRk = 0x027E;
constexpr std::uint16_t kFormat = 0x041E;
constexpr std::uint16_t kBof = 0x0809;
// Stand between a formula and the text of its result.
constexpr std::uint16_t kArray = 0x0221;
constexpr std::uint16_t kTable = 0x0236;
constexpr std::uint16_t kSharedFormula = 0x04BC;
}  // namespace biff

struct BiffRecord {
  std::uint16_t type = 0;
  std::string_view body;
  std::size_t offset = 0;  // Of its head, in the stream.
};

class BiffRecords {
 public:
  BiffRecords(std::string_view stream, std::size_t at) : stream_(stream), at_(at) {}

  // False at the end of the stream and where a record is cut off by it.
  bool next(BiffRecord& record) {
    constexpr std::size_t kHeadSize = 4;
    if (at_ > stream_.size() || stream_.size() - at_ < kHeadSize) return false;
    ByteReader head(stream_.substr(at_, kHeadSize));
    record.type = head.u16();
    const std::size_t size = head.u16();
    if (stream_.size() - at_ - kHeadSize < size) return false;
    record.offset = at_;
    record.body = stream_.substr(at_ + kHeadSize, size);
    at_ += kHeadSize + size;
    return true;
  }
  // Only where the next record is of this type.
  bool next_of(std::uint16_t type, BiffRecord& record) {
    const auto before = at_;
    if (next(record) && record.type == type) return true;
    at_ = before;
    return false;
  }
  [[nodiscard]] std::size_t offset() const { return at_; }

 private:
  std::string_view stream_;
  std::size_t at_;
};

}  // namespace switchyard::workbook
