#include "pricing/price_export/price_export.hpp"

#include <gtest/gtest.h>

#include "pricing/book/market_fake.hpp"
#include "pricing/book/reading_fake.hpp"
#include "workbook/workbook.hpp"

namespace switchyard::pricing {
namespace {

struct Exported {
  explicit Exported(std::initializer_list<RowWords> rows) : book(book_of(rows, *small_market())) {
    const PriceQuery query{.utility_code = "comed", .annual_usage = Energy::from_milli(60'000'000, EnergyUnit::kwh), .margin_micros = 5'000};
    page = search(*book, query, on_sale_instant(), SearchMode::sell).value();
  }
  std::string csv(PriceFieldSet fields) const { return write_prices_csv(page, answer(fields)); }
  PriceAnswer answer(PriceFieldSet fields) const { return {.book = *book, .refs = refs, .fields = fields}; }

  std::shared_ptr<const RateBook> book;
  RateRefs refs = RateRefs::with_key(Secret(std::string(32, 'k'))).value();
  PricePage page;
};

TEST(PriceExport, ACsvHasTheMembersOfTheAnswerAsColumns) {
  const Exported one({{.rate_class = "GS-1", .product = "Fixed, \"firm\"", .band = band(0, 75, EnergyUnit::mwh), .price = 61'234, .green = 5'000}});
  EXPECT_EQ(one.csv(kUsualPriceFields & ~(bit(PriceField::rate_id) | bit(PriceField::rate_ref) | bit(PriceField::stack) | bit(PriceField::source))),
            "supplier,utility,commodity,customer_class,zone,rate_class,product,green_percent,start_month,term_months,usage_min,usage_max_exclusive,usage_unit,"
            "base_price,margin,gross_up,price,price_unit,estimated_annual_cost,expires_at,sellable\r\n"
            "liberty,comed,electric,commercial,,Small Load,\"Fixed, \"\"firm\"\"\",50,2026-03,12,0,75,MWh,0.061234,0.00500,,0.06623,$/kWh,3973.80,"
            "2026-01-05T23:00:00Z,true\r\n");
}

TEST(PriceExport, NoTextIsTakenForAFormula) {
  for (const char* word : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"}) {
    const Exported one({{.product = word}});
    EXPECT_EQ(one.csv(bit(PriceField::product)), std::string("product\r\n'") + word + "\r\n") << word;
  }
}

TEST(PriceExport, ColumnsAndCellsAreAlwaysAsMany) {
  const Exported one({{}});
  for (PriceFieldSet fields : {kAllPriceFields, kUsualPriceFields, bit(PriceField::stack), bit(PriceField::source)}) {
    const std::string csv = one.csv(fields);
    const auto head = csv.substr(0, csv.find("\r\n"));
    const auto line = csv.substr(csv.find("\r\n") + 2);
    EXPECT_EQ(std::count(head.begin(), head.end(), ','), std::count(line.begin(), line.end(), ','));
  }
}

TEST(PriceExport, AWorkbookHasNumbersAndTexts) {
  const Exported one({{.product = "=1+1", .price = 61'234}});
  const std::string bytes = write_prices_xlsx(one.page, one.answer(bit(PriceField::product) | bit(PriceField::price)));
  const auto opened = workbook::open(bytes);
  ASSERT_TRUE(opened.has_value());
  const workbook::Grid& sheet = (*opened)->sheet(0);
  EXPECT_EQ(sheet.at(0, 1).text, "price");
  EXPECT_EQ(sheet.at(1, 0).text, "=1+1");
  EXPECT_EQ(sheet.at(1, 0).kind, workbook::CellKind::text);
  EXPECT_EQ(sheet.at(1, 1).text, "0.06623");
  EXPECT_EQ(sheet.at(1, 1).kind, workbook::CellKind::number);
}

}  // namespace
}  // namespace switchyard::pricing
