// A desk of quotes for tests: the bench of sheets with its rate book loaded, a partner and its requests.
#pragma once

#include <string>
#include <vector>

#include "http/json_value.hpp"
#include "outbox/outbox.hpp"
#include "pricing/quotes/quote_desk.hpp"
#include "pricing/quotes/quote_store.hpp"
#include "pricing/quotes/rest_quotes.hpp"
#include "pricing/sheets/rate_book_loader.hpp"
#include "pricing/sheets/sheet_desk_fake.hpp"

namespace switchyard::pricing {

inline constexpr access::ScopeSet kPartnerScopes{access::Scope::prices_total, access::Scope::prices_stack, access::Scope::quotes_write};
inline constexpr access::ScopeSet kTotalScopes{access::Scope::prices_total, access::Scope::quotes_write};
inline constexpr access::ScopeSet kOperatorScopes{access::Scope::prices_lineage, access::Scope::operator_prices};

struct QuoteBench {
  explicit QuoteBench(Engine engine);

  SheetBench sheets;
  ScratchFolder folder;
  RateBooks books;
  RateBookLoader loader;
  outbox::Outbox outbox;
  outbox::IdempotentWrites writes;
  BookRules rules = {};  // Set on every book that the desk gives.

  // Loads the book after the import; gives the sheet's id.
  std::string import(const PrairieFile& file);
  void refresh();
  [[nodiscard]] QuoteDesk desk();
  // Row `ordinal` of the sheet.
  [[nodiscard]] static std::string rate(const std::string& sheet_id, std::uint32_t ordinal);

  // Partner 1 or another.
  [[nodiscard]] static access::Caller caller(int partner = 1, access::ScopeSet scopes = kPartnerScopes);
  [[nodiscard]] static http::Request request(std::string path, std::string body = {}, std::vector<std::string> captures = {});
  http::Response create(const std::string& body, const access::Caller& by = caller());
  http::Response get(const std::string& id, const access::Caller& by = caller(), const std::string& query = {});
  http::Response list(const std::string& query, const access::Caller& by = caller());
  using Route = http::Response (*)(const access::Caller&, const http::Request&, const QuoteDesk&);
  http::Response act(Route route, const std::string& id, const std::string& body = {}, const access::Caller& by = caller());

  // A quote of these rates, each of a site of its own, of `usage` kWh; its id.
  std::string quoted(const std::vector<std::string>& rates, const std::string& usage = "60000");
  [[nodiscard]] Quote stored(const std::string& id);
  // "quote.created quote.expired …", of all partners by instant and then name.
  [[nodiscard]] std::string events();

 private:
  std::shared_ptr<const RateBook> with_rules() const;
};

// The member of a body at a path as "lines.0.price"; "(absent)", "null".
[[nodiscard]] std::string member(const http::Response& response, const std::string& path);

}  // namespace switchyard::pricing
