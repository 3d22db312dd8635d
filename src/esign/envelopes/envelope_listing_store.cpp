#include <algorithm>
#include <cctype>

#include "esign/envelopes/envelope_listing.hpp"
#include "esign/envelopes/envelope_rows_store.hpp"

namespace switchyard::esign {
namespace {

constexpr std::int64_t kEndOfTimeMs = 253'402'300'800'000;  // 10000-01-01.

// A list in one parameter: ",a,b,", so that one statement serves any number; empty is "any".
std::string joined(const std::vector<std::string>& texts) {
  if (texts.empty()) return "";
  std::string all = ",";
  for (const std::string& text : texts) all += text + ",";
  return all;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

std::string contains_pattern(std::string_view text) {
  std::string pattern = "%";
  for (const char c : lower_case(text)) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

// $1 account, $2 and $3 [from, to) of the time that $4 names, $5 statuses, $6 ids between $11 and $12, $7 transaction ids, $8 and $9 custom field, $10 text.
// No time of an envelope is later than its last change of status: that one has the index.
#define LISTED_FROM                                                                                                                        \
  " FROM esign_envelopes WHERE account_id = $1 AND status <> 'deleted' AND status_changed_at_ms >= $2 AND id >= $11 AND id <= $12 "         \
  "AND COALESCE(CASE $4 WHEN 'created' THEN created_at_ms WHEN 'sent' THEN sent_at_ms WHEN 'delivered' THEN delivered_at_ms "             \
  "WHEN 'completed' THEN completed_at_ms WHEN 'declined' THEN declined_at_ms WHEN 'voided' THEN voided_at_ms "                            \
  "ELSE status_changed_at_ms END, -1) BETWEEN $2 AND $3 "                                                                                  \
  "AND ($5 = '' OR $5 LIKE '%,' || status || ',%') AND ($6 = '' OR $6 LIKE '%,' || id || ',%') "                                          \
  "AND ($7 = '' OR (transaction_id <> '' AND $7 LIKE '%,' || transaction_id || ',%')) "                                                   \
  "AND ($8 = '' OR EXISTS (SELECT 1 FROM esign_custom_fields f WHERE f.envelope_id = esign_envelopes.id AND f.name = $8 AND f.value = $9)) " \
  "AND ($10 = '%%' OR LOWER(email_subject) LIKE $10 ESCAPE '\\' OR EXISTS (SELECT 1 FROM esign_recipients r WHERE r.envelope_id = "         \
  "esign_envelopes.id AND (LOWER(r.name) LIKE $10 ESCAPE '\\' OR LOWER(r.email) LIKE $10 ESCAPE '\\')))"

#define LISTED(order) "SELECT " ESIGN_ENVELOPE_COLUMNS LISTED_FROM " ORDER BY " order ", id LIMIT $13 OFFSET $14"

struct Order {
  std::string_view name;
  std::string_view ascending;
  std::string_view descending;
};

constexpr Order kOrders[] = {
    {"last_modified", LISTED("changed_at_ms"), LISTED("changed_at_ms DESC")},
    {"created", LISTED("created_at_ms"), LISTED("created_at_ms DESC")},
    {"sent", LISTED("COALESCE(sent_at_ms, 0)"), LISTED("COALESCE(sent_at_ms, 0) DESC")},
    {"completed", LISTED("COALESCE(completed_at_ms, 0)"), LISTED("COALESCE(completed_at_ms, 0) DESC")},
    {"status_changed", LISTED("status_changed_at_ms"), LISTED("status_changed_at_ms DESC")},
    {"subject", LISTED("email_subject"), LISTED("email_subject DESC")},
    {"status", LISTED("status"), LISTED("status DESC")},
};

std::string_view sql_of(const EnvelopeFilter& filter) {
  for (const Order& order : kOrders) {
    if (order.name == filter.order_by) return filter.is_descending ? order.descending : order.ascending;
  }
  return filter.is_descending ? kOrders[0].descending : kOrders[0].ascending;
}

// An account's transaction ids as envelope ids, so that a lookup reads what it names and nothing else.
std::vector<std::string> named_by_transactions(SqlReader& reader, const AccountId& account, const std::vector<std::string>& transaction_ids) {
  std::vector<std::string> ids;
  for (const std::string& one : transaction_ids) {
    if (one.empty()) continue;
    reader.query("SELECT id FROM esign_envelopes WHERE account_id = $1 AND transaction_id = $2",
                 {std::string_view(account.text()), std::string_view(one)}, [&](const SqlRow& row) { ids.emplace_back(row.text(0)); });
  }
  return ids;
}

std::vector<std::string> wanted_ids(SqlReader& reader, const AccountId& account, const EnvelopeFilter& filter) {
  if (filter.envelope_ids.empty() && !filter.transaction_ids.empty()) return named_by_transactions(reader, account, filter.transaction_ids);
  std::vector<std::string> ids;
  for (const std::string& text : filter.envelope_ids) {
    const auto id = EnvelopeId::parse(text);
    ids.push_back(id ? id->text() : text);
  }
  return ids;
}

}  // namespace

EnvelopePage list_envelopes(SqlReader& reader, const AccountId& account, const EnvelopeFilter& filter, bool with_contents) {
  std::vector<std::string> statuses;
  for (const EnvelopeStatus status : filter.statuses) statuses.emplace_back(text_of(status));
  const std::string states = joined(statuses);
  const std::vector<std::string> wanted = wanted_ids(reader, account, filter);
  if (wanted.empty() && !filter.transaction_ids.empty()) return {};
  const auto [least, greatest] = std::minmax_element(wanted.begin(), wanted.end());
  const std::string first_id = wanted.empty() ? "" : *least;
  const std::string last_id = wanted.empty() ? "g" : *greatest;  // Behind every GUID.
  const std::string ids = joined(wanted);
  const std::string transactions = joined(filter.transaction_ids);
  const std::string name = filter.custom_field ? filter.custom_field->first : "";
  const std::string value = filter.custom_field ? filter.custom_field->second : "";
  const std::string pattern = contains_pattern(filter.search_text);
  const std::vector<SqlValue> values{std::string_view(account.text()),
                                     filter.from ? filter.from->unix_ms() : -1,
                                     filter.to ? filter.to->unix_ms() - 1 : kEndOfTimeMs,
                                     std::string_view(filter.from_to_status),
                                     std::string_view(states),
                                     std::string_view(ids),
                                     std::string_view(transactions),
                                     std::string_view(name),
                                     std::string_view(value),
                                     std::string_view(pattern),
                                     std::string_view(first_id),
                                     std::string_view(last_id)};
  EnvelopePage page;
  reader.query("SELECT COUNT(*)" LISTED_FROM, values, [&](const SqlRow& row) { page.total = row.integer(0); });
  std::vector<SqlValue> paged = values;
  paged.emplace_back(std::clamp<std::int64_t>(filter.count, 1, kListedMax));
  paged.emplace_back(std::max<std::int64_t>(filter.start, 0));
  reader.query(sql_of(filter), paged, [&](const SqlRow& row) { page.envelopes.push_back(envelope_of_row(row)); });
  if (with_contents) {
    for (Envelope& envelope : page.envelopes) read_envelope_contents(reader, envelope);
  }
  return page;
}

}  // namespace switchyard::esign
