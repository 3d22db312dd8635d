#include "pricing/custom/price_offer_store.hpp"

#include <algorithm>

namespace switchyard::pricing {
namespace {

constexpr std::size_t kPartSizeMax = 1024 * 1024;

#define OFFER_COLUMNS                                                                                                          \
  "SELECT id, request_id, supplier, kind, state, version, created_at_ms, changed_at_ms, entered_by, entered_as, price_unit, "   \
  "product, term_months, start_month_index, monthly_fee_cents, bandwidth_millionths, valid_from_at_ms, valid_until_at_ms, "     \
  "conditions, attachment_name, attachment_sha256, attachment_size, supersedes, superseded_by, reason, sha256 FROM price_offers "

std::optional<PriceOfferId> id_or_null(const SqlRow& row, int column) {
  const auto text = row.text_or_null(column);
  if (!text) return std::nullopt;
  return PriceOfferId::parse(*text).value();
}

PriceOffer offer_of(const SqlRow& row) {
  PriceOffer offer{.id = PriceOfferId::parse(row.text(0)).value(), .request = PriceRequestId::parse(row.text(1)).value()};
  offer.supplier = row.text(2);
  offer.kind = parse_offer_kind(row.text(3)).value();
  offer.state = parse_offer_state(row.text(4)).value();
  offer.version = row.integer(5);
  offer.created_at = Instant::from_unix_ms(row.integer(6));
  offer.changed_at = Instant::from_unix_ms(row.integer(7));
  offer.actor = {.id = std::string(row.text(8)), .role = std::string(row.text(9))};
  offer.price_unit = parse_energy_unit(row.text(10)).value();
  offer.product = row.text(11);
  offer.schedule.term_months = static_cast<std::int32_t>(row.integer(12));
  offer.schedule.start_month = Month::from_index(static_cast<std::int32_t>(row.integer(13)));
  offer.schedule.monthly_fee_cents = row.integer_or_null(14);
  offer.schedule.bandwidth_millionths = row.integer_or_null(15);
  offer.valid_from = Instant::from_unix_ms(row.integer(16));
  offer.valid_until = Instant::from_unix_ms(row.integer(17));
  offer.conditions = row.text(18);
  offer.attachment = {.file_name = std::string(row.text(19)), .sha256 = std::string(row.text(20)), .size_bytes = row.integer(21)};
  offer.supersedes = id_or_null(row, 22);
  offer.superseded_by = id_or_null(row, 23);
  offer.reason = row.text(24);
  offer.sha256 = row.text(25);
  return offer;
}

std::optional<LegPrice> price_of(const SqlRow& row, int micros, int decimals) {
  const auto value = row.integer_or_null(micros);
  if (!value) return std::nullopt;
  return LegPrice{*value, static_cast<std::int32_t>(row.integer(decimals))};
}

// "energy=fixed capacity=passed_through": names are words of component_names().
std::string components_text(const std::vector<PriceComponent>& components) {
  std::string text;
  for (const PriceComponent& each : components) {
    text.append(text.empty() ? "" : " ").append(each.name).append(each.is_passed_through ? "=passed_through" : "=fixed");
  }
  return text;
}

std::vector<PriceComponent> components_of(std::string_view text) {
  std::vector<PriceComponent> components;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    const std::size_t middle = word.find('=');
    components.push_back({std::string(word.substr(0, middle)), word.substr(middle + 1) == "passed_through"});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return components;
}

// Decimals of the price in the tens, of the adder in the ones: the digits as they were written are part of what was offered.
std::int64_t decimals_of(const ScheduleLeg& leg) { return (leg.price ? leg.price->decimals : 0) * 10 + (leg.adder ? leg.adder->decimals : 0); }

ScheduleLeg leg_of(const SqlRow& row) {
  ScheduleLeg leg{.kind = parse_leg_kind(row.text(0)).value()};
  leg.from_month = static_cast<std::int32_t>(row.integer(1));
  leg.months = static_cast<std::int32_t>(row.integer(2));
  const auto decimals = static_cast<std::int32_t>(row.integer(4));
  if (const auto micros = row.integer_or_null(3)) leg.price = LegPrice{*micros, decimals / 10};
  if (const auto micros = row.integer_or_null(5)) leg.adder = LegPrice{*micros, decimals % 10};
  leg.index = row.text(6);
  leg.components = components_of(row.text(7));
  return leg;
}

void read_legs(SqlReader& reader, PriceOffer& offer) {
  const std::string id = offer.id.text();
  reader.query(
      "SELECT kind, from_month, months, price_micros, price_decimals, adder_micros, index_name, components FROM price_offer_legs "
      "WHERE offer_id = $1 ORDER BY position",
      {std::string_view(id)}, [&](const SqlRow& row) { offer.schedule.legs.push_back(leg_of(row)); });
}

void read_sites(SqlReader& reader, PriceOffer& offer) {
  const std::string id = offer.id.text();
  reader.query("SELECT site_id, price_micros, price_decimals FROM price_offer_sites WHERE offer_id = $1 ORDER BY position", {std::string_view(id)},
               [&](const SqlRow& row) { offer.sites.push_back({std::string(row.text(0)), price_of(row, 1, 2)}); });
}

std::vector<PriceOffer> offers(SqlReader& reader, std::string_view sql, std::initializer_list<SqlValue> values) {
  std::vector<PriceOffer> found;
  reader.query(sql, values, [&](const SqlRow& row) { found.push_back(offer_of(row)); });
  for (PriceOffer& offer : found) read_legs(reader, offer);
  return found;
}

SqlValue micros_value(const std::optional<LegPrice>& price) { return price ? SqlValue(price->micros) : SqlValue(nullptr); }

void insert_parts(SqlTransaction& transaction, const PriceOffer& offer, std::string_view id) {
  std::vector<std::string> components;
  components.reserve(offer.schedule.legs.size());
  std::vector<std::vector<SqlValue>> legs;
  for (const ScheduleLeg& leg : offer.schedule.legs) {
    components.push_back(components_text(leg.components));
    legs.push_back({id, static_cast<std::int64_t>(legs.size()), text_of(leg.kind), std::int64_t{leg.from_month}, std::int64_t{leg.months},
                    micros_value(leg.price), decimals_of(leg), micros_value(leg.adder), std::string_view(leg.index), std::string_view(components.back())});
  }
  transaction.execute_many(
      "INSERT INTO price_offer_legs (offer_id, position, kind, from_month, months, price_micros, price_decimals, adder_micros, index_name, components) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      legs);
  std::vector<std::vector<SqlValue>> sites;
  for (const OfferSite& site : offer.sites) {
    sites.push_back({id, static_cast<std::int64_t>(sites.size()), std::string_view(site.site_id), micros_value(site.price),
                     std::int64_t{site.price ? site.price->decimals : 0}});
  }
  transaction.execute_many("INSERT INTO price_offer_sites (offer_id, position, site_id, price_micros, price_decimals) VALUES ($1, $2, $3, $4, $5)", sites);
}

}  // namespace

void insert_price_offer(SqlTransaction& transaction, const PriceOffer& offer) {
  const std::string id = offer.id.text();
  const std::string request = offer.request.text();
  const std::string supersedes = offer.supersedes ? offer.supersedes->text() : "";
  transaction.execute(
      "INSERT INTO price_offers (id, request_id, supplier, kind, state, version, created_at_ms, changed_at_ms, entered_by, entered_as, price_unit, "
      "product, term_months, start_month_index, monthly_fee_cents, bandwidth_millionths, valid_from_at_ms, valid_until_at_ms, conditions, "
      "attachment_name, attachment_sha256, attachment_size, supersedes, superseded_by, reason, sha256) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
      "$10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, NULL, $24, $25)",
      {std::string_view(id), std::string_view(request), std::string_view(offer.supplier), text_of(offer.kind), text_of(offer.state), offer.version,
       offer.created_at.unix_ms(), offer.changed_at.unix_ms(), std::string_view(offer.actor.id), std::string_view(offer.actor.role),
       text_of(offer.price_unit), std::string_view(offer.product), std::int64_t{offer.schedule.term_months},
       std::int64_t{offer.schedule.start_month.index()}, sql_value(offer.schedule.monthly_fee_cents), sql_value(offer.schedule.bandwidth_millionths),
       offer.valid_from.unix_ms(), offer.valid_until.unix_ms(), std::string_view(offer.conditions), std::string_view(offer.attachment.file_name),
       std::string_view(offer.attachment.sha256), offer.attachment.size_bytes,
       offer.supersedes ? SqlValue(std::string_view(supersedes)) : SqlValue(nullptr), std::string_view(offer.reason), std::string_view(offer.sha256)});
  insert_parts(transaction, offer, id);
}

std::optional<PriceOffer> find_price_offer(SqlReader& reader, const PriceOfferId& id) {
  const std::string key = id.text();
  auto found = offers(reader, OFFER_COLUMNS "WHERE id = $1", {std::string_view(key)});
  if (found.empty()) return std::nullopt;
  read_sites(reader, found.front());
  return std::move(found.front());
}

std::optional<PriceOffer> find_price_offer_of(SqlReader& reader, const PriceRequestId& request, const PriceOfferId& id) {
  auto offer = find_price_offer(reader, id);
  if (offer && offer->request != request) return std::nullopt;
  return offer;
}

std::vector<PriceOffer> list_price_offers(SqlReader& reader, const PriceRequestId& request) {
  const std::string key = request.text();
  return offers(reader, OFFER_COLUMNS "WHERE request_id = $1 ORDER BY id", {std::string_view(key)});
}

bool has_live_offer(SqlReader& reader, const PriceRequestId& request, std::string_view supplier) {
  const std::string key = request.text();
  bool found = false;
  reader.query("SELECT 1 FROM price_offers WHERE request_id = $1 AND supplier = $2 AND state IN ('open', 'held') LIMIT 1", {std::string_view(key), supplier},
               [&](const SqlRow&) { found = true; });
  return found;
}

std::int64_t count_price_offers(SqlReader& reader, const PriceRequestId& request) {
  const std::string key = request.text();
  std::int64_t count = 0;
  reader.query("SELECT COUNT(*) FROM price_offers WHERE request_id = $1", {std::string_view(key)}, [&](const SqlRow& row) { count = row.integer(0); });
  return count;
}

std::int64_t version_of_offer(SqlReader& reader, const PriceOfferId& id) {
  const std::string key = id.text();
  std::int64_t version = 0;
  reader.query("SELECT version FROM price_offers WHERE id = $1", {std::string_view(key)}, [&](const SqlRow& row) { version = row.integer(0); });
  return version;
}

bool update_price_offer(SqlTransaction& transaction, const PriceOffer& offer) {
  const std::string id = offer.id.text();
  const std::string successor = offer.superseded_by ? offer.superseded_by->text() : "";
  return transaction.execute(
             "UPDATE price_offers SET state = $2, version = $3, changed_at_ms = $4, superseded_by = $5, reason = $6 WHERE id = $1 AND version = $7",
             {std::string_view(id), text_of(offer.state), offer.version, offer.changed_at.unix_ms(),
              offer.superseded_by ? SqlValue(std::string_view(successor)) : SqlValue(nullptr), std::string_view(offer.reason), offer.version - 1}) == 1;
}

void keep_attachment(SqlTransaction& transaction, std::string_view sha256, std::string_view bytes) {
  bool known = false;
  transaction.query("SELECT 1 FROM price_offer_attachments WHERE sha256 = $1 AND part = 0", {sha256}, [&](const SqlRow&) { known = true; });
  if (known) return;
  std::vector<std::vector<SqlValue>> parts;
  for (std::size_t at = 0; at < bytes.size() || parts.empty(); at += kPartSizeMax) {
    parts.push_back({sha256, static_cast<std::int64_t>(parts.size()), Blob{bytes.substr(at, kPartSizeMax)}});
  }
  transaction.execute_many("INSERT INTO price_offer_attachments (sha256, part, bytes) VALUES ($1, $2, $3)", parts);
}

std::optional<std::string> read_attachment(SqlReader& reader, std::string_view sha256) {
  std::optional<std::string> bytes;
  reader.query("SELECT bytes FROM price_offer_attachments WHERE sha256 = $1 ORDER BY part", {sha256}, [&](const SqlRow& row) {
    if (!bytes) bytes.emplace();
    bytes->append(row.blob(0));
  });
  return bytes;
}

}  // namespace switchyard::pricing
