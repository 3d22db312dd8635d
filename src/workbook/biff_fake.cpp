// BIFF8 and BIFF5 streams of a BookFake.
#include <algorithm>

#include "workbook/biff_records.hpp"
#include "workbook/book_fake.hpp"
#include "workbook/byte_writer_fake.hpp"

namespace switchyard::workbook {
namespace {

bool is_narrow(std::u16string_view text) {
  return std::all_of(text.begin(), text.end(), [](char16_t unit) { return unit < 0x100; });
}

void put_record(std::string& out, std::uint16_t type, std::string_view body) {
  ByteWriter head;
  head.u16(type).u16(static_cast<unsigned>(body.size()));
  out += head.bytes;
  out += body;
}

// Shared strings, cut into records as Excel does: within characters the next record begins with their width.
class SharedStrings {
 public:
  explicit SharedStrings(std::size_t record_size_max) : record_size_max_(record_size_max) {}

  std::uint32_t add(const std::u16string& text) {
    texts_.push_back(text);
    return static_cast<std::uint32_t>(texts_.size() - 1);
  }

  void put(std::string& out) {
    ByteWriter head;
    head.u32(static_cast<std::uint32_t>(texts_.size())).u32(static_cast<std::uint32_t>(texts_.size()));
    records_ = {head.bytes};
    for (std::size_t i = 0; i < texts_.size(); ++i) put_text(texts_[i], i % 3 == 1, i % 4 == 2);
    for (std::size_t i = 0; i < records_.size(); ++i) put_record(out, i == 0 ? biff::kSst : biff::kContinue, records_[i]);
  }

 private:
  [[nodiscard]] std::size_t room() const {
    return record_size_max_ > records_.back().size() ? record_size_max_ - records_.back().size() : 0;
  }

  void put_text(std::u16string_view text, bool has_runs, bool has_phonetic) {
    constexpr std::size_t kHeadSize = 9;
    constexpr std::uint32_t kPhoneticSize = 13;
    if (room() < kHeadSize) records_.emplace_back();
    bool wide = !is_narrow(text);
    ByteWriter head;
    head.u16(static_cast<unsigned>(text.size()));
    head.u8((wide ? 1u : 0u) | (has_phonetic ? 4u : 0u) | (has_runs ? 8u : 0u));
    if (has_runs) head.u16(2);
    if (has_phonetic) head.u32(kPhoneticSize);
    records_.back() += head.bytes;
    while (!text.empty()) {
      const auto count = std::min(text.size(), room() / (wide ? 2 : 1));
      ByteWriter characters;
      wide ? characters.utf16(text.substr(0, count)) : characters.low_bytes(text.substr(0, count));
      records_.back() += characters.bytes;
      text.remove_prefix(count);
      if (text.empty()) break;
      wide = !is_narrow(text);
      records_.emplace_back(1, wide ? '\1' : '\0');
    }
    // Runs and phonetic hints are cut anywhere, without such a byte.
    for (std::size_t left = (has_runs ? 8 : 0) + (has_phonetic ? kPhoneticSize : 0); left > 0; --left) {
      if (room() == 0) records_.emplace_back();
      records_.back() += '\x55';
    }
  }

  std::size_t record_size_max_;
  std::vector<std::u16string> texts_;
  std::vector<std::string> records_;
};

class StreamFake {
 public:
  StreamFake(const BookFake& book, bool is_8) : book_(book), is_8_(is_8), strings_(book.record_size_max) {}

  std::string write() {
    std::vector<std::string> sheets;
    for (const auto& sheet : book_.sheets) sheets.push_back(sheet_stream(sheet));
    // The same length whatever the offsets are.
    const auto globals_size = globals(std::vector<std::size_t>(sheets.size(), 0)).size();
    std::vector<std::size_t> offsets;
    auto offset = globals_size;
    for (const auto& sheet : sheets) {
      offsets.push_back(offset);
      offset += sheet.size();
    }
    auto out = globals(offsets);
    for (const auto& sheet : sheets) out += sheet;
    return out;
  }

 private:
  void put_begin(std::string& out, unsigned type) const {
    ByteWriter body;
    body.u16(is_8_ ? 0x0600 : 0x0500).u16(type).u16(0).u16(1997);
    if (is_8_) body.u32(0).u32(6);
    put_record(out, biff::kBof, body.bytes);
  }

  // With the count of characters in front, in `count_size` bytes.
  [[nodiscard]] std::string text_of(std::u16string_view text, int count_size) const {
    ByteWriter out;
    count_size == 1 ? out.u8(static_cast<unsigned>(text.size())) : out.u16(static_cast<unsigned>(text.size()));
    if (!is_8_) return out.low_bytes(text).bytes;
    const bool narrow = is_narrow(text);
    out.u8(narrow ? 0 : 1);
    return narrow ? out.low_bytes(text).bytes : out.utf16(text).bytes;
  }

  std::string globals(const std::vector<std::size_t>& offsets) {
    std::string out;
    put_begin(out, 0x0005);
    if (book_.has_password) put_record(out, biff::kFilePass, std::string(6, '\1'));
    put_record(out, biff::kCodePage, ByteWriter().u16(is_8_ ? 1200 : book_.code_page).bytes);
    put_record(out, biff::kDateMode, ByteWriter().u16(book_.dates_from_1904 ? 1 : 0).bytes);
    for (const auto& style : book_.styles) {
      if (style.code.empty()) continue;
      put_record(out, biff::kFormat, ByteWriter().u16(style.format_id).raw(text_of(style.code, is_8_ ? 2 : 1)).bytes);
    }
    for (const auto& style : book_.styles) {
      put_record(out, biff::kXf, ByteWriter().u16(0).u16(style.format_id).zeros(is_8_ ? 16 : 12).bytes);
    }
    for (std::size_t i = 0; i < book_.sheets.size(); ++i) {
      const auto& sheet = book_.sheets[i];
      ByteWriter body;
      body.u32(static_cast<std::uint32_t>(offsets[i])).u8(sheet.visibility).u8(sheet.kind).raw(text_of(sheet.name, 1));
      put_record(out, biff::kBoundSheet, body.bytes);
    }
    if (is_8_) strings_.put(out);
    put_record(out, biff::kEof, "");
    return out;
  }

  std::string sheet_stream(const SheetFake& sheet) {
    std::string out;
    put_begin(out, sheet.kind == 0 ? 0x0010 : 0x0020);
    for (const auto& [first, last] : sheet.hidden_columns) {
      put_record(out, biff::kColInfo, ByteWriter().u16(first).u16(last).u16(2'000).u16(0).u16(1).u16(0).bytes);
    }
    for (const auto row : sheet.hidden_rows) {
      put_record(out, biff::kRow, ByteWriter().u16(row).u16(0).u16(9).u16(300).u16(0).u16(0).u16(0x20).u16(0).bytes);
    }
    for (std::size_t i = 0; i < sheet.cells.size();) i = put_cells(out, sheet.cells, i);
    if (sheet.has_chart) {
      put_begin(out, 0x0020);
      put_record(out, biff::kNumber, ByteWriter().u16(0).u16(0).u16(0).real(99).bytes);
      put_record(out, biff::kEof, "");
    }
    if (!sheet.merges.empty()) {
      ByteWriter body;
      body.u16(static_cast<unsigned>(sheet.merges.size()));
      for (const auto& merge : sheet.merges) {
        body.u16(merge.first.row).u16(merge.last.row).u16(merge.first.column).u16(merge.last.column);
      }
      put_record(out, biff::kMergedCells, body.bytes);
    }
    put_record(out, biff::kEof, "");
    return out;
  }

  // The cell at `i`, or a run of RKs or blanks beside each other; gives what comes next.
  std::size_t put_cells(std::string& out, const std::vector<CellFake>& cells, std::size_t i) {
    const auto& first = cells[i];
    auto end = i + 1;
    while (end < cells.size() && (first.form == FakeForm::rk || first.form == FakeForm::blank) && cells[end].form == first.form &&
           cells[end].place == CellPlace{first.place.row, first.place.column + static_cast<std::uint32_t>(end - i)}) {
      ++end;
    }
    if (end == i + 1) {
      put_cell(out, first);
      return end;
    }
    const bool is_rk = first.form == FakeForm::rk;
    ByteWriter body;
    body.u16(first.place.row).u16(first.place.column);
    for (auto at = i; at < end; ++at) {
      body.u16(cells[at].style);
      if (is_rk) body.u32(cells[at].rk);
    }
    body.u16(cells[end - 1].place.column);
    put_record(out, is_rk ? biff::kMulRk : biff::kMulBlank, body.bytes);
    return end;
  }

  void put_cell(std::string& out, const CellFake& cell) {
    ByteWriter body;
    body.u16(cell.place.row).u16(cell.place.column).u16(cell.style);
    switch (cell.form) {
      case FakeForm::blank:
        return put_record(out, biff::kBlank, body.bytes);
      case FakeForm::number:
        return put_record(out, biff::kNumber, body.real(cell.number).bytes);
      case FakeForm::rk:
        return put_record(out, biff::kRk, body.u32(cell.rk).bytes);
      case FakeForm::shared_text:
        if (is_8_) return put_record(out, biff::kLabelSst, body.u32(strings_.add(cell.text)).bytes);
        return put_record(out, biff::kLabel, body.raw(text_of(cell.text, 2)).bytes);
      case FakeForm::own_text:
        return put_record(out, biff::kLabel, body.raw(text_of(cell.text, 2)).bytes);
      case FakeForm::rich_text:
        body.raw(text_of(cell.text, 2));
        return put_record(out, biff::kRString, is_8_ ? body.u16(1).u32(0).bytes : body.u8(1).u16(0).bytes);
      case FakeForm::boolean:
        return put_record(out, biff::kBoolErr, body.u8(cell.code).u8(0).bytes);
      case FakeForm::error:
        return put_record(out, biff::kBoolErr, body.u8(cell.code).u8(1).bytes);
      default:
        return put_formula(out, cell, body);
    }
  }

  void put_formula(std::string& out, const CellFake& cell, ByteWriter body) const {
    const auto mark = [&](unsigned kind) { body.u8(kind).u8(0).u8(cell.code).zeros(3).u16(0xFFFF); };
    switch (cell.form) {
      case FakeForm::formula_text:
        mark(0);
        break;
      case FakeForm::formula_boolean:
        mark(1);
        break;
      case FakeForm::formula_error:
        mark(2);
        break;
      case FakeForm::formula_empty_text:
        mark(3);
        break;
      default:
        body.real(cell.number);
    }
    put_record(out, biff::kFormula, body.u16(0).u32(0).u16(3).u8(0x1E).u16(1).bytes);
    if (cell.form != FakeForm::formula_text) return;
    put_record(out, biff::kSharedFormula, std::string(10, '\0'));
    put_record(out, biff::kString, text_of(cell.text, 2));
  }

  const BookFake& book_;
  bool is_8_;
  SharedStrings strings_;
};

}  // namespace

SheetFake& SheetFake::add(std::string_view a1, CellFake cell) {
  cell.place = place_of(a1).value();
  cells.push_back(std::move(cell));
  return *this;
}

std::string BookFake::biff8_stream() const { return StreamFake(*this, true).write(); }
std::string BookFake::biff5_stream() const { return StreamFake(*this, false).write(); }
std::string BookFake::biff8() const { return CompoundFake{.streams = {{"Workbook", biff8_stream()}}}.bytes(); }
std::string BookFake::biff5() const { return CompoundFake{.streams = {{"Book", biff5_stream()}}}.bytes(); }

}  // namespace switchyard::workbook
