#include "pricing/quotes/quote_comparison.hpp"

#include <gtest/gtest.h>

#include "pricing/quotes/rest_quote_bench_fake.hpp"
#include "workbook/workbook.hpp"

namespace switchyard::pricing {
namespace {

class QuoteComparison : public ::testing::Test {
 protected:
  QuoteBench bench{Engine::sqlite};
  const std::string sheet = bench.import(PrairieFile{});

  http::Response compare(const std::string& id, const std::string& query, const access::Caller& by = QuoteBench::caller()) {
    http::Request request = QuoteBench::request("/v1/quotes/x/comparison", "", {id});
    request.query = query;
    return compare_quote_route(by, request, bench.desk());
  }
  // So many rows below the first cell of this text; empty where there is none.
  static workbook::Cell cell_of(const workbook::Grid& grid, std::string_view text, std::uint32_t rows_below) {
    for (std::uint32_t row = 0; row < grid.row_count(); ++row) {
      for (std::uint32_t column = 0; column < grid.column_count(); ++column) {
        if (grid.at(row, column).text == text) return grid.at(row + rows_below, column);
      }
    }
    return {};
  }
};

TEST_F(QuoteComparison, IsAWorkbookOfNumbersWithFormatsAndNoFormulas) {
  const std::string id = bench.quoted({QuoteBench::rate(sheet, 0), QuoteBench::rate(sheet, 1)}, "40000");
  const auto response = compare(id, "");
  ASSERT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(response.content_type, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  const auto opened = workbook::open(response.body);
  ASSERT_TRUE(opened);
  const auto& grid = (*opened)->sheet(0);
  EXPECT_EQ(grid.name(), "Comparison");
  const auto price = cell_of(grid, "Price", 1);
  EXPECT_EQ(price.kind, workbook::CellKind::number);
  EXPECT_EQ(price.text, "0.06500");
  EXPECT_EQ(price.format, "0.00000");
  EXPECT_EQ(cell_of(grid, "Supplier", 1).text, "Prairie Crown Power");
  EXPECT_EQ(cell_of(grid, "Term (months)", 2).text, "24");
  EXPECT_EQ(cell_of(grid, "Estimated annual cost", 2).kind, workbook::CellKind::number);
  EXPECT_EQ(cell_of(grid, "Estimated annual cost", 2).text, "2640.00");
  EXPECT_EQ(cell_of(grid, "Margin", 0).kind, workbook::CellKind::empty);
  EXPECT_EQ(response.body.find("<f>"), std::string::npos);
}

TEST_F(QuoteComparison, AsCsvItHoldsTheSameRows) {
  const std::string id = bench.quoted({QuoteBench::rate(sheet, 1)}, "40000");
  const auto response = compare(id, "format=csv");
  EXPECT_EQ(response.content_type, "text/csv; charset=utf-8");
  const std::string expected =
      "Site,Supplier,Utility,Commodity,Rate class,Product,Green %,Start,Term (months),Price,Unit,Annual usage,Usage unit,Estimated annual cost,"
      "Estimated term cost,Offer ends,Selected,Quote,Hash (SHA-256)\r\n"
      "site 0,Prairie Crown Power,comed,electric,Small,Fixed,,2026-12,24,0.06600,$/kWh,40000,kWh,2640.00,5280.00,2026-11-24T23:00:00Z,," +
      id + "," + bench.stored(id).hash + "\r\n";
  EXPECT_EQ(response.body.substr(0, expected.size()), expected);
  EXPECT_NE(response.body.find("Estimates: "), std::string::npos);
}

TEST_F(QuoteComparison, TheStackIsInItOnlyForWhoMaySeeItAndAsks) {
  const std::string id = bench.quoted({QuoteBench::rate(sheet, 0)}, "40000");
  const auto shown = compare(id, "format=csv&include=stack");
  EXPECT_NE(shown.body.find("Base price,Margin,Gross-up"), std::string::npos);
  EXPECT_NE(shown.body.find(",0.06000,0.00500,0.00000,"), std::string::npos) << shown.body;
  const auto refused = compare(id, "format=csv&include=stack", QuoteBench::caller(1, kTotalScopes));
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(member(refused, "code"), "scope_missing");
  EXPECT_EQ(compare(id, "format=pdf").status, 400);
  EXPECT_EQ(compare(id, "include=margin").status, 400);
}

TEST_F(QuoteComparison, ATextIsNeverRunAsAFormula) {
  const auto made = bench.create("{\"customerName\":\"=1+1\",\"lines\":[{\"rateId\":\"" + QuoteBench::rate(sheet, 0) +
                                 "\",\"annualUsage\":\"1\",\"margin\":\"0.005\",\"siteReference\":\"=HYPERLINK(1)\"}]}");
  const std::string id = member(made, "id");
  EXPECT_NE(compare(id, "format=csv").body.find("\r\n'=HYPERLINK(1),"), std::string::npos);
  const auto workbook = workbook::open(compare(id, "").body);
  const auto site = cell_of((*workbook)->sheet(0), "Site", 1);
  EXPECT_EQ(site.kind, workbook::CellKind::text);
  EXPECT_EQ(site.text, "=HYPERLINK(1)");
}

}  // namespace
}  // namespace switchyard::pricing
