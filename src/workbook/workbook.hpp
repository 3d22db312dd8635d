// Opens a supplier's file by what its bytes are, whatever its name says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "values/result.hpp"
#include "workbook/grid.hpp"

namespace switchyard::workbook {

enum class FileType : std::uint8_t { xlsx, csv, zip, xls, xlsb, pdf, unknown };
[[nodiscard]] std::string_view text_of(FileType type);
// By magic bytes and, inside a zip, by its members: xlsx and xlsm are one type.
[[nodiscard]] FileType type_of(std::string_view bytes);

// Each is tested; over one is refused with "workbook_too_large" and the limit's name.
struct Limits {
  std::size_t file_size_max = 64u << 20;
  std::size_t unpacked_size_max = 1u << 30;  // All members together.
  std::size_t unpacked_ratio_max = 400;      // Unpacked over packed size of a member above 1 MiB.
  std::size_t cell_count_max = 30'000'000;   // All sheets together.
  std::size_t sheet_count_max = 1'000;
  std::size_t row_count_max = 1'048'576;
  std::size_t column_count_max = 16'384;
  std::size_t cell_text_size_max = 32'767;
  std::size_t zip_member_count_max = 10'000;
  PdfLimits pdf = {};
};

// Programs that readers need. Without one, files that need it are refused.
struct Tools {
  const PdfWords* pdf_words = nullptr;
};

// What was opened. Owns its grids and the bytes that they view.
class Workbook {
 public:
  virtual ~Workbook() = default;
  [[nodiscard]] virtual FileType type() const = 0;
  // The member inside a zip that was opened; empty otherwise.
  [[nodiscard]] virtual std::string_view member_name() const = 0;
  [[nodiscard]] virtual std::size_t sheet_count() const = 0;
  [[nodiscard]] virtual const Grid& sheet(std::size_t index) const = 0;
  // Dates are serials from 1904 instead of 1900.
  [[nodiscard]] virtual bool dates_from_1904() const = 0;
  // What a reader should know and what is no error: formulas without a stored result. Sentences; mostly none.
  [[nodiscard]] virtual std::span<const std::string> notes() const { return {}; }
};

// xlsx, xlsm, xlsb, xls, csv, pdf, and a zip that holds exactly one such file. Owns `bytes`. Refused: "workbook_unreadable" (what and
// where), "workbook_too_large", "workbook_type_unsupported" (Excel before 5, other), "workbook_encrypted"; of a PDF also
// "pdf_reader_missing" and "pdf_without_text" (a scan). A PDF has a sheet a page, "p1" the first.
Result<std::unique_ptr<Workbook>> open(std::string bytes, const Limits& limits = {}, const Tools& tools = {});

}  // namespace switchyard::workbook
