#include "pricing/layout/layout_sample_fake.hpp"

#include <stdexcept>

namespace switchyard::pricing {

std::string SampleLayout::yaml() const {
  return "layout: sample\nsupplier: sample\nsupplier_name: Sample Energy\nopen: {types: [xlsx, csv]}\nmatch: {says: ['^Utility$']}\n"
         "valid: {from: {label: '^Valid from$', forms: [M/D/YYYY]}, at: '17:00 America/New_York'}\nscope: []\n" + top +
         "\nprice: " + price + "\ntables:\n  - name: rates\n    anchor: {says: '^Utility$'}\n" + table +
         "    fields:\n      commodity: electric\n      customer_class: commercial\n      utility: {column: '^Utility$'}\n      price_unit: $/kWh\n" +
         (term.empty() ? "" : "      term: " + term + "\n") + fields + "    prices:\n      - header: " + header + "\n" + group;
}

WorkbookFake sample_workbook() {
  WorkbookFake book;
  book.add("Rates")
      .row(0, {"Valid from", "3/1/2026"})
      .row(3, {"Utility", "Term", "Price"})
      .row(4, {"ComEd", "=12", "=0.0572"})
      .row(5, {"PECO", "=24", "=0.0613"});
  return book;
}

SheetReading read_sample(const SampleLayout& layout, const workbook::Workbook& workbook, std::string_view file_name) {
  auto parsed = Layout::parse("sample", layout.yaml());
  if (!parsed) throw std::invalid_argument(parsed.error().message);
  return read(*parsed, workbook, file_name).value();
}

}  // namespace switchyard::pricing
