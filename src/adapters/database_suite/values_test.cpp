#include <limits>

#include "adapters/database_suite/database_fixture.hpp"
#include "values/ensure.hpp"

namespace switchyard {
namespace {

using namespace std::string_view_literals;
using DatabaseValues = DatabaseSuite;

TEST_P(DatabaseValues, IntegersKeepAllSixtyFourBits) {
  insert(*database_, "least", std::numeric_limits<std::int64_t>::min());
  insert(*database_, "most", std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(number(*database_, "SELECT amount FROM items WHERE id = 'least'"), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(number(*database_, "SELECT amount FROM items WHERE id = 'most'"), std::numeric_limits<std::int64_t>::max());
}

TEST_P(DatabaseValues, BlobsKeepEveryByteAndEmptyOnesAreNotNull) {
  const std::string bytes("\0\x01\xFF'\\\0", 6);
  database_->write([&](SqlTransaction& transaction) {
    transaction.execute("INSERT INTO items (id, body) VALUES ($1, $2)", {"a"sv, Blob{bytes}});
    transaction.execute("INSERT INTO items (id, body) VALUES ($1, $2)", {"b"sv, Blob{}});
    return true;
  });
  std::vector<std::string> bodies;
  database_->read([&](SqlReader& reader) {
    reader.query("SELECT body FROM items WHERE body IS NOT NULL ORDER BY id", {}, [&](const SqlRow& row) { bodies.emplace_back(row.blob(0)); });
  });
  EXPECT_EQ(bodies, (std::vector<std::string>{bytes, ""}));
}

TEST_P(DatabaseValues, TextKeepsEveryCharacterAndEmptyTextIsNotNull) {
  const std::string text = "O'Brien \u00e9\u20ac\U0001F600 \"x\" \\ $1 \x01\x7f\n";
  database_->write([&](SqlTransaction& transaction) {
    transaction.execute("INSERT INTO items (id, note) VALUES ($1, $2)", {"a"sv, text});
    transaction.execute("INSERT INTO items (id, note) VALUES ($1, $2)", {"b"sv, std::string_view()});
    return true;
  });
  std::vector<std::string> notes;
  database_->read([&](SqlReader& reader) {
    reader.query("SELECT note FROM items WHERE note IS NOT NULL ORDER BY id", {}, [&](const SqlRow& row) { notes.emplace_back(row.text(0)); });
  });
  EXPECT_EQ(notes, (std::vector<std::string>{text, ""}));
}

TEST_P(DatabaseValues, ATextThatIsNotUtf8OrHoldsNulIsRefused) {
  for (const std::string_view text : {"a\0b"sv, "\xFF"sv, "\xED\xA0\x80"sv}) {
    EXPECT_THROW(database_->write([&](SqlTransaction& transaction) {
      transaction.execute("INSERT INTO items (id, note) VALUES ('a', $1)", {text});
      return true;
    }), DatabaseError);
  }
  EXPECT_EQ(count(*database_), 0);
}

TEST_P(DatabaseValues, NullsAreToldFromValues) {
  insert(*database_, "a", 7);
  database_->write([&](SqlTransaction& transaction) {
    transaction.execute("UPDATE items SET amount = $1, note = $2 WHERE id = $3", {nullptr, sql_value(std::optional<std::string_view>("n")), "a"sv});
    return true;
  });
  database_->read([&](SqlReader& reader) {
    reader.query("SELECT amount, note, body FROM items", {}, [&](const SqlRow& row) {
      EXPECT_TRUE(row.is_null(0));
      EXPECT_EQ(row.integer_or_null(0), std::nullopt);
      EXPECT_EQ(row.text_or_null(1), "n");
      EXPECT_TRUE(row.is_null(2));
      EXPECT_THROW(static_cast<void>(row.integer(0)), Bug);
      EXPECT_THROW(static_cast<void>(row.integer(1)), Bug);
      EXPECT_THROW(static_cast<void>(row.text(2)), Bug);
      EXPECT_THROW(static_cast<void>(row.is_null(3)), Bug);
    });
  });
}

TEST_P(DatabaseValues, ParametersGoByTheirNumbersInWhateverOrderTheyStand) {
  database_->write([&](SqlTransaction& transaction) {
    transaction.execute("INSERT INTO items (note, id, amount) VALUES ($2, $1, $3)", {"the id"sv, "the note"sv, std::int64_t{5}});
    EXPECT_EQ(transaction.execute("UPDATE items SET note = $2 WHERE id = $1 AND note <> $2", {"the id"sv, "other"sv}), 1);
    return true;
  });
  EXPECT_EQ(number(*database_, "SELECT amount FROM items WHERE id = 'the id' AND note = 'other'"), 5);
}

TEST_P(DatabaseValues, TruthIsReadAsZeroOrOne) {
  EXPECT_EQ(number(*database_, "SELECT EXISTS (SELECT 1 FROM items)"), 0);
  insert(*database_, "a");
  EXPECT_EQ(number(*database_, "SELECT EXISTS (SELECT 1 FROM items)"), 1);
}

TEST_P(DatabaseValues, ReturnedRowsOfAWriteAreReadAndChangesCounted) {
  database_->write([&](SqlTransaction& transaction) {
    int rows = 0;
    transaction.query("INSERT INTO items (id, amount) VALUES ($1, 1), ($2, 2) RETURNING id, amount", {"a"sv, "b"sv}, [&](const SqlRow& row) {
      ++rows;
      EXPECT_EQ(row.text(0), row.integer(1) == 1 ? "a" : "b");
    });
    EXPECT_EQ(rows, 2);
    EXPECT_EQ(transaction.execute("INSERT INTO items (id) VALUES ($1) ON CONFLICT DO NOTHING", {"a"sv}), 0);
    EXPECT_EQ(transaction.execute("UPDATE items SET amount = amount + 1", {}), 2);
    EXPECT_EQ(transaction.execute("DELETE FROM items WHERE id = $1", {"none"sv}), 0);
    return true;
  });
  EXPECT_EQ(number(*database_, "SELECT CAST(sum(amount) AS BIGINT) FROM items"), 5);
}

TEST_P(DatabaseValues, AStatementMayRunAgainInsideItsOwnRows) {
  insert(*database_, "a", 1);
  insert(*database_, "b", 2);
  std::string seen;
  const std::string_view sql = "SELECT id FROM items ORDER BY id";
  database_->read([&](SqlReader& reader) {
    reader.query(sql, {}, [&](const SqlRow& outer) {
      reader.query(sql, {}, [&](const SqlRow& inner) { seen.append(outer.text(0)).append(inner.text(0)).append(" "); });
    });
  });
  EXPECT_EQ(seen, "aa ab ba bb ");
}

TEST_P(DatabaseValues, ManyRowsGoInOneCall) {
  std::vector<std::string> ids;
  for (int i = 0; i < 2000; ++i) ids.push_back("item " + std::to_string(i));
  std::vector<std::vector<SqlValue>> rows;
  for (std::int64_t i = 0; i < 2000; ++i) rows.push_back({std::string_view(ids[static_cast<std::size_t>(i)]), i});
  database_->write([&](SqlTransaction& transaction) {
    transaction.execute_many("INSERT INTO items (id, amount) VALUES ($1, $2)", rows);
    transaction.execute_many("INSERT INTO items (id, amount) VALUES ($1, $2)", {});
    return true;
  });
  EXPECT_EQ(number(*database_, "SELECT CAST(sum(amount) AS BIGINT) FROM items"), 1999000);
}

TEST_P(DatabaseValues, OneBadRowOfManyUndoesAll) {
  const std::vector<std::vector<SqlValue>> rows{{"a"sv}, {"b"sv}, {"a"sv}, {"c"sv}};
  EXPECT_THROW(database_->write([&](SqlTransaction& transaction) {
    transaction.execute_many("INSERT INTO items (id) VALUES ($1)", rows);
    return true;
  }), ConstraintViolation);
  EXPECT_EQ(count(*database_), 0);
  insert(*database_, "still usable");
}

TEST_P(DatabaseValues, ABlobOfSixteenMegabytesComesBackWhole) {
  const std::string bytes(16u << 20, '\xA5');
  database_->write([&](SqlTransaction& transaction) {
    transaction.execute("INSERT INTO items (id, body) VALUES ('a', $1)", {Blob{bytes}});
    return true;
  });
  bool same = false;
  database_->read([&](SqlReader& reader) { reader.query("SELECT body FROM items", {}, [&](const SqlRow& row) { same = row.blob(0) == bytes; }); });
  EXPECT_TRUE(same);
}

INSTANTIATE_TEST_SUITE_P(Engines, DatabaseValues, every_engine(), engine_name);

}  // namespace
}  // namespace switchyard
