#include "access/audit_relay_store.hpp"

#include "access/audit_relay.hpp"

namespace switchyard::access {

bool take_relayed_job(SqlTransaction& transaction, std::string_view job_id) {
  // As append_audit does it: this row is the lock between writers, and the number is the entry's that follows.
  transaction.execute("UPDATE audit_head SET sequence = sequence WHERE id = 1", {});
  return transaction.execute(
             "INSERT INTO audit_relayed (job_id, sequence) SELECT $1, sequence + 1 FROM audit_head WHERE id = 1 ON CONFLICT (job_id) DO NOTHING",
             {job_id}) == 1;
}

std::int64_t count_waiting_audit_entries(SqlReader& environment) {
  std::int64_t count = 0;
  environment.query("SELECT COUNT(*) FROM outbox_jobs WHERE kind = 'audit.append' AND state <> 'done'", {},
                    [&](const SqlRow& row) { count = row.integer(0); });
  return count;
}

}  // namespace switchyard::access
