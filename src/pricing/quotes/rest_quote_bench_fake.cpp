#include "pricing/quotes/rest_quote_bench_fake.hpp"

#include <fmt/format.h>

#include "pricing/book/rate_id.hpp"

namespace switchyard::pricing {

QuoteBench::QuoteBench(Engine engine)
    : sheets(engine),
      loader(*sheets.database, books, sheets.clock, sheets.log, folder.path()),
      outbox(SecurityClock{sheets.clock}, sheets.random),
      writes(*sheets.database, SecurityClock{sheets.clock}) {}

std::string QuoteBench::import(const PrairieFile& file) {
  const std::string id = sheets.import(file).sheet_id;
  refresh();
  return id;
}

void QuoteBench::refresh() { (void)loader.refresh(); }

std::shared_ptr<const RateBook> QuoteBench::with_rules() const {
  const auto book = books.current();
  return std::make_shared<RateBook>(book->entries(), book->revision(), rules);
}

QuoteDesk QuoteBench::desk() {
  return {.database = *sheets.database, .clock = sheets.clock, .random = sheets.random, .outbox = outbox, .digest = sheets.digest, .market = sheets.market,
          .book = [this] { return with_rules(); },
          .fresh_book = [this] {
            refresh();
            return with_rules();
          },
          .writes = &writes};
}

std::string QuoteBench::rate(const std::string& sheet_id, std::uint32_t ordinal) { return RateId{*SheetId::parse(sheet_id), ordinal}.text(); }

access::Caller QuoteBench::caller(int partner, access::ScopeSet scopes) {
  Uuid uuid;
  uuid.bytes[6] = 0x70;
  uuid.bytes[8] = 0x80;
  uuid.bytes[15] = static_cast<std::uint8_t>(partner);
  return {.partner_id = access::PartnerId(uuid), .application_id = access::ApplicationId(uuid), .client_id = "client", .scopes = scopes};
}

http::Request QuoteBench::request(std::string path, std::string body, std::vector<std::string> captures) {
  http::Request request;
  request.method = http::Method::post;
  request.path = std::move(path);
  request.body = std::move(body);
  request.path_captures = std::move(captures);
  return request;
}

http::Response QuoteBench::create(const std::string& body, const access::Caller& by) {
  return create_quote_route(by, request("/v1/quotes", body), desk());
}

http::Response QuoteBench::get(const std::string& id, const access::Caller& by, const std::string& query) {
  http::Request asked = request("/v1/quotes/" + id, {}, {id});
  asked.query = query;
  return get_quote_route(by, asked, desk());
}

http::Response QuoteBench::list(const std::string& query, const access::Caller& by) {
  http::Request asked = request("/v1/quotes");
  asked.query = query;
  return list_quotes_route(by, asked, desk());
}

http::Response QuoteBench::act(Route route, const std::string& id, const std::string& body, const access::Caller& by) {
  return route(by, request("/v1/quotes/" + id + "/act", body, {id}), desk());
}

std::string QuoteBench::quoted(const std::vector<std::string>& rates, const std::string& usage) {
  std::string lines;
  for (std::size_t i = 0; i < rates.size(); ++i) {
    lines += fmt::format("{}{{\"rateId\":\"{}\",\"annualUsage\":\"{}\",\"margin\":\"0.005\",\"siteReference\":\"site {}\"}}", i == 0 ? "" : ",", rates[i], usage, i);
  }
  const http::Response response = create("{\"customerName\":\"Lincoln Park Bread LLC\",\"lines\":[" + lines + "]}");
  ENSURE(response.status == 201);
  return member(response, "id");
}

Quote QuoteBench::stored(const std::string& id) {
  std::optional<Quote> quote;
  sheets.database->read([&](SqlReader& reader) { quote = find_quote_of_any_partner(reader, *QuoteId::parse(id)); });
  return quote.value();
}

std::string QuoteBench::events() {
  std::string all;
  sheets.database->read([&](SqlReader& reader) {
    reader.query("SELECT type FROM outbox_events ORDER BY at_ms, type", {}, [&](const SqlRow& row) { all.append(all.empty() ? "" : " ").append(row.text(0)); });
  });
  return all;
}

std::string member(const http::Response& response, const std::string& path) {
  const auto body = http::parse_json(response.body);
  if (!body) return "(no JSON)";
  const http::JsonValue* value = &*body;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('.', at), path.size());
    const std::string name = path.substr(at, end - at);
    if (value->kind == http::JsonValue::Kind::array) {
      const std::size_t index = std::stoul(name);
      if (index >= value->items.size()) return "(absent)";
      value = &value->items[index];
    } else {
      value = value->find(name);
    }
    if (value == nullptr) return "(absent)";
    at = end + 1;
  }
  return value->kind == http::JsonValue::Kind::null ? "null" : value->text;
}

}  // namespace switchyard::pricing
