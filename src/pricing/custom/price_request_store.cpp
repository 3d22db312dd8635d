#include "pricing/custom/price_request_store.hpp"

#include <algorithm>
#include <charconv>

namespace switchyard::pricing {
namespace {

#define REQUEST_COLUMNS                                                                                                          \
  "SELECT id, partner_id, application_id, state, version, created_at_ms, changed_at_ms, due_at_ms, customer_name, "               \
  "your_reference, commodity, products, term_months, notes, reason, site_count FROM price_requests "

// $1 partner or all, $2 state, $3 reference, $4 supplier, $5 ids before, $6 now, $7 limit.
#define REQUEST_FILTER                                                                                                           \
  "AND ($2 = '' OR CASE WHEN state = 'sent' AND due_at_ms <= $6 THEN 'expired' ELSE state END = $2) "                            \
  "AND ($3 = '' OR your_reference = $3) AND ($4 = '' OR EXISTS (SELECT 1 FROM price_request_suppliers "                          \
  "WHERE price_request_suppliers.request_id = price_requests.id AND price_request_suppliers.supplier = $4)) "                    \
  "AND id < $5 ORDER BY id DESC LIMIT $7"

constexpr std::string_view kBehindEveryId = "prq_zzzzzzzzzzzzzzzzzzzzzzzzzz";

// Words have no line breaks: the edge refuses them.
std::string lines_of(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text.append(text.empty() ? "" : "\n").append(word);
  return text;
}

std::vector<std::string> words_of(std::string_view lines) {
  std::vector<std::string> words;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    words.emplace_back(lines.substr(0, end));
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return words;
}

std::vector<std::int32_t> numbers_of(std::string_view lines) {
  std::vector<std::int32_t> numbers;
  for (const std::string& word : words_of(lines)) {
    std::int32_t number = 0;
    std::from_chars(word.data(), word.data() + word.size(), number);
    numbers.push_back(number);
  }
  return numbers;
}

std::string lines_of(const std::vector<std::int32_t>& numbers) {
  std::vector<std::string> words;
  for (const std::int32_t number : numbers) words.push_back(std::to_string(number));
  return lines_of(words);
}

AskedSupplier::Answer answer_of(std::string_view text) {
  for (const auto answer : {AskedSupplier::Answer::offered, AskedSupplier::Answer::declined}) {
    if (text_of(answer) == text) return answer;
  }
  return AskedSupplier::Answer::waiting;
}

CustomPriceRequest request_of(const SqlRow& row) {
  CustomPriceRequest request{.id = PriceRequestId::parse(row.text(0)).value(),
                       .partner = access::PartnerId::parse(row.text(1)).value(),
                       .application = access::ApplicationId::parse(row.text(2)).value()};
  request.state = parse_request_state(row.text(3)).value();
  request.version = row.integer(4);
  request.created_at = Instant::from_unix_ms(row.integer(5));
  request.changed_at = Instant::from_unix_ms(row.integer(6));
  request.due = Instant::from_unix_ms(row.integer(7));
  request.customer_name = row.text(8);
  request.your_reference = row.text(9);
  request.commodity = parse_commodity(row.text(10)).value();
  request.products = words_of(row.text(11));
  request.term_months = numbers_of(row.text(12));
  request.notes = row.text(13);
  request.reason = row.text(14);
  request.site_count = row.integer(15);
  return request;
}

RequestSite site_of(const SqlRow& row) {
  RequestSite site{.site_id = std::string(row.text(0))};
  site.utility = row.text(1);
  site.account_number = row.text(2);
  site.account_verdict = row.text(3);
  site.rate_class = row.text(4);
  site.zone = row.text(5);
  site.annual_usage = Energy::from_milli(row.integer(6), parse_energy_unit(row.text(7)).value());
  site.capacity_tag_milli_kw = row.integer_or_null(8);
  site.transmission_tag_milli_kw = row.integer_or_null(9);
  site.start_month = Month::from_index(static_cast<std::int32_t>(row.integer(10)));
  return site;
}

void read_suppliers(SqlReader& reader, CustomPriceRequest& request) {
  const std::string id = request.id.text();
  reader.query("SELECT supplier, answer, reason FROM price_request_suppliers WHERE request_id = $1 ORDER BY position", {std::string_view(id)},
               [&](const SqlRow& row) {
                 request.suppliers.push_back({.code = std::string(row.text(0)), .answer = answer_of(row.text(1)), .reason = std::string(row.text(2))});
               });
}

void read_sites(SqlReader& reader, CustomPriceRequest& request) {
  const std::string id = request.id.text();
  reader.query(
      "SELECT site_id, utility_code, account_number, account_verdict, rate_class, zone, annual_usage_milli, usage_unit, capacity_tag_milli_kw, "
      "transmission_tag_milli_kw, start_month_index FROM price_request_sites WHERE request_id = $1 ORDER BY position",
      {std::string_view(id)}, [&](const SqlRow& row) { request.sites.push_back(site_of(row)); });
}

std::vector<CustomPriceRequest> requests(SqlReader& reader, std::string_view sql, std::initializer_list<SqlValue> values) {
  std::vector<CustomPriceRequest> found;
  reader.query(sql, values, [&](const SqlRow& row) { found.push_back(request_of(row)); });
  for (CustomPriceRequest& request : found) read_suppliers(reader, request);
  return found;
}

std::optional<CustomPriceRequest> first_with_sites(SqlReader& reader, std::vector<CustomPriceRequest> found) {
  if (found.empty()) return std::nullopt;
  read_sites(reader, found.front());
  return std::move(found.front());
}

std::vector<CustomPriceRequest> listed(SqlReader& reader, std::string_view sql, std::string_view partner, const PriceRequestFilter& filter) {
  const std::string before = filter.before ? filter.before->text() : std::string(kBehindEveryId);
  return requests(reader, sql,
                  {partner, filter.state ? text_of(*filter.state) : std::string_view(), std::string_view(filter.your_reference),
                   std::string_view(filter.supplier), std::string_view(before), filter.now.unix_ms(), filter.limit});
}

void insert_sites(SqlTransaction& transaction, const CustomPriceRequest& request, std::string_view id) {
  std::vector<std::vector<SqlValue>> rows;
  for (const RequestSite& site : request.sites) {
    rows.push_back({id, static_cast<std::int64_t>(rows.size()), std::string_view(site.site_id), std::string_view(site.utility),
                    std::string_view(site.account_number), std::string_view(site.account_verdict), std::string_view(site.rate_class),
                    std::string_view(site.zone), site.annual_usage.milli_units(), text_of(site.annual_usage.unit()),
                    sql_value(site.capacity_tag_milli_kw), sql_value(site.transmission_tag_milli_kw), std::int64_t{site.start_month.index()}});
  }
  transaction.execute_many(
      "INSERT INTO price_request_sites (request_id, position, site_id, utility_code, account_number, account_verdict, rate_class, zone, "
      "annual_usage_milli, usage_unit, capacity_tag_milli_kw, transmission_tag_milli_kw, start_month_index) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
      rows);
}

void insert_suppliers(SqlTransaction& transaction, const CustomPriceRequest& request, std::string_view id) {
  std::vector<std::vector<SqlValue>> rows;
  for (const AskedSupplier& supplier : request.suppliers) {
    rows.push_back({id, static_cast<std::int64_t>(rows.size()), std::string_view(supplier.code), text_of(supplier.answer), std::string_view(supplier.reason)});
  }
  transaction.execute_many("INSERT INTO price_request_suppliers (request_id, position, supplier, answer, reason) VALUES ($1, $2, $3, $4, $5)", rows);
}

}  // namespace

void insert_price_request(SqlTransaction& transaction, const CustomPriceRequest& request) {
  const std::string id = request.id.text();
  const std::string partner = request.partner.text();
  const std::string application = request.application.text();
  const std::string products = lines_of(request.products);
  const std::string terms = lines_of(request.term_months);
  transaction.execute(
      "INSERT INTO price_requests (id, partner_id, application_id, state, version, created_at_ms, changed_at_ms, due_at_ms, customer_name, "
      "your_reference, commodity, products, term_months, notes, reason, site_count) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
      {std::string_view(id), std::string_view(partner), std::string_view(application), text_of(request.state), request.version,
       request.created_at.unix_ms(), request.changed_at.unix_ms(), request.due.unix_ms(), std::string_view(request.customer_name),
       std::string_view(request.your_reference), text_of(request.commodity), std::string_view(products), std::string_view(terms),
       std::string_view(request.notes), std::string_view(request.reason), request.site_count});
  insert_sites(transaction, request, id);
  insert_suppliers(transaction, request, id);
}

std::optional<CustomPriceRequest> find_price_request(SqlReader& reader, const access::PartnerId& partner, const PriceRequestId& id) {
  const std::string key = id.text();
  const std::string owner = partner.text();
  return first_with_sites(reader, requests(reader, REQUEST_COLUMNS "WHERE id = $1 AND partner_id = $2", {std::string_view(key), std::string_view(owner)}));
}

std::optional<CustomPriceRequest> find_price_request_of_any_partner(SqlReader& reader, const PriceRequestId& id) {
  const std::string key = id.text();
  return first_with_sites(reader, requests(reader, REQUEST_COLUMNS "WHERE id = $1", {std::string_view(key)}));
}

std::int64_t version_of_price_request(SqlReader& reader, const PriceRequestId& id) {
  const std::string key = id.text();
  std::int64_t version = 0;
  reader.query("SELECT version FROM price_requests WHERE id = $1", {std::string_view(key)}, [&](const SqlRow& row) { version = row.integer(0); });
  return version;
}

std::vector<CustomPriceRequest> list_price_requests(SqlReader& reader, const access::PartnerId& partner, const PriceRequestFilter& filter) {
  return listed(reader, REQUEST_COLUMNS "WHERE partner_id = $1 " REQUEST_FILTER, partner.text(), filter);
}

std::vector<CustomPriceRequest> list_price_requests_of_all_partners(SqlReader& reader, const PriceRequestFilter& filter) {
  return listed(reader, REQUEST_COLUMNS "WHERE $1 = '' " REQUEST_FILTER, "", filter);
}

bool is_request_reference_taken(SqlReader& reader, const access::ApplicationId& application, std::string_view your_reference) {
  const std::string owner = application.text();
  bool taken = false;
  reader.query("SELECT 1 FROM price_requests WHERE application_id = $1 AND your_reference = $2 AND state <> 'withdrawn' LIMIT 1",
               {std::string_view(owner), your_reference}, [&](const SqlRow&) { taken = true; });
  return taken;
}

bool update_price_request(SqlTransaction& transaction, const CustomPriceRequest& request) {
  const std::string id = request.id.text();
  const auto changed = transaction.execute(
      "UPDATE price_requests SET state = $2, version = $3, changed_at_ms = $4, reason = $5 WHERE id = $1 AND version = $6",
      {std::string_view(id), text_of(request.state), request.version, request.changed_at.unix_ms(), std::string_view(request.reason), request.version - 1});
  if (changed != 1) return false;
  for (std::size_t i = 0; i < request.suppliers.size(); ++i) {
    const AskedSupplier& supplier = request.suppliers[i];
    transaction.execute("UPDATE price_request_suppliers SET answer = $3, reason = $4 WHERE request_id = $1 AND position = $2 AND answer <> $3",
                        {std::string_view(id), static_cast<std::int64_t>(i), text_of(supplier.answer), std::string_view(supplier.reason)});
  }
  return true;
}

std::vector<CustomPriceRequest> list_price_requests_to_expire(SqlReader& reader, Instant now, std::int64_t limit) {
  return requests(reader, REQUEST_COLUMNS "WHERE state = 'sent' AND due_at_ms <= $1 ORDER BY due_at_ms, id LIMIT $2", {now.unix_ms(), limit});
}

}  // namespace switchyard::pricing
