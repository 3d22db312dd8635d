#include "access/upkeep.hpp"

#include "access/access_store.hpp"

namespace switchyard::access {

std::size_t Upkeep::record_last_uses() {
  const std::lock_guard lock(mutex_);
  const auto snapshot = directory_.current();
  std::vector<store::LastUse> uses;
  for (const auto& [hash, entry] : snapshot->api_keys) {
    const std::int64_t used_ms = entry.last_used_ms->load(std::memory_order_relaxed);
    const std::int64_t stored_ms = entry.key.last_used_at ? entry.key.last_used_at->unix_ms() : 0;
    const auto written = written_ms_.find(entry.key.id.uuid());
    if (used_ms > stored_ms && (written == written_ms_.end() || used_ms > written->second)) uses.push_back({entry.key.id, Instant::from_unix_ms(used_ms)});
  }
  if (uses.empty()) return 0;
  directory_.control().write([&](SqlTransaction& transaction) {
    store::record_last_uses(transaction, uses);
    return true;
  });
  for (const auto& use : uses) written_ms_.insert_or_assign(use.id.uuid(), use.at.unix_ms());
  return uses.size();
}

std::int64_t Upkeep::forget_used_assertions() {
  std::int64_t count = 0;
  directory_.control().write([&](SqlTransaction& transaction) {
    count = store::delete_used_assertions(transaction, clock_.now());
    return true;
  });
  return count;
}

}  // namespace switchyard::access
