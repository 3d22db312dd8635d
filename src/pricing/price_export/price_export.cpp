#include "pricing/price_export/price_export.hpp"

#include "pricing/price_export/price_columns.hpp"
#include "workbook/csv_writer.hpp"
#include "workbook/xlsx_writer.hpp"

namespace switchyard::pricing {
namespace {

// What a spreadsheet program would calculate (OWASP, "CSV Injection").
bool looks_like_formula(std::string_view text) {
  return !text.empty() && (text.find_first_of("=+-@") == 0 || static_cast<unsigned char>(text.front()) < 0x20);
}

}  // namespace

std::string write_prices_csv(const PricePage& page, const PriceAnswer& answer) {
  std::string out;
  std::vector<std::string_view> line = price_column_names(answer.fields);
  workbook::append_csv_line(out, line);
  std::vector<ExportCell> cells;
  for (const Offer& offer : page.offers) {
    price_cells(offer, answer, cells);
    line.clear();
    for (ExportCell& cell : cells) {
      if (!cell.is_number && looks_like_formula(cell.text)) cell.text.insert(0, 1, '\'');
      line.push_back(cell.text);
    }
    workbook::append_csv_line(out, line);
  }
  return out;
}

std::string write_prices_xlsx(const PricePage& page, const PriceAnswer& answer) {
  workbook::XlsxWriter book;
  workbook::SheetWriter& sheet = book.add_sheet("Prices");
  std::uint32_t column = 0;
  for (const std::string_view name : price_column_names(answer.fields)) sheet.text({0, column++}, name, {.bold = true});
  sheet.freeze_rows(1);
  std::vector<ExportCell> cells;
  std::uint32_t row = 1;
  for (const Offer& offer : page.offers) {
    price_cells(offer, answer, cells);
    for (column = 0; column < cells.size(); ++column) {
      if (cells[column].text.empty()) continue;
      if (cells[column].is_number) {
        sheet.number({row, column}, cells[column].text);
      } else {
        sheet.text({row, column}, cells[column].text);
      }
    }
    ++row;
  }
  return book.bytes();
}

}  // namespace switchyard::pricing
