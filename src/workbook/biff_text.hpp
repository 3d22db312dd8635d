// Texts of an xls: of Excel 97 and later in UTF-16 or its low bytes alone, running on over CONTINUE records; before that in the
// workbook's code page.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace switchyard::workbook {

// Reads texts one after the other from a record and the CONTINUE records behind it ([MS-XLS] 2.5.293, 2.5.294).
//
// Where the characters of a text are cut by the end of a record, the next begins with a byte that says anew whether they have one
// or two bytes; whatever else is cut simply goes on.
class BiffText {
 public:
  // The views must outlive it.
  explicit BiffText(std::vector<std::string_view> pieces) : pieces_(std::move(pieces)) {}

  std::uint16_t u16();
  std::uint32_t u32();
  void skip(std::size_t size);
  // Replaces `out` by the text, without its runs and phonetic hints. False where it is cut off or malformed.
  bool read(std::string& out) { return read(u16(), out); }
  // The same of a text whose count of characters has been read: some have it in one byte.
  bool read(std::size_t character_count, std::string& out);
  std::uint8_t u8();

  [[nodiscard]] bool failed() const { return failed_; }
  // Nothing is left.
  [[nodiscard]] bool at_end();

 private:
  // The rest of the piece at hand, of the next one where nothing of it is left.
  bool to_next_piece();
  [[nodiscard]] std::string_view rest() const { return pieces_[piece_].substr(at_); }
  bool read_characters(std::size_t count, bool wide, std::string& out);

  std::vector<std::string_view> pieces_;
  std::size_t piece_ = 0;
  std::size_t at_ = 0;
  bool failed_ = false;
  std::string wide_;  // UTF-16 of a text that is cut.
};

}  // namespace switchyard::workbook
