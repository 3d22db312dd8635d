#include "workbook/xls_reader.hpp"

#include <fmt/format.h>

#include <utility>

#include "workbook/compound_file.hpp"
#include "workbook/opened_workbook.hpp"
#include "workbook/refusal.hpp"

namespace switchyard::workbook {
namespace {

Result<std::unique_ptr<OpenedWorkbook>> read_stream(std::string_view stream, const Limits& limits) {
  auto opened = std::make_unique<OpenedWorkbook>(FileType::xls);
  const auto globals = read_xls_globals(stream, limits, opened->texts());
  if (!globals) return globals.error();
  opened->dates_from_1904(globals->dates_from_1904);
  SheetContext context{.limits = limits,
                       .texts = opened->texts(),
                       .shared_strings = globals->shared_strings,
                       .style_formats = globals->style_formats,
                       .dates_from_1904 = globals->dates_from_1904};
  std::size_t read_bytes = 0;
  for (const auto& entry : globals->sheets) {
    const auto in_sheet = [&](Error error) {
      error.message = fmt::format("sheet {}, {}", quoted(entry.name), error.message);
      return error;
    };
    auto sheet = read_xls_sheet(stream, entry, *globals, context);
    if (!sheet) return in_sheet(std::move(sheet).error());
    // Sheets that share their bytes would multiply what a small file asks for.
    read_bytes += sheet->end - entry.offset;
    if (read_bytes > stream.size()) return in_sheet(unreadable("it stands within the bytes of another"));
    opened->add(std::move(sheet->grid));
  }
  if (opened->sheet_count() == 0) return unreadable("the workbook has no worksheet");
  opened->texts().pool.seal();
  return opened;
}

}  // namespace

Result<std::unique_ptr<OpenedWorkbook>> open_xls(std::string_view bytes, const Limits& limits) {
  if (!CompoundFile::is_one(bytes)) return read_stream(bytes, limits);
  auto file = CompoundFile::open(bytes);
  if (!file) return std::move(file).error();
  if (file->find("EncryptedPackage") != nullptr) return encrypted("the workbook is encrypted with a password");
  // A file for Excel 95 and 97 at once holds both.
  const auto* stream = file->find("Workbook");
  if (stream == nullptr) stream = file->find("Book");
  if (stream == nullptr)
    return type_unsupported("the file is a compound file without a workbook (a document, a message, an installer)");
  const auto content = file->read(*stream);
  if (!content) return content.error();
  return read_stream(*content, limits);
}

}  // namespace switchyard::workbook
