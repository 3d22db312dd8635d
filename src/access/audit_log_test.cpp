#include "access/audit_log.hpp"

#include <thread>

#include "access/access.hpp"
#include "adapters/openssl/openssl_jose.hpp"
#include "adapters/test_databases_fake.hpp"

namespace switchyard::access {
namespace {

class AuditLog : public ::testing::TestWithParam<Engine> {
 protected:
  void append(Database& database, const std::string& subject) {
    database.write([&](SqlTransaction& transaction) {
      append_audit(transaction, jose_, {Instant::from_unix_seconds(1'772'463'600), "cli", "thing.done", subject, PartnerId(Uuid{}), EnvironmentName::live, R"({"a":1})"});
      return true;
    });
  }
  Result<std::int64_t> verify() {
    std::optional<Result<std::int64_t>> outcome;
    database_->read([&](SqlReader& reader) { outcome = verify_audit_chain(reader, jose_); });
    return *outcome;
  }
  std::string message_after(std::string_view sql) {
    database_->write([&](SqlTransaction& transaction) {
      transaction.execute(sql, {});
      return true;
    });
    auto outcome = verify();
    return outcome ? "holds" : outcome.error().message;
  }

  adapters::OpensslJose jose_;
  TestDatabase database_{GetParam(), access_migrations()};
};
INSTANTIATE_TEST_SUITE_P(Engines, AuditLog, every_engine(), engine_name);

TEST_P(AuditLog, HoldsFromEmptyOn) {
  EXPECT_EQ(*verify(), 0);
  append(*database_, "a");
  append(*database_, "b");
  EXPECT_EQ(*verify(), 2);
  database_->read([&](SqlReader& reader) {
    const auto records = audit_records(reader, 1, 10);
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(records[0].sequence, 2);
    EXPECT_EQ(records[0].entry.subject, "b");
    EXPECT_EQ(records[0].entry.environment, EnvironmentName::live);
  });
}

TEST_P(AuditLog, ShowsAChangedRow) {
  for (const char* subject : {"a", "b", "c"}) append(*database_, subject);
  EXPECT_EQ(message_after("UPDATE audit_log SET actor = 'someone else' WHERE sequence = 2"),
            "The audit log does not hold at entry 2: it, or one before it, was changed.");
}

TEST_P(AuditLog, ShowsAMissingRow) {
  for (const char* subject : {"a", "b", "c"}) append(*database_, subject);
  EXPECT_EQ(message_after("DELETE FROM audit_log WHERE sequence = 2"), "The audit log does not hold at entry 2: it is missing.");
}

TEST_P(AuditLog, ShowsACutEnd) {
  for (const char* subject : {"a", "b", "c"}) append(*database_, subject);
  EXPECT_EQ(message_after("DELETE FROM audit_log WHERE sequence = 3"), "The audit log does not hold at entry 3: the end was cut or the head was changed.");
}

TEST_P(AuditLog, NumbersTheEntriesOfManyWritersWithoutAGap) {
  const auto other = database_.open_again();
  std::vector<std::thread> writers;
  for (Database* database : {&*database_, other.get()}) {
    writers.emplace_back([&, database] {
      for (int i = 0; i < 15; ++i) append(*database, std::to_string(i));
    });
  }
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(*verify(), 30);
}

TEST_P(AuditLog, KeepsNothingOfATransactionThatIsUndone) {
  database_->write([&](SqlTransaction& transaction) {
    append_audit(transaction, jose_, {Instant(), "cli", "thing.done", "x", {}, {}, {}});
    return false;
  });
  EXPECT_EQ(*verify(), 0);
}

}  // namespace
}  // namespace switchyard::access
