// What the node writes and the verification reads: tables without any constraint that would hide a doubled effect.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "outbox/outbox.hpp"

namespace switchyard::chaos {

// The outbox's tables and this program's own.
[[nodiscard]] std::vector<Migration> chaos_migrations();

void insert_plain_write(SqlTransaction& transaction, std::string_view id);
void insert_order(SqlTransaction& transaction, std::string_view order_id, std::string_view key);
void insert_fulfilment(SqlTransaction& transaction, std::string_view order_id);

struct Order {
  std::string id;
  std::string key;
};

// In no order, and as often as they are there.
[[nodiscard]] std::vector<std::string> plain_writes(SqlReader& reader);
[[nodiscard]] std::vector<Order> orders(SqlReader& reader);
[[nodiscard]] std::vector<std::string> fulfilled_orders(SqlReader& reader);
// Subjects of events that have no number yet.
[[nodiscard]] std::int64_t unnumbered_events(SqlReader& reader);

// Jobs that are not done, grouped: "STATE, N of them, up to M attempts: LAST ERROR".
[[nodiscard]] std::vector<std::string> unfinished_jobs(SqlReader& reader);

}  // namespace switchyard::chaos
