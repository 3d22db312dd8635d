#include "market/rest_market.hpp"

#include <algorithm>

#include "http/json_body.hpp"
#include "http/no_parameters.hpp"
#include "http/query_reader.hpp"
#include "market/rest_market_json.hpp"

namespace switchyard::market {
namespace {

constexpr std::int64_t kPageSizeMax = 200;
constexpr std::int64_t kPageSizeDefault = 50;

struct Page {
  std::size_t limit = 0;
  std::string after;  // Code of the last item of the page before; empty at the beginning.
};

// A cursor is the code of the last item that was sent: rows in between may come and go.
Page page_of(http::QueryReader& query) {
  return {.limit = static_cast<std::size_t>(query.optional_integer("limit", 1, kPageSizeMax).value_or(kPageSizeDefault)),
          .after = query.optional_text("cursor", {.size_max = 64}).value_or("")};
}

// Writes "items" and "nextCursor" of what `rows`, in order of code, hold after the cursor.
template <class Row, class Write>
void write_page(http::JsonWriter& json, const std::vector<const Row*>& rows, const Page& page, Write&& write) {
  const auto first = std::find_if(rows.begin(), rows.end(), [&](const Row* row) { return row->code > page.after; });
  const auto count = std::min(page.limit, static_cast<std::size_t>(rows.end() - first));
  const auto last = first + static_cast<std::ptrdiff_t>(count);
  json.key("items").begin_array();
  std::for_each(first, last, [&](const Row* row) { write(*row); });
  json.end_array().key("nextCursor");
  if (last == rows.end()) json.null(); else json.value((*(last - 1))->code);
}

Result<std::string> parse_state(std::string_view text) {
  std::string state(text);
  for (char& c : state) if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (state.size() == 2 && std::all_of(state.begin(), state.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) return state;
  return Error{.kind = ErrorKind::invalid, .code = "invalid_state", .message = "A state is two letters, such as OH."};
}

// Adds the candidates of one commodity to the codes that pass and to those that are said.
void add_candidates(const LoadedMarket& market, std::string_view zip, Commodity commodity, ZipCandidates& all) {
  ZipCandidates some = market.utilities_of_zip(zip, commodity);
  all.known = all.known || some.known;
  all.utility_codes.insert(all.utility_codes.end(), some.utility_codes.begin(), some.utility_codes.end());
  all.codes_without_utility.insert(all.codes_without_utility.end(), some.codes_without_utility.begin(), some.codes_without_utility.end());
}

ZipCandidates candidates_of(const LoadedMarket& market, std::string_view zip, std::optional<Commodity> commodity) {
  ZipCandidates all;
  if (commodity != Commodity::gas) add_candidates(market, zip, Commodity::electric, all);
  if (commodity != Commodity::electric) add_candidates(market, zip, Commodity::gas, all);
  return all;
}

void write_zip(http::JsonWriter& json, const std::string& zip, const LoadedMarket& market, const ZipCandidates& candidates) {
  json.key("zip").begin_object().member("code", zip).member("known", candidates.known);
  json.key("state");
  if (const std::string_view state = market.state_of_zip(zip); state.empty()) json.null(); else json.value(state);
  json.key("codesWithoutUtility").begin_array();
  for (const std::string& code : candidates.codes_without_utility) json.value(code);
  json.end_array().end_object();
}

http::Response no_utility(const http::Request& request, const std::string& code) {
  return http::problem(Error{.kind = ErrorKind::not_found, .code = "utility_not_found", .message = "There is no utility '" + code + "'."}, request);
}

const Utility* utility_of(const LoadedMarket& market, const http::Request& request) {
  ENSURE(!request.path_captures.empty());
  return market.utility(request.path_captures.front());
}

void write_texts(http::JsonWriter& json, std::string_view name, const std::vector<std::string>& texts) {
  json.key(name).begin_array();
  for (const std::string& text : texts) json.value(text);
  json.end_array();
}

}  // namespace

http::Response list_utilities(const LoadedMarket& market, const http::Request& request) {
  auto query = http::QueryReader::of(request);
  if (!query) return http::problem(query.error(), request);
  const auto zip = query->optional("zip", parse_zip);
  const auto state = query->optional("state", parse_state);
  const auto commodity = query->optional("commodity", parse_commodity);
  const Page page = page_of(*query);
  if (auto sound = query->finish(); !sound) return http::problem(sound.error(), request);

  const ZipCandidates candidates = zip ? candidates_of(market, *zip, commodity) : ZipCandidates{};
  std::vector<const Utility*> fitting;
  for (const Utility& utility : market.utilities()) {
    if (state && utility.state != *state) continue;
    if (commodity && utility.commodity != *commodity) continue;
    const auto& codes = candidates.utility_codes;
    if (zip && std::find(codes.begin(), codes.end(), utility.code) == codes.end()) continue;
    fitting.push_back(&utility);
  }
  http::JsonWriter json(16 * 1024);
  json.begin_object();
  if (zip) write_zip(json, *zip, market, candidates);
  write_page(json, fitting, page, [&](const Utility& utility) { write_utility(json, market, utility, false); });
  json.end_object();
  http::Response response = http::json(200, std::move(json).text());
  response.etag_from_body = true;
  return response;
}

http::Response get_utility(const LoadedMarket& market, const http::Request& request) {
  auto query = http::QueryReader::of(request);
  if (!query) return http::problem(query.error(), request);
  if (auto sound = query->finish(); !sound) return http::problem(sound.error(), request);
  const Utility* utility = utility_of(market, request);
  if (utility == nullptr) return no_utility(request, request.path_captures.front());
  http::JsonWriter json(4096);
  write_utility(json, market, *utility, true);
  http::Response response = http::json(200, std::move(json).text());
  response.etag_from_body = true;
  return response;
}

http::Response check_account_number_route(const LoadedMarket& market, const http::Request& request) {
  if (const auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  const Utility* utility = utility_of(market, request);
  if (utility == nullptr) return no_utility(request, request.path_captures.front());
  auto body = http::JsonBody::parse(request.body);
  if (!body) return http::problem(body.error(), request);
  // An empty or strange number is a question like any other: the verdict says so.
  const std::string number = body->object().text("accountNumber", {.size_min = 0, .size_max = 200});
  if (auto sound = body->finish(); !sound) return http::problem(sound.error(), request);

  const AccountNumberCheck check = check_account_number(*utility, number);
  http::JsonWriter json(1024);
  json.begin_object().member("verdict", text_of(check.verdict)).member("normalized", check.normalized).member("kind", check.kind);
  write_texts(json, "errors", check.errors);
  write_texts(json, "hints", check.hints);
  json.end_object();
  return http::json(200, std::move(json).text());
}

http::Response list_suppliers(const LoadedMarket& market, const http::Request& request, const SupplierMembers& more) {
  auto query = http::QueryReader::of(request);
  if (!query) return http::problem(query.error(), request);
  const auto state = query->optional("state", parse_state);
  const Page page = page_of(*query);
  if (auto sound = query->finish(); !sound) return http::problem(sound.error(), request);

  std::vector<const Supplier*> fitting;
  for (const Supplier& supplier : market.suppliers()) {
    if (state && std::find(supplier.states.begin(), supplier.states.end(), *state) == supplier.states.end()) continue;
    fitting.push_back(&supplier);
  }
  http::JsonWriter json(4096);
  json.begin_object();
  write_page(json, fitting, page, [&](const Supplier& supplier) { write_supplier(json, supplier, more); });
  json.end_object();
  http::Response response = http::json(200, std::move(json).text());
  response.etag_from_body = true;
  return response;
}

void add_supplier_route(http::Router& router, const access::Authenticator& authenticator, MarketOf market_of, SupplierMembersOf more_of) {
  auto handler = [market_of = std::move(market_of), more_of = std::move(more_of)](const access::Caller& caller, const http::Request& request) {
    return list_suppliers(*market_of(caller.environment), request, more_of ? more_of(caller.environment) : SupplierMembers());
  };
  router.add({.method = http::Method::get, .pattern = "/v1/suppliers", .handler = authenticator.require({}, std::move(handler)), .cors = http::Cors::by_credential});
}

void add_market_routes(http::Router& router, const access::Authenticator& authenticator, MarketOf market_of) {
  using Answer = http::Response (*)(const LoadedMarket&, const http::Request&);
  const auto add = [&](http::Method method, std::string pattern, Answer answer) {
    auto handler = [market_of, answer](const access::Caller& caller, const http::Request& request) {
      return answer(*market_of(caller.environment), request);
    };
    // In memory and short: no database is asked.
    router.add({.method = method,
                .pattern = std::move(pattern),
                .handler = authenticator.require({}, std::move(handler)),
                .run_on = http::RunOn::io_thread,
                .body_size_max = 4096,
                .cors = http::Cors::by_credential});
  };
  add(http::Method::get, "/v1/utilities", list_utilities);
  add(http::Method::get, "/v1/utilities/{code}", get_utility);
  add(http::Method::post, "/v1/utilities/{code}/account-number-check", check_account_number_route);
  add(http::Method::post, "/v1/utilities/identify", identify_utilities);
}

}  // namespace switchyard::market
