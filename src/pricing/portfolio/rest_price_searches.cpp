#include "pricing/portfolio/rest_price_searches.hpp"

#include "http/no_parameters.hpp"
#include "pricing/portfolio/rest_portfolio_json.hpp"
#include "pricing/portfolio/rest_portfolio_query.hpp"
#include "pricing/rest_price_page.hpp"
#include "pricing/rest_price_words.hpp"

namespace switchyard::pricing {
http::Response answer_price_search(const access::Caller& caller, const http::Request& request, const PriceDesk& desk) {
  if (const auto none = http::takes_no_parameters(request); !none) return http::problem(none.error(), request);
  auto body = http::JsonBody::parse(request.body);
  if (!body) return http::problem(body.error(), request);
  const std::shared_ptr<const RateBook> book = desk.books.current();
  const std::shared_ptr<const market::Market> market = desk.market();
  const PortfolioContext context{
      .book = *book, .market = *market, .now = desk.clock.now(), .partner = caller.is_operator ? no_partner() : caller.partner_id};
  auto asked = parse_portfolio_request(std::move(*body), context);
  if (!asked) return http::problem(asked.error(), request);
  const PriceVisibility visibility = PriceVisibility::of(caller.scopes);
  if (asked->names_margin && !visibility.stack) return http::problem(margin_hidden("/margin"), request);
  PortfolioAnswer answer;
  if (!asked->query.sites.empty()) {
    auto priced = price_portfolio(*book, *market, asked->query, asked->at, asked->mode);
    if (!priced) return http::problem(priced.error(), request);
    answer = std::move(*priced);
  }
  const PriceAnswer shown{.book = *book, .refs = desk.refs, .environment = caller.environment, .fields = fields_shown(visibility) & kUsualPriceFields};
  http::Response response = http::json(200, write_portfolio(*asked, answer, shown));
  response.set_header("cache-control", "no-store");
  return response;
}

void add_price_search_routes(http::Router& router, const access::Authenticator& authenticator, PriceDesks desks) {
  router.add({.method = http::Method::post,
              .pattern = "/v1/price-searches",
              .handler = authenticator.require_any(
                  price_scopes(),
                  [desks = std::move(desks)](const access::Caller& caller, const http::Request& request) {
                    return answer_price_search(caller, request, desks(caller.environment));
                  }),
              .body_size_max = kPriceSearchSizeMax,
              .cors = http::Cors::by_credential});
}

}  // namespace switchyard::pricing
