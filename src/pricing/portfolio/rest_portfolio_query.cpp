#include "pricing/portfolio/rest_portfolio_query.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "pricing/book/rate_index.hpp"
#include "pricing/rest_price_query.hpp"
#include "pricing/rest_price_words.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::size_t kIdSizeMax = 64;

class PortfolioParser {
 public:
  PortfolioParser(http::JsonBody body, const PortfolioContext& context) : body_(std::move(body)), context_(context) {}

  Result<PortfolioRequest> parse() && {
    http::JsonObject in = body_.object();
    PortfolioQuery& query = out_.query;
    query.partner = context_.partner;
    default_start_ = in.optional("startMonth", Month::parse);
    query.end = in.optional("endMonth", Month::parse);
    take_terms(in);
    take_suppliers(in);
    query.product = in.optional_text("product").value_or("");
    query.green_percent_hundredths_min = in.optional("greenPercentMin", parse_green_hundredths);
    take_margin(in);
    query.offers_max = static_cast<std::size_t>(in.optional_integer("limit", 1, PortfolioQuery::kOffersMax).value_or(10));
    out_.at = context_.now;
    if (const auto as_of = in.optional("asOf", Instant::parse)) {
      out_.at = *as_of;
      out_.mode = SearchMode::as_of;
    }
    for (http::JsonObject& site : in.objects("sites", {.count_max = PortfolioQuery::kSitesMax})) take_site(site);
    if (auto done = body_.finish(); !done) return done.error();
    return std::move(out_);
  }

 private:
  void take_terms(http::JsonObject& in) {
    const http::JsonValue* terms = in.value("termMonths");
    if (terms == nullptr || terms->kind == http::JsonValue::Kind::null) return;
    if (out_.query.end) return in.refuse("termMonths", "conflict", "and endMonth are both given; one of them is taken");
    if (terms->kind != http::JsonValue::Kind::array || terms->items.empty() || terms->items.size() > PriceRequest::kTermsMax) {
      return in.refuse("termMonths", "wrong_type", fmt::format("must be 1 to {} whole numbers of months", PriceRequest::kTermsMax));
    }
    for (const http::JsonValue& term : terms->items) {
      const auto number = term.kind == http::JsonValue::Kind::number ? Decimal::parse(term.text) : Result<Decimal>(Error{});
      if (!number || number->scale() != 0 || number->coefficient() < 1 || number->coefficient() > PriceRequest::kTermMonthsMax) {
        return in.refuse("termMonths", "out_of_range", fmt::format("must be whole numbers of months from 1 to {}", PriceRequest::kTermMonthsMax));
      }
      out_.query.term_months.push_back(static_cast<std::int16_t>(number->coefficient()));
    }
  }

  void take_suppliers(http::JsonObject& in) {
    for (std::string& supplier : in.texts("suppliers", {.count_min = 0, .count_max = PriceRequest::kSuppliersMax}, {.size_max = 64})) {
      const auto is_its = [&](const BookEntry& entry) { return entry.sheet->supplier() == supplier; };
      if (context_.market.supplier(supplier) == nullptr && std::ranges::none_of(context_.book.entries(), is_its)) {
        in.refuse("suppliers", "supplier_unknown", fmt::format("\"{}\" is not a supplier's code; GET /v1/suppliers lists them", supplier));
      }
      out_.query.suppliers.push_back(std::move(supplier));
    }
  }

  void take_margin(http::JsonObject& in) {
    auto margin = in.optional_object("margin");
    if (!margin) return;
    out_.query.electric_margin_micros = margin->optional("electric", parse_margin_micros);
    out_.query.gas_margin_micros = margin->optional("gas", parse_margin_micros);
    out_.names_margin = true;
  }

  void take_site(http::JsonObject& in) {
    PortfolioSite site;
    site.id = in.text("siteId", {.size_max = kIdSizeMax});
    if (!ids_.insert(site.id).second) in.refuse("siteId", "repeated", fmt::format("\"{}\" stands twice; each site needs an id of its own", site.id));
    site.commodity = in.required("commodity", parse_commodity).value_or(Commodity::electric);
    const std::vector<const market::Utility*> candidates = utilities_of(in, site.commodity);
    const market::Utility* utility = candidates.size() == 1 ? candidates.front() : nullptr;
    take_usage(in, utility, site);
    take_start(in, site);
    site.rate_class = in.optional_text("rateClass").value_or("");
    site.zone = in.optional_text("zone").value_or("");
    site.customer_class = in.optional("customerClass", parse_sold_class).value_or(CustomerClass::commercial);
    if (utility != nullptr) return take_utility(in, *utility, std::move(site));
    if (!candidates.empty()) out_.open.push_back({site.id, candidates});
  }

  // One where it is sure, several where it is not, none after a mistake.
  std::vector<const market::Utility*> utilities_of(http::JsonObject& in, Commodity commodity) {
    const auto code = in.optional_text("utility");
    const auto zip = in.optional("zip", parse_site_zip);
    const auto account = in.optional_text("accountNumber", {.size_max = 200});
    std::vector<const market::Utility*> found;
    if (code) {
      const market::Utility* utility = context_.market.utility(*code);
      if (utility == nullptr) {
        in.refuse("utility", "utility_unknown", fmt::format("\"{}\" is not a utility's code; GET /v1/utilities lists them", *code));
      } else if (utility->commodity != commodity) {
        in.refuse("utility", "utility_commodity_mismatch", fmt::format("\"{}\" delivers {}", *code, text_of(utility->commodity)));
      } else {
        found = {utility};
      }
    } else if (zip) {
      found = utilities_of_zip(in, *zip, commodity);
    } else if (account) {
      for (const market::Utility& utility : context_.market.utilities()) {
        if (utility.commodity == commodity) found.push_back(&utility);
      }
    } else if (!in.has("zip")) {
      in.refuse("utility", "missing", "or zip or accountNumber is needed");
    }
    if (account && !found.empty()) keep_of_account(in, *account, found);
    return found;
  }

  std::vector<const market::Utility*> utilities_of_zip(http::JsonObject& in, const std::string& zip, Commodity commodity) const {
    std::vector<const market::Utility*> found;
    const market::ZipCandidates candidates = context_.market.utilities_of_zip(zip, commodity);
    for (const std::string& code : candidates.utility_codes) {
      if (const market::Utility* utility = context_.market.utility(code)) found.push_back(utility);
    }
    if (!found.empty()) return found;
    if (candidates.codes_without_utility.empty()) {
      in.refuse("zip", "zip_unknown", fmt::format("{} is not known for {}; send utility instead", zip, text_of(commodity)));
    } else {
      in.refuse("zip", "zip_not_served", fmt::format("{} is served by a utility where no supplier is priced", zip));
    }
    return {};
  }

  // Keeps the utilities whose numbers are of this form. Of one that was named the number may be of no known form.
  static void keep_of_account(http::JsonObject& in, const std::string& number, std::vector<const market::Utility*>& utilities) {
    const bool is_named = utilities.size() == 1;
    std::vector<std::string> errors;
    std::erase_if(utilities, [&](const market::Utility* utility) {
      const market::AccountNumberCheck check = market::check_account_number(*utility, number);
      if (is_named && check.verdict == market::AccountVerdict::invalid) errors = check.errors;
      return is_named ? check.verdict == market::AccountVerdict::invalid
                      : check.verdict != market::AccountVerdict::valid && check.verdict != market::AccountVerdict::valid_legacy;
    });
    if (!utilities.empty()) return;
    in.refuse("accountNumber", "account_number_invalid",
              is_named ? fmt::format("is not a number of this utility: {}", fmt::join(errors, "; ")) : "is of the form of no utility that is possible here; send utility");
  }

  void take_usage(http::JsonObject& in, const market::Utility* utility, PortfolioSite& site) {
    const auto unit = in.optional("usageUnit", parse_energy_unit);
    if (unit && commodity_of(*unit) != site.commodity) {
      in.refuse("usageUnit", "unit_mismatch", fmt::format("{} is not a unit of {}", text_of(*unit), text_of(site.commodity)));
    }
    std::optional<EnergyUnit> used = unit;
    if (!used && site.commodity == Commodity::electric) used = EnergyUnit::kwh;
    if (!used && utility != nullptr) used = utility->unit;
    if (!used && utility != nullptr) in.refuse("usageUnit", "missing", fmt::format("is needed: the unit of {} is not known; therm, Dth, Ccf or Mcf is taken", utility->code));
    const auto usage = in.required("annualUsage", [&](std::string_view text) { return Energy::parse(text, used.value_or(EnergyUnit::kwh)); });
    if (!usage) return;
    const auto base = usage->in_base();
    if (!base || base->milli_units() > PriceRequest::kAnnualUsageMilliMax) {
      return in.refuse("annualUsage", "out_of_range", "must be 0 to 1000000000000 kWh, therms or Ccf");
    }
    site.annual_usage = *usage;
  }

  void take_start(http::JsonObject& in, PortfolioSite& site) {
    const auto start = in.optional("startMonth", Month::parse);
    if (!start && !default_start_) return in.refuse("startMonth", "missing", "is needed here or for all sites");
    site.start = start.value_or(default_start_.value_or(Month()));
    if (!out_.query.end) return;
    const std::int64_t term = std::int64_t{out_.query.end->index()} - site.start.index();
    if (term < 1 || term > PriceRequest::kTermMonthsMax) {
      in.refuse("startMonth", "out_of_range", fmt::format("must be 1 to {} months before endMonth {}", PriceRequest::kTermMonthsMax, out_.query.end->text()));
    }
  }

  void take_utility(http::JsonObject& in, const market::Utility& utility, PortfolioSite site) {
    site.utility_code = utility.code;
    site.state = utility.state;
    if (!site.rate_class.empty()) {
      const market::Resolution resolution = context_.market.resolve_rate_class(utility.code, site.rate_class);
      if (resolution.outcome == market::Resolution::Outcome::resolved) site.rate_class_code = resolution.code;
      if (!resolution.candidates.empty() && resolution.outcome == market::Resolution::Outcome::ambiguous) {
        in.refuse("rateClass", "rate_class_ambiguous", fmt::format("\"{}\" may be {}", site.rate_class, fmt::join(resolution.candidates, " or ")));
      }
    }
    if (!site.zone.empty()) {
      const market::Resolution resolution = context_.market.resolve_zone(utility.code, site.zone);
      if (resolution.outcome == market::Resolution::Outcome::resolved) site.zone_code = resolution.code;
    }
    check_kind(in, site);
    out_.query.sites.push_back(std::move(site));
  }

  // A utility that is priced by the therm has no price for Ccf.
  void check_kind(http::JsonObject& in, const PortfolioSite& site) const {
    const UtilityShelf* shelf = context_.book.index().shelf(site.commodity, site.utility_code);
    if (shelf == nullptr || shelf->unit_bits == 0) return;
    for (unsigned number = 0; number < 6; ++number) {
      if ((shelf->unit_bits >> number & 1U) != 0 && base_of(static_cast<EnergyUnit>(number)) == base_of(site.annual_usage.unit())) return;
    }
    in.refuse("usageUnit", "unit_mismatch", fmt::format("{} is not of the kind that {} is priced by", text_of(site.annual_usage.unit()), site.utility_code));
  }

  http::JsonBody body_;
  const PortfolioContext& context_;
  PortfolioRequest out_;
  std::optional<Month> default_start_;
  std::set<std::string> ids_;
};

}  // namespace

Result<PortfolioRequest> parse_portfolio_request(http::JsonBody body, const PortfolioContext& context) {
  return PortfolioParser(std::move(body), context).parse();
}

}  // namespace switchyard::pricing
