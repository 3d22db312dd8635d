#include "pricing/sheets/sheet_export.hpp"

#include <fmt/format.h>

#include "pricing/sheets/sheet_bytes_store.hpp"
#include "pricing/sheets/sheet_store.hpp"

namespace switchyard::pricing {

Result<std::shared_ptr<const CompiledSheet>> load_sheet(Database& database, const SheetId& id) {
  std::optional<SheetRecord> sheet;
  std::optional<std::string> bytes;
  database.read([&](SqlReader& reader) {
    sheet = find_sheet(reader, id);
    bytes = read_compiled(reader, id);
  });
  if (!sheet) return Error{ErrorKind::not_found, "sheet_not_found", fmt::format("there is no sheet {}", id.text())};
  if (!bytes) {
    return Error{ErrorKind::conflict, "sheet_has_no_rates",
                 fmt::format("sheet {} is {}: none of its rates could be read", id.text(), text_of(sheet->status))};
  }
  return CompiledSheet::from_bytes(std::move(*bytes));
}

}  // namespace switchyard::pricing
