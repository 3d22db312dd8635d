#include "pricing/sheets/import_report.hpp"

#include <gtest/gtest.h>

namespace switchyard::pricing {
namespace {

ImportReport full_report() {
  ImportReport report;
  report.file = "a \"b\".csv";
  report.sha256 = "00ff";
  report.supplier = "prairie-crown";
  report.layout = "prairie-crown-csv@1";
  report.sheet_id = "sht_1";
  report.status = "published";
  report.rows = 3;
  report.rates = 1;
  report.withheld_count = 1;
  report.withheld = {{"Sheet1!C1", "price_out_of_range", "why"}};
  report.unmapped = {{"Nowhere", Commodity::gas, "OH", {"a", "b"}, 2}};
  report.valid_from = *Date::parse("2026-11-24");
  report.valid_until = *Date::parse("2026-11-25");
  report.sellable_until = *Instant::parse("2026-11-24T23:00:00Z");
  report.warnings = {{"A1", "w", "m"}};
  return report;
}

TEST(ImportReport, IsOneLineOfTheFixedShape) {
  EXPECT_EQ(json_of(full_report()),
            R"({"file":"a \"b\".csv","member":null,"sha256":"00ff","supplier":"prairie-crown","layout":"prairie-crown-csv@1",)"
            R"("sheetId":"sht_1","status":"published","rows":3,"rates":1,"withheldCount":1,)"
            R"("withheld":[{"ref":"Sheet1!C1","code":"price_out_of_range","message":"why"}],)"
            R"("notOffered":0,"holds":[],)"
      R"("unmapped":[{"alias":"Nowhere","commodity":"gas","state":"OH","candidates":["a","b"],"suggestions":[],"rows":2}],)"
            R"("validFrom":"2026-11-24","validUntil":"2026-11-25","sellableFrom":null,"sellableUntil":"2026-11-24T23:00:00Z",)"
            R"("supersedes":[],"supersededBy":null,"warnings":[{"cell":"A1","code":"w","message":"m"}],"errors":[]})");
}

TEST(ImportReport, ListsAtMostAThousandNotesAndCountsAll) {
  ImportReport report;
  report.withheld_count = 5000;
  report.withheld.assign(5000, {"A1", "c", "m"});
  const std::string json = json_of(report);
  EXPECT_NE(json.find("\"withheldCount\":5000"), std::string::npos);
  EXPECT_LT(json.size(), 50'000u);
}

TEST(ImportReport, BrokenBytesOfAFileNameNeverLeave) {
  ImportReport report;
  report.file = "caf\xe9\xff.csv";
  EXPECT_NE(json_of(report).find("caf\xef\xbf\xbd\xef\xbf\xbd.csv"), std::string::npos);
}

TEST(ImportReport, EndsWellAsTheCommandsExitCodeSays) {
  for (const char* good : {"published", "expired", "duplicate", "ignored"}) {
    ImportReport report;
    report.status = good;
    EXPECT_TRUE(ended_well(report)) << good;
  }
  for (const char* bad : {"held", "rejected", "unknown_layout", "superseded"}) {
    ImportReport report;
    report.status = bad;
    EXPECT_FALSE(ended_well(report)) << bad;
  }
}

}  // namespace
}  // namespace switchyard::pricing
