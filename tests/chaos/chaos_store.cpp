#include "tests/chaos/chaos_store.hpp"

namespace switchyard::chaos {
namespace {

constexpr Migration kTables{"chaos/0001_tables",
                            "CREATE TABLE plain_writes (id TEXT NOT NULL);\n"
                            "CREATE TABLE orders (id TEXT NOT NULL, idempotency_key TEXT NOT NULL);\n"
                            "CREATE TABLE fulfilments (order_id TEXT NOT NULL);\n"};

std::vector<std::string> texts(SqlReader& reader, std::string_view sql) {
  std::vector<std::string> texts;
  reader.query(sql, {}, [&](const SqlRow& row) { texts.emplace_back(row.text(0)); });
  return texts;
}

}  // namespace

std::vector<Migration> chaos_migrations() {
  const auto outbox = outbox::outbox_migrations();
  std::vector<Migration> migrations(outbox.begin(), outbox.end());
  migrations.push_back(kTables);
  return migrations;
}

void insert_plain_write(SqlTransaction& transaction, std::string_view id) { transaction.execute("INSERT INTO plain_writes (id) VALUES ($1)", {id}); }

void insert_order(SqlTransaction& transaction, std::string_view order_id, std::string_view key) {
  transaction.execute("INSERT INTO orders (id, idempotency_key) VALUES ($1, $2)", {order_id, key});
}

void insert_fulfilment(SqlTransaction& transaction, std::string_view order_id) {
  transaction.execute("INSERT INTO fulfilments (order_id) VALUES ($1)", {order_id});
}

std::vector<std::string> plain_writes(SqlReader& reader) { return texts(reader, "SELECT id FROM plain_writes"); }

std::vector<Order> orders(SqlReader& reader) {
  std::vector<Order> orders;
  reader.query("SELECT id, idempotency_key FROM orders", {}, [&](const SqlRow& row) { orders.push_back({std::string(row.text(0)), std::string(row.text(1))}); });
  return orders;
}

std::vector<std::string> fulfilled_orders(SqlReader& reader) { return texts(reader, "SELECT order_id FROM fulfilments"); }

std::int64_t unnumbered_events(SqlReader& reader) {
  std::int64_t count = 0;
  reader.query("SELECT count(*) FROM outbox_events WHERE number IS NULL", {}, [&](const SqlRow& row) { count = row.integer(0); });
  return count;
}

std::vector<std::string> unfinished_jobs(SqlReader& reader) {
  std::vector<std::string> groups;
  reader.query("SELECT state, count(*), max(attempts), coalesce(last_error, 'no error') FROM outbox_jobs WHERE state <> 'done' GROUP BY state, last_error", {},
               [&](const SqlRow& row) {
                 groups.push_back(std::string(row.text(0)) + ", " + std::to_string(row.integer(1)) + " of them, up to " + std::to_string(row.integer(2)) +
                                  " attempts: " + std::string(row.text(3)));
               });
  return groups;
}

}  // namespace switchyard::chaos
