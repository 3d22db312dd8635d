#include "pricing/terms/rest_price_terms.hpp"

#include "http/json_body.hpp"
#include "http/no_parameters.hpp"
#include "http/query_reader.hpp"
#include "pricing/sheets/operator_reason.hpp"
#include "pricing/sheets/rest_keyed_write.hpp"
#include "pricing/terms/rest_price_terms_json.hpp"
#include "pricing/terms/terms_actions.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::int64_t kPageSizeMax = 200;
constexpr std::int64_t kPageSizeDefault = 50;

Result<TermsId> id_of(const http::Request& request) {
  ENSURE(!request.path_captures.empty());
  const auto id = TermsId::parse(request.path_captures.front());
  if (!id) return Error{ErrorKind::not_found, "price_terms_not_found", id.error().message};
  return *id;
}

TermsContext context_of(const SheetDesk& desk) {
  ENSURE(desk.random != nullptr);
  return {.database = desk.database, .clock = desk.clock, .market = *desk.market, .random = *desk.random, .environment = desk.environment, .audit = desk.audit};
}

http::Response answer(const Result<TermsRecord>& record, const SheetDesk& desk, int status, const http::Request& request) {
  if (!record) return http::problem(record.error(), request);
  http::JsonWriter json;
  write_price_terms(json, *record, desk.clock.now());
  return http::json(status, std::move(json).text());
}

Result<std::int64_t> millionths_of(const Decimal& decimal) {
  const auto exact = decimal.exactly_at(6);
  if (!exact) return exact.error();
  return exact->coefficient();
}

// Dollars a unit, or a factor, with at most six decimals.
std::int64_t millionths(http::JsonObject& in, std::string_view name) {
  const auto value = millionths_of(in.decimal(name));
  if (!value) in.refuse(name, value.error().code, "has at most six decimals");
  return value ? *value : 0;
}

std::optional<std::int64_t> optional_millionths(http::JsonObject& in, std::string_view name) {
  if (!in.has(name)) return std::nullopt;
  return millionths(in, name);
}

void take_place(http::JsonObject& in, TermsRequest& asked) {
  asked.kind = in.required("kind", parse_terms_kind).value_or(TermsKind::supplier);
  asked.place.partner = in.optional("partner", access::PartnerId::parse);
  asked.place.supplier = in.optional_text("supplier", {.size_max = 64}).value_or("");
  asked.place.commodity = in.optional("commodity", parse_commodity);
  asked.place.state = in.optional_text("state", {.size_max = 2}).value_or("");
  asked.place.utility = in.optional_text("utility", {.size_max = 64}).value_or("");
  asked.from = in.optional("from", Instant::parse);
  asked.until = in.optional("until", Instant::parse);
  asked.reason = in.text("reason", {.size_max = kReasonSizeMax, .multiline = true});
}

// Members that are of another kind of terms are refused as unknown.
void take_content(http::JsonObject& in, TermsKind kind, TermsContent& content) {
  if (kind == TermsKind::supplier || kind == TermsKind::margin_policy) {
    if (auto margin = in.optional_object("margin")) {
      content.margin = MarginRule{.min_micros = millionths(*margin, "min"),
                                  .max_micros = millionths(*margin, "max"),
                                  .step_micros = optional_millionths(*margin, "step").value_or(1),
                                  .default_micros = optional_millionths(*margin, "default")};
    }
  }
  if (kind == TermsKind::supplier) {
    if (auto gross_up = in.optional_object("grossUp")) {
      const auto form = gross_up->required("form", parse_gross_up_form);
      content.gross_up = GrossUp{form.value_or(GrossUpForm::none), optional_millionths(*gross_up, "factor").value_or(1'000'000)};
    }
    if (auto share = in.optional_object("share")) {
      ShareRule rule{.tiers = {}, .realized_max_micros = optional_millionths(*share, "realizedMax")};
      for (http::JsonObject& tier : share->objects("tiers", {.count_max = ShareRule::kTiersMax})) {
        rule.tiers.push_back({.from_micros = millionths(tier, "from"), .share_millionths = millionths(tier, "share")});
      }
      content.share = rule;
    }
  }
  if (kind == TermsKind::house_fee) content.house_fee_micros = millionths(in, "houseFee");
  if (kind != TermsKind::entitlement) return;
  content.agent_code = in.optional_text("agentCode", {.size_max = 100}).value_or("");
  content.license = in.optional_text("license", {.size_max = 100}).value_or("");
}

}  // namespace

http::Response list_price_terms_route(const SheetDesk& desk, const http::Request& request) {
  auto query = http::QueryReader::of(request);
  if (!query) return http::problem(query.error(), request);
  TermsFilter filter;
  if (const auto kind = query->optional("kind", parse_terms_kind)) filter.kind = text_of(*kind);
  if (const auto partner = query->optional("partner", access::PartnerId::parse)) filter.partner = partner->text();
  filter.supplier = query->optional_text("supplier", {.size_max = 64}).value_or("");
  if (query->optional_boolean("open").value_or(false)) filter.open_at = desk.clock.now();
  filter.before = query->optional("cursor", TermsId::parse);
  const std::int64_t limit = query->optional_integer("limit", 1, kPageSizeMax).value_or(kPageSizeDefault);
  if (const auto done = query->finish(); !done) return http::problem(done.error(), request);
  filter.limit = limit + 1;  // One more tells whether there is a next page.
  std::vector<TermsRecord> records;
  desk.database.read([&](SqlReader& reader) { records = list_terms(reader, filter); });
  const bool is_more = records.size() > static_cast<std::size_t>(limit);
  if (is_more) records.pop_back();
  http::JsonWriter json(2048);
  json.begin_object().key("items").begin_array();
  for (const TermsRecord& record : records) write_price_terms(json, record, desk.clock.now());
  json.end_array().key("nextCursor");
  if (is_more) json.plain(records.back().id.text());
  if (!is_more) json.null();
  json.end_object();
  return http::json(200, std::move(json).text());
}

http::Response get_price_terms_route(const SheetDesk& desk, const http::Request& request) {
  if (const auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  const auto id = id_of(request);
  if (!id) return http::problem(id.error(), request);
  std::optional<TermsRecord> record;
  desk.database.read([&](SqlReader& reader) { record = find_terms(reader, *id); });
  if (!record) return http::problem({ErrorKind::not_found, "price_terms_not_found", "there are no terms " + id->text()}, request);
  return answer(*record, desk, 200, request);
}

http::Response set_price_terms_route(const SheetDesk& desk, const std::string& actor, const http::Request& request) {
  if (const auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  auto body = http::JsonBody::parse(request.body);
  if (!body) return http::problem(body.error(), request);
  http::JsonObject in = body->object();
  TermsRequest asked{.actor = actor};
  take_place(in, asked);
  take_content(in, asked.kind, asked.content);
  if (const auto done = body->finish(); !done) return http::problem(done.error(), request);
  return write_keyed(desk, actor, request, [&](SqlTransaction& transaction) {
    return answer(set_terms_in(transaction, context_of(desk), asked), desk, 201, request);
  });
}

http::Response close_price_terms_route(const SheetDesk& desk, const std::string& actor, const http::Request& request) {
  if (const auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  const auto id = id_of(request);
  if (!id) return http::problem(id.error(), request);
  auto body = http::JsonBody::parse(request.body);
  if (!body) return http::problem(body.error(), request);
  http::JsonObject in = body->object();
  const CloseTermsRequest asked{.id = *id,
                                .at = in.optional("at", Instant::parse),
                                .reason = in.text("reason", {.size_max = kReasonSizeMax, .multiline = true}),
                                .actor = actor};
  if (const auto done = body->finish(); !done) return http::problem(done.error(), request);
  return write_keyed(desk, actor, request, [&](SqlTransaction& transaction) {
    return answer(close_terms_in(transaction, context_of(desk), asked), desk, 200, request);
  });
}

void add_price_terms_routes(http::Router& router, const access::Authenticator& authenticator, SheetDeskOf desk_of) {
  const auto add = [&](http::Method method, std::string pattern, access::CallerHandler handler) {
    router.add({.method = method, .pattern = std::move(pattern),
                .handler = authenticator.require({access::Scope::operator_prices}, std::move(handler))});
  };
  add(http::Method::get, "/v1/price-terms", [desk_of](const access::Caller& caller, const http::Request& request) {
    return list_price_terms_route(desk_of(caller.environment), request);
  });
  add(http::Method::get, "/v1/price-terms/{id}", [desk_of](const access::Caller& caller, const http::Request& request) {
    return get_price_terms_route(desk_of(caller.environment), request);
  });
  add(http::Method::post, "/v1/price-terms", [desk_of](const access::Caller& caller, const http::Request& request) {
    return set_price_terms_route(desk_of(caller.environment), caller.application_id.text(), request);
  });
  add(http::Method::post, "/v1/price-terms/{id}/close", [desk_of](const access::Caller& caller, const http::Request& request) {
    return close_price_terms_route(desk_of(caller.environment), caller.application_id.text(), request);
  });
}

}  // namespace switchyard::pricing
