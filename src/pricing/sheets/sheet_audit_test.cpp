#include "pricing/sheets/sheet_audit.hpp"

#include "pricing/sheets/sheet_aliases.hpp"
#include "pricing/sheets/sheet_desk_fake.hpp"

namespace switchyard::pricing {
namespace {

class SheetAudit : public ::testing::TestWithParam<Engine> {
 protected:
  // The payloads that wait for the log, in order, each behind a line's end.
  std::string waiting() {
    std::string all;
    bench_.database->read([&](SqlReader& reader) {
      reader.query("SELECT payload FROM outbox_jobs WHERE kind = 'audit.append' ORDER BY id", {}, [&](const SqlRow& row) { all += std::string(row.text(0)) + "\n"; });
    });
    return all;
  }
  bool has(const std::string& part) { return waiting().find(part) != std::string::npos; }

  SheetBench bench_{GetParam()};
  access::AuditRelay relay_{SecurityClock{bench_.clock}, bench_.random, EnvironmentName::test};
};
INSTANTIATE_TEST_SUITE_P(Engines, SheetAudit, every_engine(), engine_name);

TEST_P(SheetAudit, AnImportIsRecordedOnceWithItsFile) {
  ImportContext context = bench_.context();
  context.audit = &relay_;
  const ImportRequest request{.bytes = PrairieFile{}.text(), .file_name = "prairie.csv", .actor = "shell"};
  ASSERT_EQ(import_sheet(context, *bench_.market, request)->status, "published");
  ASSERT_EQ(import_sheet(context, *bench_.market, request)->status, "duplicate");
  EXPECT_TRUE(has(R"("action":"sheet.imported")"));
  EXPECT_TRUE(has(R"(\"file\":\"prairie.csv\")"));
  EXPECT_EQ(bench_.count("SELECT COUNT(*) FROM outbox_jobs"), 1);
}

TEST_P(SheetAudit, AnActionIsRecordedWithItsReasonAndARefusedOneIsNot) {
  const std::string id = bench_.import(PrairieFile{}).sheet_id;
  SheetActionContext context = bench_.actions();
  context.audit = &relay_;
  const SheetActionRequest request{.sheet = *SheetId::parse(id), .action = SheetAction::withdraw, .actor = "app_1", .reason = "a typo"};
  ASSERT_TRUE(act_on_sheet(context, request).has_value());
  ASSERT_FALSE(act_on_sheet(context, request).has_value());
  EXPECT_EQ(bench_.count("SELECT COUNT(*) FROM outbox_jobs"), 1);
  EXPECT_TRUE(has(R"("actor":"application app_1","action":"sheet.withdrawn","subject":")" + id));
  EXPECT_TRUE(has(R"(\"reason\":\"a typo\")"));
}

TEST_P(SheetAudit, AMappingIsRecordedWithItsUtility) {
  const market::AliasMapping mapping{.supplier = "prairie-crown", .alias = "ILLINOIS BIG", .commodity = Commodity::electric, .state = "", .utility_code = "comed",
                                     .mapped_by = "shell", .mapped_at = bench_.clock.now()};
  ASSERT_TRUE(map_alias_and_recompile({*bench_.database, bench_.clock, EnvironmentName::test, &relay_}, *bench_.market, mapping).has_value());
  EXPECT_TRUE(has(R"("action":"alias.mapped","subject":"ILLINOIS BIG")"));
  EXPECT_TRUE(has(R"(\"utility\":\"comed\")"));
}

}  // namespace
}  // namespace switchyard::pricing
