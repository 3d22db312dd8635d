// The globals of an xls: sheets, shared strings, formats, styles, the epoch of dates.
#include <fmt/format.h>

#include <optional>
#include <utility>

#include "workbook/biff_text.hpp"
#include "workbook/binary_cells.hpp"
#include "workbook/encoding.hpp"
#include "workbook/format_table.hpp"
#include "workbook/refusal.hpp"
#include "workbook/xls_reader.hpp"

namespace switchyard::workbook {
namespace {

constexpr std::uint16_t kVersion5 = 0x0500;
constexpr std::uint16_t kVersion8 = 0x0600;
constexpr std::uint16_t kTypeGlobals = 0x0005;

class GlobalsReader {
 public:
  GlobalsReader(std::string_view stream, const Limits& limits, CellTexts& texts)
      : records_(stream, 0), limits_(limits), texts_(texts), formats_(texts) {}

  Result<XlsGlobals> read() {
    if (auto begun = read_begin(); !begun) return std::move(begun).error();
    while (true) {
      BiffRecord record;
      if (!records_.next(record)) {
        return unreadable(fmt::format("byte {} of the stream: the workbook's globals are cut off", records_.offset()));
      }
      if (record.type == biff::kEof) break;
      if (auto done = take(record); !done) return in_record(record, std::move(done).error());
    }
    if (!has_code_page_) globals_.code_page = 1252;
    if (auto names = name_sheets(); !names) return std::move(names).error();
    auto places = formats_.places_of(style_format_ids_);
    if (!places) return std::move(places).error();
    globals_.style_formats = std::move(*places);
    return std::move(globals_);
  }

 private:
  Result<void> read_begin() {
    BiffRecord record;
    if (!records_.next(record)) return unreadable("byte 0 of the stream: no record");
    // 0x0409, 0x0209 and 0x0009 begin the workbooks of Excel 4, 3 and 2.
    if (record.type == 0x0409 || record.type == 0x0209 || record.type == 0x0009) {
      return type_unsupported("the workbook is of a version before Excel 5");
    }
    if (record.type != biff::kBof) return in_record(record, unreadable("the stream does not begin as a workbook"));
    ByteReader reader(record.body);
    const auto version = reader.u16();
    const auto type = reader.u16();
    if (reader.failed()) return too_short(record, "the beginning");
    if (version != kVersion5 && version != kVersion8) {
      return type_unsupported(fmt::format("the workbook is of version {:#06x}; read are those of Excel 5 to 2003", version));
    }
    if (type != kTypeGlobals) return in_record(record, unreadable("the stream does not begin with a workbook's globals"));
    globals_.version = version == kVersion8 ? BiffVersion::biff8 : BiffVersion::biff5;
    return {};
  }

  Result<void> take(const BiffRecord& record) {
    ByteReader reader(record.body);
    switch (record.type) {
      case biff::kFilePass:
        return encrypted("the workbook is encrypted with a password");
      case biff::kCodePage:
        globals_.code_page = reader.u16();
        has_code_page_ = true;
        break;
      case biff::kDateMode:
        globals_.dates_from_1904 = reader.u16() != 0;
        break;
      case biff::kXf:
        reader.skip(2);
        style_format_ids_.push_back(reader.u16());
        break;
      case biff::kFormat:
        return take_format(record);
      case biff::kBoundSheet:
        return take_sheet(record);
      case biff::kSst:
        return take_shared_strings(record);
      default:
        return {};
    }
    if (reader.failed()) return unreadable("a record that is too short");
    return {};
  }

  Result<void> take_format(const BiffRecord& record) {
    ByteReader head(record.body);
    const auto id = head.u16();
    std::string code;
    bool sound = !head.failed();
    if (globals_.version == BiffVersion::biff8) {
      BiffText text({record.body.substr(head.offset())});
      sound = sound && text.read(code);
    } else {
      const auto bytes = head.take(head.u8());
      sound = sound && !head.failed();
      // Formats beyond ASCII hold signs of currencies, which no one reads: a code page that is not known does no harm.
      if (!append_code_page(code, bytes, globals_.code_page)) append_latin1(code, bytes);
    }
    if (!sound) return unreadable("a number format that is cut off");
    formats_.define(id, std::move(code));
    return {};
  }

  Result<void> take_sheet(const BiffRecord& record) {
    if (++tab_count_ > limits_.sheet_count_max) {
      return too_large("sheet_count_max", limits_.sheet_count_max, "the number of sheets");
    }
    constexpr unsigned kVisibilityMask = 3;
    constexpr std::uint8_t kWorksheet = 0;
    ByteReader reader(record.body);
    XlsSheetEntry entry{.name = {}, .offset = reader.u32(), .hidden = false};
    entry.hidden = (reader.u8() & kVisibilityMask) != 0;
    const auto kind = reader.u8();
    if (reader.failed()) return unreadable("a sheet's entry that is cut off");
    // Charts, macros and modules have tabs too, and no cells.
    if (kind != kWorksheet) return {};
    entry.name = record.body.substr(reader.offset());
    globals_.sheets.push_back(std::move(entry));
    return {};
  }

  // The code page may stand behind the sheets.
  Result<void> name_sheets() {
    for (auto& entry : globals_.sheets) {
      const auto stored = std::exchange(entry.name, {});
      ByteReader reader(stored);
      const std::size_t count = reader.u8();
      bool sound = !reader.failed();
      if (globals_.version == BiffVersion::biff8) {
        BiffText text({std::string_view(stored).substr(reader.offset())});
        sound = sound && text.read(count, entry.name);
      } else {
        const auto bytes = reader.take(count);
        sound = sound && !reader.failed();
        if (!append_code_page(entry.name, bytes, globals_.code_page)) {
          return unreadable(fmt::format("the name of a sheet is in code page {}, which is not read", globals_.code_page));
        }
      }
      if (!sound || !put_line_breaks_right(entry.name)) return unreadable("the name of a sheet is cut off or malformed");
    }
    return {};
  }

  Result<void> take_shared_strings(const BiffRecord& record) {
    std::vector<std::string_view> pieces = {record.body};
    for (BiffRecord more; records_.next_of(biff::kContinue, more);) pieces.push_back(more.body);
    BiffText text(std::move(pieces));
    text.skip(4);  // How often they are used.
    const auto count = text.u32();
    auto& strings = globals_.shared_strings;
    std::string string;
    // The count is what the file claims: nothing is made room for before it is there.
    for (std::uint32_t i = 0; i < count && !text.failed(); ++i) {
      // Some writers count strings that they leave out.
      if (text.at_end()) break;
      if (!text.read(string) || !put_line_breaks_right(string)) {
        return unreadable(fmt::format("shared string {} is cut off or malformed", i));
      }
      if (string.size() > limits_.cell_text_size_max) {
        return too_large("cell_text_size_max", limits_.cell_text_size_max, fmt::format("shared string {}", i));
      }
      strings.push_back(texts_.pool.add(string));
    }
    if (text.failed()) return unreadable("the shared strings are cut off");
    return {};
  }

  BiffRecords records_;
  const Limits& limits_;
  CellTexts& texts_;
  FormatTable formats_;
  XlsGlobals globals_;
  bool has_code_page_ = false;
  std::size_t tab_count_ = 0;
  std::vector<std::uint32_t> style_format_ids_;
};

}  // namespace

Error in_record(const BiffRecord& record, Error error) {
  error.message = fmt::format("byte {} of the stream (record {:#06x}): {}", record.offset, record.type, error.message);
  return error;
}

Error too_short(const BiffRecord& record, std::string_view what) {
  return in_record(record, unreadable(fmt::format("{} is too short with {} bytes", what, record.body.size())));
}

Result<XlsGlobals> read_xls_globals(std::string_view stream, const Limits& limits, CellTexts& texts) {
  return GlobalsReader(stream, limits, texts).read();
}

}  // namespace switchyard::workbook
