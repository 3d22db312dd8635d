#include "contracting/exports/rest_exports.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "contracting/contracts/contract_bench_fake.hpp"
#include "contracting/exports/export_table.hpp"
#include "contracting/exports/party_tables.hpp"
#include "workbook/workbook.hpp"

namespace switchyard::contracting {
namespace {

class RestExports : public ::testing::TestWithParam<Engine> {
 protected:
  ContractBench bench{GetParam()};

  access::Caller caller() { return of(bench.parties.actor); }
  access::Caller stranger() { return of(bench.parties.other); }
  static access::Caller of(const Actor& actor) { return {actor.partner, actor.application, "client", EnvironmentName::test, access::ScopeSet::partner_default()}; }
  static http::Request asking(const std::string& query) {
    http::Request request;
    request.query = query;
    return request;
  }
  http::Response contracts(const access::Caller& by, const std::string& query = {}) { return export_contracts_route(by, asking(query), *bench.parties.database); }
  http::Response customers(const access::Caller& by, const std::string& query = {}) { return export_customers_route(by, asking(query), *bench.parties.database); }
  static std::string streamed(const http::Response& response) {
    EXPECT_TRUE(response.stream) << response.body;
    std::string text;
    while (response.stream(text)) {}
    return text;
  }
  static std::int64_t lines_of(const std::string& csv) { return std::count(csv.begin(), csv.end(), '\n'); }
};
INSTANTIATE_TEST_SUITE_P(Engines, RestExports, every_engine(), engine_name);

TEST_P(RestExports, ARowAnAccountStandsUnderTheNames) {
  const Contract contract = bench.bakery_contract();
  const auto response = contracts(caller());
  EXPECT_EQ(response.content_type, "text/csv; charset=utf-8");
  const std::string csv = streamed(response);
  EXPECT_EQ(lines_of(csv), 3);
  EXPECT_EQ(csv.substr(0, 45), "contract_number,contract_status,deal_type,cus");
  EXPECT_NE(csv.find("\r\n" + contract.number + ",draft,switch,Lincoln Park Bread LLC,northgate-retail,electric,fixed-all-in,comed,IL,"), std::string::npos) << csv;
  EXPECT_NE(csv.find(",38400,kWh,0.06620,kWh,2542.08,24,"), std::string::npos) << csv;
}

TEST_P(RestExports, FiltersAreThoseOfTheList) {
  (void)bench.bakery_contract();
  for (const auto* query : {"status=draft&status=sent", "supplier=northgate-retail", "commodity=electric", "state=IL", "utility=comed", "createdFrom=2026-11-24T00:00:00Z",
                            "createdUntil=2026-11-25T00:00:00Z", "text=bread", "format=csv"}) {
    EXPECT_EQ(lines_of(streamed(contracts(caller(), query))), 3) << query;
  }
  for (const auto* query : {"status=signed", "supplier=harborlight", "commodity=gas", "state=OH", "utility=nicor", "createdFrom=2026-11-25T00:00:00Z",
                            "createdUntil=2026-11-24T00:00:00Z", "text=cake", "startUntil=2020-01-01", "number=none"}) {
    EXPECT_EQ(lines_of(streamed(contracts(caller(), query))), 1) << query;
  }
  for (const auto* query : {"status=cooked", "state=XX", "format=pdf", "createdFrom=yesterday", "color=red", "customerId=1", "startFrom=2026-13-01"}) {
    EXPECT_EQ(contracts(caller(), query).status, 400) << query;
  }
}

TEST_P(RestExports, NothingOfAnotherPartnerIsInThem) {
  (void)bench.bakery_contract();
  EXPECT_EQ(lines_of(streamed(contracts(stranger()))), 1);
  EXPECT_EQ(lines_of(streamed(customers(stranger()))), 1);
}

TEST_P(RestExports, PiecesGoOnWhereTheLastOneEnded) {
  (void)bench.bakery_contract();
  ContractRowPlace place;
  std::vector<std::string> numbers;
  const auto next = [&] {
    bool is_more = false;
    bench.parties.database->read([&](SqlReader& reader) {
      is_more = read_contract_rows(reader, bench.parties.actor.partner, {}, place, 1, [&](std::span<const std::string> cells) { numbers.push_back(cells[9]); });
    });
    return is_more;
  };
  EXPECT_TRUE(next());
  EXPECT_TRUE(next());
  EXPECT_FALSE(next());
  ASSERT_EQ(numbers.size(), 2u);
  EXPECT_NE(numbers[0], numbers[1]);
}

TEST_P(RestExports, AWorkbookHasNumbersAsNumbers) {
  (void)bench.bakery_contract();
  const auto response = contracts(caller(), "format=xlsx");
  ASSERT_EQ(response.status, 200) << response.body;
  const auto book = workbook::open(response.body);
  ASSERT_TRUE(book.has_value());
  const workbook::Grid& sheet = (*book)->sheet(0);
  EXPECT_EQ(sheet.at(0, 15).text, "price");
  EXPECT_EQ(sheet.at(1, 15).kind, workbook::CellKind::number);
  EXPECT_EQ(sheet.at(1, 15).text, "0.06620");
  EXPECT_EQ(sheet.at(1, 9).kind, workbook::CellKind::text);
}

TEST_P(RestExports, CustomersComeInOrderOfCreationWithMaskedTaxIds) {
  CustomerForm form = bread_form("=Bread, \"Inc.\"");
  form.tax_id = GivenTaxId{TaxIdKind::ein, Secret("12-3456789")};
  const Customer first = bench.parties.create(form).value();
  bench.parties.clock.advance(Duration::seconds(1));
  for (int i = 0; i < 3; ++i) {
    form.details.legal_name = fmt::format("Cake {}", i);
    form.details.your_reference.clear();
    ASSERT_TRUE(bench.parties.create(form).has_value());
  }
  const std::string csv = streamed(customers(caller()));
  EXPECT_EQ(lines_of(csv), 5);
  EXPECT_NE(csv.find("\r\n" + first.id.text() + ",\"'=Bread, \"\"Inc.\"\"\","), std::string::npos) << csv;
  EXPECT_NE(csv.find(",ein,**-***6789,"), std::string::npos) << csv;
  EXPECT_EQ(csv.find("3456789"), std::string::npos);
  EXPECT_EQ(lines_of(streamed(customers(caller(), "text=cake"))), 4);
  EXPECT_EQ(customers(caller(), "sort=name").status, 400);
}

TEST_P(RestExports, MoreThanAPieceOfCustomersComesWhole) {
  CustomerForm form = bread_form();
  form.details.contacts.clear();
  form.details.your_reference.clear();
  for (std::int64_t i = 0; i < kExportPieceRows + 1; ++i) ASSERT_TRUE(bench.parties.create(form).has_value());
  const auto response = customers(caller());
  std::string text;
  EXPECT_TRUE(response.stream(text));
  EXPECT_EQ(lines_of(text), kExportPieceRows + 1);
  EXPECT_FALSE(response.stream(text));
  EXPECT_EQ(lines_of(text), kExportPieceRows + 2);
}

TEST(ExportTable, AWorkbookOfTooManyRowsIsRefused) {
  std::size_t left = kWorkbookRowsMax;
  ExportTable table{.title = "Numbers", .columns = {{"number", true}}, .next = [&](const RowSink& row) {
                      const std::vector<std::string> cells = {"1"};
                      row(cells);
                      return --left > 0;
                    }};
  EXPECT_TRUE(workbook_bytes(table).has_value());
  left = kWorkbookRowsMax + 1;
  EXPECT_EQ(workbook_bytes(table).error().code, "export_too_large");
}

}  // namespace
}  // namespace switchyard::contracting
