#include "contracting/usage/usage_store.hpp"

#include <deque>

#include <fmt/format.h>

#include "contracting/column_walk.hpp"
#include "contracting/id_list.hpp"

namespace switchyard::contracting {
namespace {

UsageRecord blank_record() { return {.id = UsageRecordId(Uuid{}), .account = ServiceAccountId(Uuid{}), .usage = {}}; }

UsageRequest blank_request() { return {.id = UsageRequestId(Uuid{}), .partner = access::PartnerId(Uuid{}), .account = ServiceAccountId(Uuid{})}; }

template <class Visit, class Row>
void visit_record(Visit& visit, Row& record) {
  visit("id", record.id);
  visit("service_account_id", record.account);
  auto& usage = record.usage;
  visit.word("source", usage.source, parse_usage_source);
  visit("from_days", usage.from);
  visit("until_days", usage.until);
  visit.energy("quantity_milli", "quantity_unit", usage.quantity);
  visit("demand_milli_kw", usage.demand_milli_kw);
  visit("recorded_at_ms", record.recorded_at);
}

template <class Visit, class Row>
void visit_request(Visit& visit, Row& request) {
  visit("id", request.id);
  visit("partner_id", request.partner);
  visit("service_account_id", request.account);
  visit.word("kind", request.kind, parse_usage_kind);
  visit.word("state", request.state, parse_usage_request_state);
  visit.word("mode", request.mode, parse_usage_request_mode);
  visit("authorization_id", request.authorization);
  visit("reason", request.reason);
  visit("version", request.version);
  visit("requested_at_ms", request.requested_at);
  visit("changed_at_ms", request.changed_at);
}

const ColumnNames& record_columns() {
  static const ColumnNames kColumns = [] {
    ColumnNames names;
    const UsageRecord row = blank_record();
    visit_record(names, row);
    return names;
  }();
  return kColumns;
}

const ColumnNames& request_columns() {
  static const ColumnNames kColumns = [] {
    ColumnNames names;
    const UsageRequest row = blank_request();
    visit_request(names, row);
    return names;
  }();
  return kColumns;
}

UsageRequest request_of(const SqlRow& row) {
  UsageRequest request = blank_request();
  ColumnReading reading(row);
  visit_request(reading, request);
  return request;
}

// The rows' own values, with one more behind them.
template <class Row, class Visit>
std::vector<std::vector<SqlValue>> bound_rows(std::span<const Row> rows, std::deque<ColumnValues>& kept, std::string_view last, Visit visit) {
  std::vector<std::vector<SqlValue>> values;
  for (const Row& row : rows) {
    visit(kept.emplace_back(), row);
    kept.back().values.emplace_back(last);
    values.push_back(kept.back().values);
  }
  return values;
}

}  // namespace

void replace_usage(SqlTransaction& transaction, const access::PartnerId& partner, std::span<const UsageRecord> records) {
  static const std::string kSql = fmt::format("INSERT INTO usage_records ({}, partner_id) VALUES ({}, ${})", record_columns().list(), record_columns().parameters(),
                                              record_columns().names().size() + 1);
  if (records.empty()) return;
  const std::string owner = partner.text();
  std::deque<std::string> ids;
  std::vector<std::vector<SqlValue>> gone;
  for (const UsageRecord& record : records) {
    gone.push_back({std::string_view(ids.emplace_back(record.account.text())), text_of(record.usage.source), std::int64_t{record.usage.from.days()},
                    std::int64_t{record.usage.until.days()}});
  }
  transaction.execute_many("DELETE FROM usage_records WHERE service_account_id = $1 AND source = $2 AND from_days = $3 AND until_days = $4", gone);
  std::deque<ColumnValues> kept;
  transaction.execute_many(kSql, bound_rows(records, kept, owner, [](ColumnValues& values, const UsageRecord& record) { visit_record(values, record); }));
}

std::vector<UsageRecord> read_usage(SqlReader& reader, const access::PartnerId& partner, std::span<const ServiceAccountId> accounts) {
  static const IdListQuery kQuery(fmt::format("SELECT {} FROM usage_records WHERE partner_id = $1 AND service_account_id IN ({{ids}}) "
                                              "ORDER BY service_account_id, until_days DESC, from_days DESC, source",
                                              record_columns().list()),
                                  1);
  const std::string owner = partner.text();
  std::vector<UsageRecord> records;
  kQuery.run(reader, {std::string_view(owner)}, id_texts(accounts), [&](const SqlRow& row) {
    ColumnReading reading(row);
    visit_record(reading, records.emplace_back(blank_record()));
  });
  return records;
}

void insert_usage_requests(SqlTransaction& transaction, const access::ApplicationId& application, std::span<const UsageRequest> requests) {
  static const std::string kSql = fmt::format("INSERT INTO usage_requests ({}, application_id) VALUES ({}, ${})", request_columns().list(),
                                              request_columns().parameters(), request_columns().names().size() + 1);
  const std::string through = application.text();
  std::deque<ColumnValues> kept;
  transaction.execute_many(kSql, bound_rows(requests, kept, through, [](ColumnValues& values, const UsageRequest& request) { visit_request(values, request); }));
}

bool update_usage_request(SqlTransaction& transaction, const UsageRequest& request) {
  const std::string id = request.id.text();
  return transaction.execute("UPDATE usage_requests SET state = $2, reason = $3, version = $4, changed_at_ms = $5 WHERE id = $1 AND version = $6",
                             {std::string_view(id), text_of(request.state), std::string_view(request.reason), request.version, request.changed_at.unix_ms(),
                              request.version - 1}) == 1;
}

std::optional<UsageRequest> find_usage_request_of_any_partner(SqlReader& reader, const UsageRequestId& id) {
  static const std::string kSql = fmt::format("SELECT {} FROM usage_requests WHERE id = $1", request_columns().list());
  const std::string key = id.text();
  std::optional<UsageRequest> found;
  reader.query(kSql, {std::string_view(key)}, [&](const SqlRow& row) { found = request_of(row); });
  return found;
}

std::vector<UsageRequest> read_usage_requests(SqlReader& reader, const access::PartnerId& partner, std::span<const ServiceAccountId> accounts) {
  static const IdListQuery kQuery(
      fmt::format("SELECT {} FROM usage_requests WHERE partner_id = $1 AND service_account_id IN ({{ids}}) ORDER BY service_account_id, id DESC", request_columns().list()), 1);
  const std::string owner = partner.text();
  std::vector<UsageRequest> requests;
  kQuery.run(reader, {std::string_view(owner)}, id_texts(accounts), [&](const SqlRow& row) { requests.push_back(request_of(row)); });
  return requests;
}

std::vector<UsageRequest> read_usage_requests_by_ids(SqlReader& reader, const access::PartnerId& partner, std::span<const UsageRequestId> ids) {
  static const IdListQuery kQuery(fmt::format("SELECT {} FROM usage_requests WHERE partner_id = $1 AND id IN ({{ids}})", request_columns().list()), 1);
  const std::string owner = partner.text();
  std::vector<UsageRequest> requests;
  kQuery.run(reader, {std::string_view(owner)}, id_texts(ids), [&](const SqlRow& row) { requests.push_back(request_of(row)); });
  return requests;
}

std::vector<UsageRequest> list_open_usage_requests(SqlReader& reader, std::int64_t limit) {
  static const std::string kSql =
      fmt::format("SELECT {} FROM usage_requests WHERE state IN ('submitted', 'pending') ORDER BY id LIMIT $1", request_columns().list());
  std::vector<UsageRequest> requests;
  reader.query(kSql, {limit}, [&](const SqlRow& row) { requests.push_back(request_of(row)); });
  return requests;
}

void delete_usage_of(SqlTransaction& transaction, std::span<const ServiceAccountId> accounts) {
  std::vector<std::vector<SqlValue>> rows;
  const std::vector<std::string> ids = id_texts(accounts);
  for (const std::string& id : ids) rows.push_back({std::string_view(id)});
  if (rows.empty()) return;
  transaction.execute_many("DELETE FROM usage_records WHERE service_account_id = $1", rows);
  transaction.execute_many("DELETE FROM usage_requests WHERE service_account_id = $1", rows);
}

}  // namespace switchyard::contracting
