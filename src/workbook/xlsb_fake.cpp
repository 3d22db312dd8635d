// BIFF12 parts of a BookFake, in their package.
#include <fmt/format.h>

#include <algorithm>

#include "workbook/book_fake.hpp"
#include "workbook/byte_writer_fake.hpp"
#include "workbook/xlsb_records.hpp"
#include "workbook/zip_writer.hpp"

namespace switchyard::workbook {
namespace {

void put_record(std::string& out, std::uint32_t type, std::string_view body = "") {
  ByteWriter head;
  if (type >= 0x80) head.u8((type & 0x7F) | 0x80);
  head.u8(type >= 0x80 ? type >> 7 : type);
  auto size = body.size();
  for (; size >= 0x80; size >>= 7) head.u8(static_cast<unsigned>((size & 0x7F) | 0x80));
  head.u8(static_cast<unsigned>(size));
  out += head.bytes;
  out += body;
}

std::string wide_text(std::u16string_view text) {
  return ByteWriter().u32(static_cast<std::uint32_t>(text.size())).utf16(text).bytes;
}

std::u16string wide(std::string_view ascii) { return {ascii.begin(), ascii.end()}; }

// Of a cell with its column, or the short form of the same.
std::uint32_t type_of(FakeForm form, bool is_short) {
  switch (form) {
    case FakeForm::blank:
      return is_short ? brt::kShortBlank : brt::kCellBlank;
    case FakeForm::number:
      return is_short ? brt::kShortReal : brt::kCellReal;
    case FakeForm::rk:
      return is_short ? brt::kShortRk : brt::kCellRk;
    case FakeForm::shared_text:
      return is_short ? brt::kShortShared : brt::kCellShared;
    case FakeForm::own_text:
      return is_short ? brt::kShortText : brt::kCellText;
    case FakeForm::boolean:
      return is_short ? brt::kShortBool : brt::kCellBool;
    case FakeForm::error:
      return is_short ? brt::kShortError : brt::kCellError;
    case FakeForm::rich_text:
      return brt::kCellRichText;
    case FakeForm::formula_number:
      return brt::kFormulaNumber;
    case FakeForm::formula_text:
    case FakeForm::formula_empty_text:
      return brt::kFormulaText;
    case FakeForm::formula_boolean:
      return brt::kFormulaBool;
    case FakeForm::formula_error:
      break;
  }
  return brt::kFormulaError;
}

bool has_short_form(FakeForm form) { return form <= FakeForm::own_text || form == FakeForm::boolean || form == FakeForm::error; }

class PartsFake {
 public:
  explicit PartsFake(const BookFake& book) : book_(book) {}

  std::string write() {
    ZipWriter zip;
    zip.add(
        "[Content_Types].xml",
        R"(<Types><Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>)");
    zip.add("_rels/.rels",
            R"(<Relationships><Relationship Id="rId1" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>)");
    std::string relationships;
    for (std::size_t i = 0; i < book_.sheets.size(); ++i) {
      relationships += fmt::format(R"(<Relationship Id="rId{0}" Type="x/{1}" Target="worksheets/sheet{0}.bin"/>)", i + 1,
                                   book_.sheets[i].kind == 0 ? "worksheet" : "chartsheet");
      zip.add(fmt::format("xl/worksheets/sheet{}.bin", i + 1), sheet_part(book_.sheets[i]));
    }
    zip.add("xl/_rels/workbook.bin.rels",
            fmt::format(R"(<Relationships>{}<Relationship Id="a" Type="x/styles" Target="styles.bin"/>)"
                        R"(<Relationship Id="b" Type="x/sharedStrings" Target="sharedStrings.bin"/></Relationships>)",
                        relationships));
    zip.add("xl/workbook.bin", workbook_part());
    zip.add("xl/styles.bin", styles_part());
    zip.add("xl/sharedStrings.bin", strings_);
    return std::move(zip).finish();
  }

 private:
  [[nodiscard]] std::string workbook_part() const {
    std::string out;
    put_record(out, 131);
    put_record(out, brt::kWorkbookProperties, ByteWriter().u32(book_.dates_from_1904 ? 1 : 0).zeros(8).bytes);
    for (std::size_t i = 0; i < book_.sheets.size(); ++i) {
      const auto& sheet = book_.sheets[i];
      put_record(out, brt::kBundleSheet,
                 ByteWriter()
                     .u32(sheet.visibility)
                     .u32(static_cast<std::uint32_t>(i + 1))
                     .raw(sheet.kind == 6 ? wide_text(u"") : wide_text(wide(fmt::format("rId{}", i + 1))))
                     .raw(wide_text(sheet.name))
                     .bytes);
    }
    put_record(out, 132);
    return out;
  }

  [[nodiscard]] std::string styles_part() const {
    std::string out;
    for (const auto& style : book_.styles) {
      if (!style.code.empty()) put_record(out, brt::kFormat, ByteWriter().u16(style.format_id).raw(wide_text(style.code)).bytes);
    }
    // Styles that cells name by way of others do not count.
    put_record(out, 626);
    put_record(out, brt::kStyle, ByteWriter().u16(0xFFFF).u16(9).zeros(12).bytes);
    put_record(out, 627);
    put_record(out, brt::kBeginCellStyles, ByteWriter().u32(static_cast<std::uint32_t>(book_.styles.size())).bytes);
    for (const auto& style : book_.styles) put_record(out, brt::kStyle, ByteWriter().u16(0).u16(style.format_id).zeros(12).bytes);
    put_record(out, brt::kEndCellStyles);
    return out;
  }

  std::string sheet_part(const SheetFake& sheet) {
    std::string out;
    put_record(out, 129);
    for (const auto& [first, last] : sheet.hidden_columns) {
      put_record(out, brt::kColInfo, ByteWriter().u32(first).u32(last).u32(2'000).u32(0).u16(1).bytes);
    }
    put_record(out, brt::kBeginSheetData);
    // Rows in order, hidden ones without cells too.
    std::vector<std::uint32_t> rows;
    for (const auto& cell : sheet.cells) rows.push_back(cell.place.row);
    rows.insert(rows.end(), sheet.hidden_rows.begin(), sheet.hidden_rows.end());
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    for (const auto row : rows) {
      const bool hidden = std::find(sheet.hidden_rows.begin(), sheet.hidden_rows.end(), row) != sheet.hidden_rows.end();
      put_record(out, brt::kRowHead, ByteWriter().u32(row).u32(0).u16(300).u8(0).u8(hidden ? 0x10 : 0).u8(0).u32(0).bytes);
      std::uint32_t next = 0;
      for (const auto& cell : sheet.cells) {
        if (cell.place.row != row) continue;
        put_cell(out, cell, book_.has_short_cells && cell.place.column == next && has_short_form(cell.form));
        next = cell.place.column + 1;
      }
    }
    put_record(out, brt::kEndSheetData);
    for (const auto& merge : sheet.merges) {
      put_record(out, brt::kMergeCell,
                 ByteWriter().u32(merge.first.row).u32(merge.last.row).u32(merge.first.column).u32(merge.last.column).bytes);
    }
    put_record(out, 130);
    return out;
  }

  void put_cell(std::string& out, const CellFake& cell, bool is_short) {
    ByteWriter body;
    if (!is_short) body.u32(cell.place.column);
    body.u32(cell.style);
    switch (cell.form) {
      case FakeForm::blank:
        break;
      case FakeForm::number:
      case FakeForm::formula_number:
        body.real(cell.number);
        break;
      case FakeForm::rk:
        body.u32(cell.rk);
        break;
      case FakeForm::shared_text:
        body.u32(string_count_++);
        put_record(strings_, brt::kSharedItem, ByteWriter().u8(0).raw(wide_text(cell.text)).bytes);
        break;
      case FakeForm::rich_text:
        body.u8(1).raw(wide_text(cell.text)).u32(1).u32(0);
        break;
      case FakeForm::own_text:
      case FakeForm::formula_text:
      case FakeForm::formula_empty_text:
        body.raw(wide_text(cell.text));
        break;
      default:
        body.u8(cell.code);
    }
    if (cell.form >= FakeForm::formula_number) body.u16(0).u32(3).u8(0x1E).u16(1).u32(0);
    put_record(out, type_of(cell.form, is_short), body.bytes);
  }

  const BookFake& book_;
  std::string strings_;
  std::uint32_t string_count_ = 0;
};

}  // namespace

std::string BookFake::biff12() const { return PartsFake(*this).write(); }

}  // namespace switchyard::workbook
