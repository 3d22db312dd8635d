#include "pricing/terms/rest_margin_limits.hpp"

#include <set>

#include "http/json_writer.hpp"
#include "http/query_reader.hpp"
#include "values/money.hpp"

namespace switchyard::pricing {
namespace {

constexpr int kScale = UnitPrice::kScale;

struct LimitsQuestion {
  access::PartnerId partner;
  Commodity commodity = Commodity::electric;
  std::string state = {};
  std::string utility = {};
  std::optional<std::string> supplier = {};
  std::optional<std::int64_t> margin_micros = {};
};

Result<std::int64_t> parse_micros(std::string_view text) {
  const auto price = UnitPrice::parse(text, EnergyUnit::kwh);
  if (!price) return price.error();
  return price->micros();
}

Result<LimitsQuestion> question_of(http::QueryReader& reader, const access::Caller& caller, const market::Market& market) {
  LimitsQuestion question{.partner = caller.is_operator ? no_partner() : caller.partner_id};
  question.commodity = reader.required("commodity", parse_commodity).value_or(Commodity::electric);
  question.state = reader.optional_text("state", {.size_max = 2}).value_or("");
  question.supplier = reader.optional_text("supplier", {.size_max = 64});
  question.margin_micros = reader.optional("margin", parse_micros);
  if (const auto code = reader.optional_text("utility", {.size_max = 64})) {
    const market::Utility* utility = market.utility(*code);
    if (utility == nullptr) {
      reader.refuse("utility", "utility_unknown", "is not a utility's code; GET /v1/utilities lists them");
    } else if (reader.has("state")) {
      reader.refuse("state", "conflict", "and utility are both given; one of them is taken");
    } else {
      question.utility = utility->code;
      question.state = utility->state;
    }
  }
  if (question.supplier && market.supplier(*question.supplier) == nullptr) {
    reader.refuse("supplier", "supplier_unknown", "is not a supplier's code; GET /v1/suppliers lists them");
  }
  if (auto done = reader.finish(); !done) return done.error();
  return question;
}

void write_limits(http::JsonWriter& json, const std::string& supplier, const LimitsQuestion& question, const PriceTerms& terms, Instant at) {
  const TermsQuestion asked{
      .partner = question.partner, .supplier = supplier, .commodity = question.commodity, .state = question.state, .utility = question.utility};
  const SellingTerms found = terms.of(asked, at);
  json.begin_object().member("supplier", supplier).plain_member("commodity", text_of(question.commodity)).member("entitled", found.is_entitled);
  const MarginLimits& limits = found.margin;
  json.scaled_member("min", limits.min_micros, kScale).scaled_member("max", limits.max_micros, kScale);
  json.scaled_member("step", limits.step_micros, kScale).scaled_member("default", limits.default_micros, kScale);
  if (question.margin_micros) {
    const EnergyUnit unit = question.commodity == Commodity::electric ? EnergyUnit::kwh : EnergyUnit::therm;
    const ShareRule share = terms.share_of(asked, at);
    // Of the last dollars of the fee: the house's come first.
    const std::int64_t realized =
        realized_micros(share, found.house_fee_micros + *question.margin_micros) - realized_micros(share, found.house_fee_micros);
    json.member("permitted", found.is_entitled && permits(limits, *question.margin_micros, unit)).scaled_member("realized", realized, kScale);
  }
  json.end_object();
}

}  // namespace

http::Response answer_margin_limits(const access::Caller& caller, const http::Request& request, const PriceDesk& desk) {
  auto reader = http::QueryReader::of(request);
  if (!reader) return http::problem(reader.error(), request);
  const std::shared_ptr<const RateBook> book = desk.books.current();
  const std::shared_ptr<const market::Market> market = desk.market();
  const auto question = question_of(*reader, caller, *market);
  if (!question) return http::problem(question.error(), request);
  std::set<std::string> suppliers;
  for (const market::Supplier& supplier : market->suppliers()) {
    if (!question->supplier || supplier.code == *question->supplier) suppliers.insert(supplier.code);
  }
  http::JsonWriter json(4096);
  json.begin_object().key("items").begin_array();
  for (const std::string& supplier : suppliers) write_limits(json, supplier, *question, *book->rules().terms, desk.clock.now());
  json.end_array().key("nextCursor").null().end_object();
  return http::json(200, std::move(json).text());
}

void add_margin_limit_routes(http::Router& router, const access::Authenticator& authenticator, PriceDesks desks) {
  router.add({.method = http::Method::get,
              .pattern = "/v1/margin-limits",
              .handler = authenticator.require_any({access::Scope::prices_stack, access::Scope::operator_prices},
                                                   [desks = std::move(desks)](const access::Caller& caller, const http::Request& request) {
                                                     return answer_margin_limits(caller, request, desks(caller.environment));
                                                   })});
}

}  // namespace switchyard::pricing
