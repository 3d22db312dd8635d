#include "contracting/contracts/import_contracts.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "contracting/contracts/contract_bench_fake.hpp"

namespace switchyard::contracting {
namespace {

constexpr std::string_view kHeader =
    "customer_legal_name,contract_number,supplier,utility,account_number,price,start_date,end_date,annual_usage,rate_class,service_line1,service_city,service_state,"
    "service_zip,signed_on,owner_agent\n";

TEST(ImportTable, IsReadFromCsvWithQuotesAndLineBreaksInThem) {
  const auto table = parse_import_csv("\xEF\xBB\xBF" "a,b\r\n\"x, \"\"y\"\"\",\"two\nlines\"\r\n");
  ASSERT_TRUE(table.has_value()) << table.error().message;
  EXPECT_EQ(table->header, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(table->rows.front(), (std::vector<std::string>{"x, \"y\"", "two lines"}));
  EXPECT_EQ(parse_import_csv("a,b\n\"x").error().code, "invalid_csv");
  EXPECT_EQ(parse_import_csv(std::string(kImportSizeMax + 1, 'a')).error().code, "import_too_large");
}

class ImportContracts : public ::testing::TestWithParam<Engine> {
 protected:
  ContractBench bench_{GetParam()};

  // Written only where nothing was wrong, as the API does it.
  ImportReport import(const std::string& rows, const Actor& actor) {
    const ImportTable table = parse_import_csv(std::string(kHeader) + rows).value();
    ImportReport report;
    bench_.parties.database->write([&](SqlTransaction& transaction) {
      report = import_contracts(transaction, bench_.desk(), actor, table).value();
      return report.errors.empty();
    });
    return report;
  }
  ImportReport import(const std::string& rows) { return import(rows, bench_.parties.actor); }
  static std::string row(const std::string& number, const std::string& account, const std::string& more = "0.0731,2026-03-15,2028-03-15") {
    return fmt::format("Lincoln Park Bread LLC,{},northgate-retail,comed,{},{},38400,Small Load,2100 N Clark St,Chicago,IL,60614,2026-02-01,agent-7\n", number, account, more);
  }
  static std::string errors(const ImportReport& report) {
    std::string text;
    for (const ImportError& error : report.errors) text += fmt::format("{}{} {} {}", text.empty() ? "" : "; ", error.row, error.column, error.code);
    return text;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ImportContracts, every_engine(), engine_name);

TEST_P(ImportContracts, ABookEntersAsActiveContractsWithTheirMetersAndCustomers) {
  const ImportReport report = import(row("OLD-1", "2145983017") + row("OLD-1", "2145983025") + row("OLD-2", "2145983033"));
  EXPECT_EQ(errors(report), "");
  EXPECT_EQ(report.rows, 3);
  EXPECT_EQ(report.accounts, 3);
  EXPECT_EQ(report.customers_made, 1);
  ASSERT_EQ(report.contracts.size(), 2u);
  const Contract contract = bench_.stored(report.contracts[0]);
  EXPECT_EQ(contract.state, ContractState::active);
  EXPECT_EQ(contract.your_reference, "OLD-1");
  EXPECT_TRUE(contract.was_imported);
  EXPECT_EQ(contract.owner_agent, "agent-7");
  EXPECT_EQ(contract.progress, (Progress{.accounts = 2, .accepted = 2, .active = 2}));
  EXPECT_EQ(contract.accounts[0].price_micros, 73'100);
  EXPECT_EQ(contract.accounts[0].price_decimals, 4);
  EXPECT_EQ(contract.accounts[0].term_months, 24);
  EXPECT_EQ(contract.accounts[0].annual_cost_cents, 280'704);
  EXPECT_EQ(contract.end->text(), "2028-03-15");
  EXPECT_EQ(bench_.events(contract.id), "contract.active 1");
}

TEST_P(ImportContracts, EveryWrongCellIsNamedByRowAndColumnAndNothingIsKept) {
  const ImportReport report = import(row("OLD-1", "12") + row("OLD-2", "2145983017", "free,2026-03-15,2025-03-15") + row("", "2145983025") + row("OLD-4", "2145983033"));
  EXPECT_EQ(errors(report), "2 account_number account_number_invalid; 3 price invalid_number; 3 end_date out_of_range; 4 contract_number required");
  EXPECT_EQ(bench_.parties.count("SELECT COUNT(*) FROM contracts"), 0);
  EXPECT_EQ(bench_.parties.count("SELECT COUNT(*) FROM customers"), 0);
}

TEST_P(ImportContracts, AMeterThatIsHeldAlreadyIsRefused) {
  EXPECT_EQ(errors(import(row("OLD-1", "2145983017"))), "");
  EXPECT_EQ(errors(import(row("OLD-2", "2145983017", "0.07,2028-03-15,2029-03-15"))), "");
  EXPECT_EQ(errors(import(row("OLD-3", "2145983017"))), "2 account_number account_overlap");
  EXPECT_EQ(errors(import(row("OLD-1", "2145983041"))), "2 contract_number your_reference_taken");
}

TEST_P(ImportContracts, ColumnsThatAreMissingOrUnknownAreNamed) {
  const ImportTable table = parse_import_csv("customer_legal_name,colour\nx,y\n").value();
  bench_.parties.database->write([&](SqlTransaction& transaction) {
    const auto report = import_contracts(transaction, bench_.desk(), bench_.parties.actor, table);
    EXPECT_EQ(errors(*report),
              "1 colour import_columns; 1 contract_number import_columns; 1 supplier import_columns; 1 utility import_columns; 1 account_number import_columns; "
              "1 price import_columns; 1 start_date import_columns; 1 end_date import_columns");
    return false;
  });
}

TEST_P(ImportContracts, TwoPartnersBooksDoNotKnowEachOther) {
  EXPECT_EQ(errors(import(row("OLD-1", "2145983017"))), "");
  const ImportReport others = import(row("OLD-1", "2145983017"), bench_.parties.other);
  EXPECT_EQ(errors(others), "");
  EXPECT_EQ(others.customers_made, 1);
  EXPECT_EQ(others.warnings, 0);
}

}  // namespace
}  // namespace switchyard::contracting
