#include "checks.hpp"

#include <algorithm>

#include <boost/json.hpp>
#include <fmt/format.h>

#include "pricing/book/rate_id.hpp"
#include "pricing/search.hpp"
#include "values/decimal.hpp"

namespace switchyard::oracle {
namespace {

namespace json = boost::json;

std::string difference(const std::vector<std::string>& found, const std::vector<std::string>& expected) {
  const auto [a, b] = std::ranges::mismatch(found, expected);
  return fmt::format("{} offers for {}; at {}: found {}, expected {}", found.size(), expected.size(), a - found.begin(), a == found.end() ? "none" : *a,
                     b == expected.end() ? "none" : *b);
}

std::string written(const std::string& rate_id, std::int64_t price_micros, std::int64_t cost_cents, const std::string& start, std::int64_t expires_ms) {
  return fmt::format("{} at {} costs {} from {} until {}", rate_id, price_micros, cost_cents, start, expires_ms);
}

std::vector<std::string> written(const std::vector<Expected>& offers, std::size_t count_max) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < std::min(offers.size(), count_max); ++i) {
    const Expected& offer = offers[i];
    out.push_back(written(pricing::RateId{id_of(*offer.sheet), static_cast<std::uint32_t>(offer.row)}.text(), offer.price_micros, offer.cost_cents,
                          Month::from_index(offer.start_month).text(), offer.sheet->until.unix_ms()));
  }
  return out;
}

std::int64_t scaled(const json::value& text, int scale) { return Decimal::parse(text.as_string().c_str())->exactly_at(scale)->coefficient(); }

std::vector<std::string> written(const json::array& items) {
  std::vector<std::string> out;
  for (const json::value& item : items) {
    out.push_back(written(item.at("rateId").as_string().c_str(), scaled(item.at("price"), 6), scaled(item.at("estimatedAnnualCost"), 2),
                          item.at("startMonth").as_string().c_str(), Instant::parse(item.at("expiresAt").as_string().c_str())->unix_ms()));
  }
  return out;
}

access::Caller caller() {
  return {.partner_id = access::PartnerId(Uuid{{1}}),
          .application_id = access::ApplicationId(Uuid{{2}}),
          .client_id = "oracle",
          .environment = EnvironmentName::test,
          .scopes = {access::Scope::prices_total, access::Scope::prices_stack}};
}

}  // namespace

std::optional<std::string> Checks::search(const Question& question, Instant at, bool is_whole) const {
  const auto book = desk.books.current();
  const auto expected = brute_force(world, *models.at(book->revision()), question.query, question.place, at);
  std::vector<std::string> found;
  pricing::PageRequest page{.limit = question.limit};
  while (true) {
    const auto answer = pricing::search(*book, question.query, at, pricing::SearchMode::sell, page);
    if (!answer) return answer.error().message;
    for (const pricing::Offer& offer : answer->offers) {
      const auto& sheet = book->entries()[offer.place.entry].sheet->facts().id;
      found.push_back(written(pricing::RateId{sheet, offer.place.ordinal}.text(), offer.price_micros, offer.annual_cost_cents, offer.start_month->text(), offer.expires_at.unix_ms()));
    }
    if (answer->has_more != (found.size() < expected.size())) return fmt::format("has_more is wrong after {} of {}", found.size(), expected.size());
    if (!is_whole || !answer->has_more) break;
    page.after = answer->offers.back().place;
  }
  const auto wanted = written(expected, is_whole ? expected.size() : question.limit);
  tally.offers += wanted.size();
  tally.empty += wanted.empty() ? 1 : 0;
  if (found != wanted) return difference(found, wanted);
  return std::nullopt;
}

std::optional<std::string> Checks::get(const Question& question) const {
  http::Request request;
  request.path = "/v1/prices";
  request.query = question.text;
  const std::uint64_t before = desk.books.current()->revision();
  const http::Response response = pricing::answer_prices(caller(), request, desk);
  const std::uint64_t after = desk.books.current()->revision();
  if (response.status != 200) return fmt::format("{} {}", response.status, response.body);
  const json::value answer = json::parse(response.body);
  const Instant at = Instant::parse(answer.at("asOf").as_string().c_str()).value();
  const auto found = written(answer.at("items").as_array());
  const bool has_more = !answer.at("nextCursor").is_null();
  tally.over_a_swap += before == after ? 0 : 1;
  tally.offers += found.size();
  tally.empty += found.empty() ? 1 : 0;
  std::string differences;
  for (std::uint64_t revision = before; revision <= after; ++revision) {
    const auto expected = brute_force(world, *models.at(revision), question.query, question.place, at);
    const auto wanted = written(expected, question.limit);
    if (found == wanted && has_more == (expected.size() > wanted.size())) return std::nullopt;
    differences += fmt::format("{}book {} at {}: {}", differences.empty() ? "" : "; ", revision, at.text(), difference(found, wanted));
  }
  return differences;
}

}  // namespace switchyard::oracle
