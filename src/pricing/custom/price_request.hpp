// What a partner asks suppliers to price beyond their sheets: a customer's sites, products, terms, and until when.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.hpp"
#include "market/market.hpp"
#include "pricing/custom/price_request_state.hpp"
#include "values/date.hpp"
#include "values/energy.hpp"
#include "values/id.hpp"
#include "values/instant.hpp"

namespace switchyard::pricing {

struct PriceRequestTag { static constexpr std::string_view kPrefix = "prq"; };
using PriceRequestId = Id<PriceRequestTag>;

inline constexpr std::size_t kRequestSitesMax = 1'000;
inline constexpr std::size_t kRequestProductsMax = 20;
inline constexpr std::size_t kRequestTermsMax = 24;
inline constexpr std::size_t kRequestSuppliersMax = 50;
inline constexpr std::size_t kRequestNotesSizeMax = 2'000;
inline constexpr std::size_t kSiteIdSizeMax = 64;
inline constexpr std::size_t kWordSizeMax = 64;
inline constexpr std::int32_t kTermMonthsMax = 120;

struct RequestSite {
  std::string site_id;                               // The partner's; unique in the request.
  std::string utility = {};                          // Code.
  std::string account_number = {};                   // Normalized; kept only where its utility's rules vouch for it.
  std::string account_verdict = {};                  // What the check said; empty where no number came.
  std::string rate_class = {};
  std::string zone = {};
  Energy annual_usage{};                             // As it was stated.
  std::optional<std::int64_t> capacity_tag_milli_kw = {};
  std::optional<std::int64_t> transmission_tag_milli_kw = {};
  Month start_month{};
};

struct AskedSupplier {
  enum class Answer : std::uint8_t { waiting, offered, declined };
  std::string code;
  Answer answer = Answer::waiting;
  std::string reason = {};                           // Why it declined.
};
[[nodiscard]] std::string_view text_of(AskedSupplier::Answer answer);

struct CustomPriceRequest {
  PriceRequestId id;
  access::PartnerId partner;
  access::ApplicationId application;
  RequestState state = RequestState::draft;
  std::int64_t version = 1;                          // One more at each change.
  Instant created_at{};
  Instant changed_at{};
  Instant due{};                                     // Unanswered then, it is expired.
  std::string customer_name = {};
  std::string your_reference = {};
  Commodity commodity = Commodity::electric;
  std::vector<std::string> products = {};            // Words, as the partner puts them.
  std::vector<std::int32_t> term_months = {};
  std::string notes = {};
  std::string reason = {};                           // Why it was withdrawn.
  std::int64_t site_count = 0;
  std::vector<RequestSite> sites = {};               // Empty in lists.
  std::vector<AskedSupplier> suppliers = {};

  [[nodiscard]] const RequestSite* site(std::string_view site_id) const;
  [[nodiscard]] const AskedSupplier* supplier(std::string_view code) const;
};

// By the business clock: a sent request is expired from `due` on, whether that was written yet or not.
[[nodiscard]] RequestState state_at(const CustomPriceRequest& request, Instant now);

// What the words name is there, sites are told apart, usage and due are sound: "unknown_utility", "unknown_supplier", "unit_mismatch",
// "commodity_mismatch", "repeated", "out_of_range", "due_over"; every mistake by its pointer.
[[nodiscard]] Result<void> check_request(const CustomPriceRequest& request, const market::Market& market, Instant now);

}  // namespace switchyard::pricing
