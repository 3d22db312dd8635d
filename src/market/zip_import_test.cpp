#include "market/zip_import.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "adapters/test_databases_fake.hpp"

namespace switchyard::market {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Result<ZipTable> read(const std::string& text) {
  std::istringstream file(text);
  return read_zip_table(file, *embedded_market());
}

TEST(ZipImport, ATableOfCandidatesIsTaken) {
  const auto table = read("zip,utility_code,evidence,n_iou_candidates,also_non_iou\r\n60614,comed,2011,1,\r\n18702,ppl,2011,2,y\r\n18702,UGI-Electric,2011,2,y\r\n\r\n");
  ASSERT_TRUE(table.has_value()) << table.error().message;
  EXPECT_EQ(table->source, "candidates");
  EXPECT_EQ(table->rows, 3u);
  ASSERT_EQ(table->candidates.size(), 3u);
  EXPECT_EQ(table->candidates[0].zip, "18702");
  EXPECT_EQ(table->candidates[0].evidence, "2011");
  EXPECT_EQ(table->candidates[1].utility_code, "ugi-electric");
  EXPECT_THAT(table->codes_without_utility, IsEmpty());
}

TEST(ZipImport, ACodeThatIsNoUtilityIsSaidAndKept) {
  const auto table = read("zip,utility_code\n43952,aep-ohio\n43953,aep-ohio\n");
  ASSERT_TRUE(table.has_value());
  ASSERT_EQ(table->codes_without_utility.size(), 1u);
  EXPECT_EQ(table->codes_without_utility[0].code, "aep-ohio");
  EXPECT_EQ(table->codes_without_utility[0].rows, 2u);
  EXPECT_EQ(table->candidates.size(), 2u);
}

TEST(ZipImport, AnOpenEiFileGoesByEiaIdAndState) {
  const auto table = read(
      "\xEF\xBB\xBFzip,eiaid,utility_name,state,service_type,ownership,comm_rate,ind_rate,res_rate\n"
      "20850,15270,Potomac Electric Power Co,MD,Delivery,Investor Owned,0.1,0.1,0.1\n"
      "20850,15270,Potomac Electric Power Co,MD,Bundled,Investor Owned,0.1,0.1,0.1\n"
      "43952,14006,Ohio Power Co,OH,Delivery,Investor Owned,0.1,0.1,0.1\n"
      "35218,195,Alabama Power Co,AL,Bundled,Investor Owned,0.1,0.1,0.1\n"
      "1001,54913,NSTAR Electric Company,MA,Delivery,Investor Owned,0.1,0.1,0.1\n"
      "43952,99999,Some Retailer,OH,Energy,Investor Owned,0.1,0.1,0.1\n");
  ASSERT_TRUE(table.has_value()) << table.error().message;
  EXPECT_EQ(table->source, "openei_iou");
  EXPECT_EQ(table->rows, 6u);
  EXPECT_EQ(table->rows_skipped, 1u);
  ASSERT_EQ(table->candidates.size(), 5u);
  EXPECT_EQ(table->candidates[0].zip, "01001");
  EXPECT_EQ(table->candidates[1].utility_code, "pepco-md");
  EXPECT_EQ(table->candidates[2].utility_code, "eia:195");
  EXPECT_EQ(table->candidates[3].utility_code, "aep-ohio-csp");
  EXPECT_EQ(table->candidates[4].utility_code, "aep-ohio-op");
  ASSERT_EQ(table->codes_without_utility.size(), 1u);
  EXPECT_EQ(table->codes_without_utility[0].name, "Alabama Power Co");
}

TEST(ZipImport, TheFileOfOtherOwnersIsASourceOfItsOwn) {
  const auto table = read("zip,eiaid,utility_name,state,service_type,ownership\n79401,11292,Lubbock,TX,Bundled,Municipal\n");
  ASSERT_TRUE(table.has_value());
  EXPECT_EQ(table->source, "openei_non_iou");
  EXPECT_EQ(table->candidates[0].utility_code, "lubbock");
}

TEST(ZipImport, WrongRowsAreNamedByLineAndNothingIsTaken) {
  const auto table = read("zip,utility_code\n60614,comed\n6061x,comed\n60615\n60616,\n60617,nicor\n\"60618,comed\n");
  ASSERT_FALSE(table.has_value());
  EXPECT_EQ(table.error().code, "invalid_zip_table");
  EXPECT_THAT(table.error().message, HasSubstr("5 of 6 rows"));
  ASSERT_EQ(table.error().fields.size(), 5u);
  EXPECT_EQ(table.error().fields[0].pointer, "line 3");
  EXPECT_EQ(table.error().fields[4].pointer, "line 7");
  EXPECT_THAT(table.error().fields[3].detail, HasSubstr("gas goes by state"));
}

TEST(ZipImport, AtMostAHundredErrorsAreKept) {
  std::string text = "zip,utility_code\n";
  for (int i = 0; i < 150; ++i) text += "x,comed\n";
  const auto table = read(text);
  ASSERT_FALSE(table.has_value());
  EXPECT_EQ(table.error().fields.size(), 100u);
  EXPECT_THAT(table.error().message, HasSubstr("150 of 150"));
}

TEST(ZipImport, AnotherKindOfFileIsRefused) {
  for (const char* text : {"", "zip\n1\n", "city,utility_code\nx,y\n", "\"zip,utility_code\n"}) EXPECT_EQ(read(text).error().code, "unknown_zip_table") << text;
}

TEST(ZipImport, LongLinesAreOneWrongRow) {
  const auto table = read("zip,utility_code\n" + std::string(20'000, 'x') + "\n60614,comed\n");
  ASSERT_FALSE(table.has_value());
  EXPECT_EQ(table.error().fields.size(), 1u);
}

TEST(ZipImport, TooManyRowsAreRefused) {
  std::string text = "zip,utility_code\n";
  for (std::size_t i = 0; i <= kZipRowCountMax; ++i) text += "60614,comed\n";
  EXPECT_EQ(read(text).error().code, "zip_table_too_large");
}

// The whole table that stays outside the repository, where it is at hand.
TEST(ZipImport, TheLargeTableOfCandidatesIsTakenWhole) {
  const std::filesystem::path path = std::filesystem::path(SWITCHYARD_SOURCE_DIR) / "../shared/domain/zip_utility_electric.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "the table of candidates is not beside the repository";
  std::ifstream file(path, std::ios::binary);
  const auto table = read_zip_table(file, *embedded_market());
  ASSERT_TRUE(table.has_value()) << table.error().message;
  EXPECT_EQ(table->rows, 13'036u);
  MarketOverrides overrides;
  for (const ZipCandidateRow& row : table->candidates) overrides.zips.push_back({row.zip, row.utility_code});
  const auto market = LoadedMarket::load(embedded_reference(), std::move(overrides));
  ASSERT_TRUE(market.has_value());
  const auto candidates = [&](std::string_view zip) { return (*market)->utilities_of_zip(zip, Commodity::electric).utility_codes; };
  EXPECT_THAT(candidates("60614"), ElementsAre("comed"));
  EXPECT_THAT(candidates("17837"), ElementsAre("citizens-pa", "ppl"));
  EXPECT_THAT(candidates("07083"), ElementsAre("jcpl", "pseg"));
  EXPECT_THAT(candidates("43952"), ElementsAre("aep-ohio-csp", "aep-ohio-op"));
  for (const CodeWithoutUtility& code : table->codes_without_utility) EXPECT_EQ((*market)->utility(code.code), nullptr) << code.code;
}

class ZipImportStore : public ::testing::TestWithParam<Engine> {
 protected:
  MarketOverrides stored() {
    MarketOverrides overrides;
    database_->read([&](SqlReader& reader) { overrides = read_market_overrides(reader); });
    return overrides;
  }
  TestDatabase database_{GetParam(), market_migrations()};
};

TEST_P(ZipImportStore, TheSameFileTwiceLeavesTheSameRows) {
  const auto table = read("zip,utility_code,evidence\n60614,comed,a\n43952,aep-ohio,b\n");
  import_zip_table(*database_, *table);
  import_zip_table(*database_, *table);
  const MarketOverrides overrides = stored();
  ASSERT_EQ(overrides.zips.size(), 2u);
  EXPECT_EQ(overrides.zips[0].utility_code, "aep-ohio");
  EXPECT_EQ(overrides.revision, 2);
}

TEST_P(ZipImportStore, ANewFileOfAKindReplacesTheFormerOneAlone) {
  import_zip_table(*database_, *read("zip,utility_code\n60614,comed\n60615,comed\n"));
  import_zip_table(*database_, *read("zip,eiaid,state,ownership\n60616,4110,IL,Investor Owned\n"));
  import_zip_table(*database_, *read("zip,utility_code\n60614,comed\n"));
  std::vector<std::string> zips;
  for (const ZipRow& row : stored().zips) zips.push_back(row.zip);
  EXPECT_THAT(zips, ElementsAre("60614", "60616"));
}

TEST_P(ZipImportStore, ManyRowsGoInAtOnce) {
  std::string text = "zip,utility_code\n";
  for (int zip = 10000; zip < 15000; ++zip) text += std::to_string(zip) + ",coned\n";
  import_zip_table(*database_, *read(text));
  EXPECT_EQ(stored().zips.size(), 5000u);
}

INSTANTIATE_TEST_SUITE_P(Engines, ZipImportStore, every_engine(), engine_name);

}  // namespace
}  // namespace switchyard::market
