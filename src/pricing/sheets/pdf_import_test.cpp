// A PDF through the whole import: its places survive compiling, exporting and compiling anew.
#include <gtest/gtest.h>

#include "pricing/sheets/export_csv.hpp"
#include "pricing/sheets/sheet_desk_fake.hpp"
#include "pricing/sheets/sheet_export.hpp"
#include "pricing/sheets/sheet_rebuild.hpp"
#include "workbook/pdf_fake.hpp"

namespace switchyard::pricing {
namespace {

workbook::PdfFake rack_rates() {
  workbook::PdfFake pdf;
  pdf.page()
      .line(40, {{20, "11/24/2026"}, {380, "NJ Commercial"}})
      .line(64, {{270, "Nymex PLUS"}, {480, "Fixed"}})
      .line(76, {{210, "Term (Months)"}, {280, "Sweet Spot"}, {420, "Term (Months)"}, {520, "Sweet Spot"}})
      .line(88, {{20, "Utility"}, {80, "Load Type"}, {150, "Start Date"}, {220, "12"}, {270, "Term"}, {310, "Price"}, {430, "12"}, {500, "Term"}, {540, "Price"}});
  int y = 100;
  for (const char* utility : {"Etown", "NJNG", "PSEG", "SJG"}) {
    pdf.line(y, {{20, utility}, {80, "Heating"}, {150, "Jan-27"}, {216, "1.222"}, {272, "11"}, {310, "0.999"}, {426, "5.010"}, {502, "10"}, {540, "5.020"}});
    y += 12;
  }
  return pdf;
}

TEST(PdfImport, ResolvesItsUtilitiesAndKeepsEachPlace) {
  SheetBench bench(Engine::sqlite);
  const auto report = bench.import(rack_rates().bytes(), "NJ Rack Rates.pdf");

  EXPECT_EQ(report.status, "published") << json_of(report);
  EXPECT_EQ(report.supplier, "great-eastern");
  EXPECT_EQ(report.rows, 8u);
  EXPECT_EQ(report.rates, 8u);
  EXPECT_TRUE(report.unmapped.empty());
  const auto sheet = load_sheet(*bench.database, *SheetId::parse(report.sheet_id)).value();
  std::string csv;
  write_csv(*sheet, [&](std::string_view piece) { csv += piece; });
  EXPECT_NE(csv.find("\"p1@426,94\""), std::string::npos) << csv;
  EXPECT_NE(csv.find("\"p1@540,130\""), std::string::npos);
  const auto again = reading_of(*sheet);
  EXPECT_TRUE(again.page_refs);
  EXPECT_EQ(ref_of(again, again.rows[0]), "p1@426,94");
}

TEST(PdfImport, WithoutAReaderOfPdfFilesTheFileIsRejected) {
  SheetBench bench(Engine::sqlite);
  auto context = bench.context();
  context.tools = {};
  const auto report = import_sheet(context, *bench.market, {.bytes = rack_rates().bytes(), .file_name = "rates.pdf"}).value();
  EXPECT_EQ(report.status, "rejected");
  EXPECT_EQ(report.errors.at(0).code, "workbook_type_unsupported");
}

TEST(PdfImport, AScanIsRejectedWithItsReason) {
  SheetBench bench(Engine::sqlite);
  const auto report = bench.import(workbook::PdfFake().page().bytes(), "scan.pdf");
  EXPECT_EQ(report.status, "rejected");
  EXPECT_EQ(report.errors.at(0).code, "pdf_without_text");
}

}  // namespace
}  // namespace switchyard::pricing
