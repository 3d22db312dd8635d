#include <fmt/format.h>

#include "access/audit_log.hpp"

namespace switchyard::access {

namespace {

struct Head {
  std::int64_t sequence = 0;
  std::string hash;  // Empty before the first entry.
};

void put(std::string& text, std::string_view field) {
  const std::uint64_t size = field.size();
  for (int shift = 56; shift >= 0; shift -= 8) text.push_back(static_cast<char>((size >> shift) & 255));
  text += field;
}

std::string hash_of(const Jose& jose, std::string_view hash_before, std::int64_t sequence, const AuditEntry& entry) {
  std::string text;
  put(text, hash_before);
  put(text, std::to_string(sequence));
  put(text, std::to_string(entry.at.unix_ms()));
  put(text, entry.actor);
  put(text, entry.action);
  put(text, entry.subject);
  put(text, entry.partner_id ? entry.partner_id->text() : "");
  put(text, entry.environment ? text_of(*entry.environment) : "");
  put(text, entry.detail);
  return std::string(bytes_of(jose.sha256(text)));
}

Error broken(std::int64_t sequence, const char* why) {
  return Error{ErrorKind::conflict, "audit_chain_broken", fmt::format("The audit log does not hold at entry {}: {}.", sequence, why)};
}

// What was changed by hand may be no id at all.
AuditRecord record_of(const SqlRow& row) {
  AuditRecord record{.sequence = row.integer(0), .entry = {Instant::from_unix_ms(row.integer(1)), std::string(row.text(2)), std::string(row.text(3)), std::string(row.text(4))}};
  if (const auto partner = row.text_or_null(5)) {
    auto id = PartnerId::parse(*partner);
    if (id) record.entry.partner_id = *id;
  }
  if (const auto environment = row.text_or_null(6)) {
    auto name = parse_environment(*environment);
    if (name) record.entry.environment = *name;
  }
  record.entry.detail = row.text(7);
  record.hash = row.blob(8);
  return record;
}

Head head_of(SqlReader& reader) {
  Head head;
  reader.query("SELECT sequence, hash FROM audit_head WHERE id = 1", {}, [&](const SqlRow& row) {
    head.sequence = row.integer(0);
    if (!row.is_null(1)) head.hash = row.blob(1);
  });
  return head;
}

}  // namespace

void append_audit(SqlTransaction& transaction, const Jose& jose, const AuditEntry& entry) {
  // The update comes first: it holds the row, so that two writers get two numbers.
  transaction.execute("UPDATE audit_head SET sequence = sequence + 1 WHERE id = 1", {});
  const Head head = head_of(transaction);
  const std::string hash = hash_of(jose, head.hash, head.sequence, entry);
  const std::string partner = entry.partner_id ? entry.partner_id->text() : "";
  transaction.execute(
      "INSERT INTO audit_log (sequence, at_ms, actor, action, subject, partner_id, environment, detail, hash)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {head.sequence, entry.at.unix_ms(), entry.actor, entry.action, entry.subject, entry.partner_id ? SqlValue(std::string_view(partner)) : SqlValue(nullptr),
       entry.environment ? SqlValue(text_of(*entry.environment)) : SqlValue(nullptr), entry.detail, Blob{hash}});
  transaction.execute("UPDATE audit_head SET hash = $1 WHERE id = 1", {Blob{hash}});
}

Result<std::int64_t> verify_audit_chain(SqlReader& reader, const Jose& jose) {
  std::string before;
  std::int64_t count = 0;
  std::optional<Error> error;
  const auto check = [&](const SqlRow& row) {
    if (error) return;
    const AuditRecord record = record_of(row);
    ++count;
    if (record.sequence != count) error = broken(count, "it is missing");
    else if (hash_of(jose, before, record.sequence, record.entry) != record.hash) error = broken(count, "it, or one before it, was changed");
    before = record.hash;
  };
  reader.query("SELECT sequence, at_ms, actor, action, subject, partner_id, environment, detail, hash FROM audit_log ORDER BY sequence", {}, check);
  if (error) return *error;
  const Head head = head_of(reader);
  if (head.sequence != count || head.hash != before) return broken(count + 1, "the end was cut or the head was changed");
  return count;
}

std::vector<AuditRecord> audit_records(SqlReader& reader, std::int64_t after, std::int64_t limit) {
  std::vector<AuditRecord> records;
  reader.query(
      "SELECT sequence, at_ms, actor, action, subject, partner_id, environment, detail, hash FROM audit_log WHERE sequence > $1 ORDER BY sequence"
      " LIMIT $2",
      {after, limit}, [&](const SqlRow& row) { records.push_back(record_of(row)); });
  return records;
}

}  // namespace switchyard::access
