#include "pricing/rest_price_query.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "pricing/book/rate_index.hpp"
#include "pricing/book/word_fold.hpp"
#include "pricing/rest_price_echo.hpp"
#include "pricing/rest_price_words.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(PriceField::count_of_fields)> kFieldNames = {
    "rateId",    "supplier",  "utility", "commodity", "customerClass", "zone",                "rateClass", "product",  "greenPercent", "startMonth", "termMonths",
    "usageBand", "basePrice", "margin",  "grossUp",   "price",         "priceUnit",           "estimatedAnnualCost", "expiresAt", "sellable", "rateRef", "billing", "purchaseOfReceivables", "stack",  "source"};

// Names in an error that lists what is known.
constexpr std::size_t kKnownListedMax = 40;

template <class Names>
std::string list_known(const Names& names) {
  std::string text;
  std::size_t count = 0;
  for (const auto& name : names) {
    if (count++ == kKnownListedMax) return text + ", …";
    text.append(text.empty() ? "" : ", ").append(name);
  }
  return text;
}

Result<std::int16_t> parse_term(std::string_view text) {
  const auto number = Decimal::parse(text);
  if (number && number->scale() == 0 && number->coefficient() >= 1 && number->coefficient() <= PriceRequest::kTermMonthsMax) {
    return static_cast<std::int16_t>(number->coefficient());
  }
  return Error{.code = "out_of_range", .message = fmt::format("must be a whole number of months from 1 to {}", PriceRequest::kTermMonthsMax)};
}

Result<PriceFieldSet> parse_fields(std::string_view text) {
  PriceFieldSet set = 0;
  while (true) {
    const std::string_view name = text.substr(0, text.find(','));
    const auto* const found = std::ranges::find(kFieldNames, name);
    if (found == kFieldNames.end()) {
      return Error{.code = "not_one_of", .message = fmt::format("has \"{}\"; there are {}", name, list_known(kFieldNames))};
    }
    set |= 1U << static_cast<unsigned>(found - kFieldNames.begin());
    if (name.size() == text.size()) return set;
    text.remove_prefix(name.size() + 1);
  }
}

struct SortOrder {
  SortKey key;
  bool descending;
};

Result<SortOrder> parse_sort(std::string_view text) {
  const bool descending = text.starts_with('-');
  const std::string_view name = descending ? text.substr(1) : text;
  if (name == "price") return SortOrder{SortKey::price, descending};
  if (name == "annualCost") return SortOrder{SortKey::annual_cost, descending};
  if (name == "termMonths") return SortOrder{SortKey::term_months, descending};
  if (name == "expiresAt") return SortOrder{SortKey::expires_at, descending};
  return Error{.code = "not_one_of", .message = "must be price, annualCost, termMonths or expiresAt, with '-' before it for descending"};
}

class PriceQueryParser {
 public:
  PriceQueryParser(http::QueryReader reader, const PriceContext& context, PriceRequest& out) : reader_(std::move(reader)), context_(context), out_(out) {}

  Result<void> parse() && {
    PriceQuery& query = out_.query;
    query.commodity = reader_.required("commodity", parse_commodity).value_or(Commodity::electric);
    take_utility();
    query.rate_class = reader_.optional_text("rateClass").value_or("");
    query.zone = reader_.optional_text("zone").value_or("");
    take_usage();
    query.start_months = reader_.repeated("startMonth", Month::parse, PriceRequest::kStartMonthsMax);
    query.term_months = reader_.repeated("termMonths", parse_term, PriceRequest::kTermsMax);
    query.suppliers = reader_.repeated_text("supplier", PriceRequest::kSuppliersMax);
    query.product = reader_.optional_text("product").value_or("");
    query.green_percent_hundredths_min = reader_.optional("greenPercentMin", parse_green_hundredths);
    query.customer_class = reader_.optional("customerClass", parse_sold_class).value_or(CustomerClass::commercial);
    query.billing = reader_.optional_text("billing").value_or("");
    query.purchase_of_receivables = reader_.optional_boolean("purchaseOfReceivables");
    query.margin_micros = reader_.optional("margin", parse_margin_micros);
    if (const auto sort = reader_.optional("sort", parse_sort)) {
      query.sort = sort->key;
      query.descending = sort->descending;
    }
    take_time();
    out_.fields = reader_.optional("fields", parse_fields).value_or(kUsualPriceFields);
    out_.explain = reader_.optional_boolean("explain").value_or(false);
    out_.format = static_cast<PriceFormat>(reader_.optional_one_of("format", {"json", "csv", "xlsx"}).value_or(static_cast<std::size_t>(context_.format)));
    take_page();
    check_words();
    take_view();
    out_.echo = price_query_echo(out_);
    take_cursor();
    if (auto done = reader_.finish(); !done) return done.error();
    return check_margin();
  }

 private:
  // A file has all pages at once.
  void take_page() {
    const bool is_file = out_.format != PriceFormat::json;
    const std::size_t limit_max = is_file ? PageRequest::kExportLimitMax : PageRequest::kLimitMax;
    out_.is_limited = reader_.has("limit");
    const auto limit = reader_.optional_integer("limit", 1, static_cast<std::int64_t>(limit_max));
    out_.page.limit = limit ? static_cast<std::size_t>(*limit) : is_file ? limit_max : 50;
    if (!is_file) return;
    for (const std::string_view name : {"explain", "cursor"}) {
      if (reader_.has(name)) reader_.refuse(name, "conflict", "is for answers in JSON");
    }
  }

  void take_utility() {
    const auto zip = reader_.optional_text("zip", {.size_max = 10});
    const auto code = reader_.optional_text("utility");
    if (zip.has_value() == code.has_value()) {
      reader_.refuse(zip ? "zip" : "utility", zip ? "conflict" : "missing", zip ? "and utility are both given; one of them is taken" : "or zip is needed");
    } else if (zip) {
      take_zip(*zip);
    } else if (const market::Utility* utility = context_.market.utility(*code); utility == nullptr) {
      reader_.refuse("utility", "utility_unknown", fmt::format("\"{}\" is not a utility's code; GET /v1/utilities lists them", *code));
    } else if (utility->commodity != out_.query.commodity && reader_.has("commodity")) {
      reader_.refuse("utility", "utility_commodity_mismatch", fmt::format("\"{}\" delivers {}", *code, text_of(utility->commodity)));
    } else {
      set_utility(*utility);
    }
  }

  void set_utility(const market::Utility& utility) {
    utility_ = &utility;
    out_.query.utility_code = utility.code;
    out_.query.state = utility.state;
    shelf_ = context_.book.index().shelf(out_.query.commodity, utility.code);
  }

  void take_zip(const std::string& zip) {
    out_.zip = zip;
    if (const auto sound = parse_site_zip(zip); !sound) return reader_.refuse("zip", sound.error().code, sound.error().message);
    market::ZipCandidates candidates = context_.market.utilities_of_zip(zip, out_.query.commodity);
    for (const std::string& code : candidates.utility_codes) {
      if (const market::Utility* utility = context_.market.utility(code)) out_.utility_candidates.push_back(utility);
    }
    if (out_.utility_candidates.empty()) {
      if (candidates.codes_without_utility.empty()) {
        return reader_.refuse("zip", "zip_unknown", fmt::format("{} is not known for {}; send utility instead", zip, text_of(out_.query.commodity)));
      }
      return reader_.refuse("zip", "zip_not_served", fmt::format("{} is served by {}, where no supplier is priced", zip, list_known(candidates.codes_without_utility)));
    }
    if (out_.utility_candidates.size() == 1 && candidates.codes_without_utility.empty()) {
      set_utility(*out_.utility_candidates.front());
      out_.utility_candidates.clear();
    }
    out_.codes_without_utility = std::move(candidates.codes_without_utility);
  }

  void take_usage() {
    const auto unit = reader_.optional("usageUnit", parse_energy_unit);
    if (unit && reader_.has("commodity") && commodity_of(*unit) != out_.query.commodity) {
      reader_.refuse("usageUnit", "unit_mismatch",
                     fmt::format("{} is not a unit of {}; {}", text_of(*unit), text_of(out_.query.commodity), expected_units()));
    }
    const std::optional<EnergyUnit> used = unit ? unit : default_unit();
    if (!used && utility_ != nullptr) {
      reader_.refuse("usageUnit", "missing", fmt::format("is needed: the unit of {} is not known; {}", utility_->code, expected_units()));
    }
    const EnergyUnit usage_unit = used.value_or(EnergyUnit::kwh);
    const auto usage = reader_.required("annualUsage", [&](std::string_view text) { return Energy::parse(text, usage_unit); });
    if (!usage) return;
    const auto base = usage->in_base();
    if (!base || base->milli_units() > PriceRequest::kAnnualUsageMilliMax) {
      reader_.refuse("annualUsage", "out_of_range", "must be 0 to 1000000000000 kWh, therms or Ccf");
    }
    out_.query.annual_usage = *usage;
  }

  [[nodiscard]] std::string expected_units() const {
    if (out_.query.commodity == Commodity::electric) return "kWh or MWh is taken";
    const auto unit = default_unit();
    return unit ? fmt::format("{} is expected", text_of(*unit)) : "therm, Dth, Ccf or Mcf is taken";
  }

  // kWh; for gas the utility's unit, or else the one that its prices are in.
  [[nodiscard]] std::optional<EnergyUnit> default_unit() const {
    if (out_.query.commodity == Commodity::electric) return EnergyUnit::kwh;
    if (utility_ != nullptr && utility_->unit) return utility_->unit;
    if (shelf_ == nullptr) return std::nullopt;
    for (unsigned unit = 0; unit < 6; ++unit) {
      if (shelf_->unit_bits == 1U << unit) return static_cast<EnergyUnit>(unit);
    }
    return std::nullopt;
  }

  void take_time() {
    out_.at = context_.now;
    const auto known_at = reader_.optional("knownAt", Instant::parse);
    if (known_at && *known_at > context_.now) reader_.refuse("knownAt", "in_future", "must not be after now: what will be known is not known");
    const auto as_of = reader_.optional("asOf", Instant::parse);
    if (known_at) {
      out_.known_at = known_at;
      out_.at = *known_at;
      out_.mode = SearchMode::sold_then;
    }
    if (!as_of || (known_at && *as_of == *known_at)) return;
    out_.at = *as_of;
    out_.mode = SearchMode::as_of;
  }

  void check_words() {
    PriceQuery& query = out_.query;
    for (const std::string& supplier : query.suppliers) {
      if (context_.market.supplier(supplier) != nullptr || is_in_book(supplier)) continue;
      reader_.refuse("supplier", "supplier_unknown", fmt::format("\"{}\" is not a supplier's code; GET /v1/suppliers lists them", supplier));
    }
    if (utility_ == nullptr) return;
    if (!query.rate_class.empty()) check_rate_class();
    if (!query.zone.empty()) check_zone();
  }

  [[nodiscard]] bool is_in_book(std::string_view supplier) const {
    return std::ranges::any_of(context_.book.entries(), [&](const BookEntry& entry) { return entry.sheet->supplier() == supplier; });
  }

  void check_rate_class() {
    PriceQuery& query = out_.query;
    const market::Resolution resolution = context_.market.resolve_rate_class(query.utility_code, query.rate_class);
    if (resolution.outcome == market::Resolution::Outcome::resolved) {
      query.rate_class_code = resolution.code;
      return;
    }
    std::set<std::string> known;
    for (const market::RateClass& rate_class : context_.market.rate_classes(query.utility_code)) known.insert(rate_class.code);
    if (const auto code = class_of_load_profile(query.rate_class)) {
      query.rate_class_code = *code;
      return;
    }
    const WordId word = context_.book.index().word(query.rate_class);
    for_each_curve([&](const sheet_format::Tables& tables, const IndexedCurve& indexed) {
      is_word_met_ |= word != 0 && word != kUnknownWord && (indexed.rate_class_code == word || indexed.rate_class_word == word);
      if (indexed.rate_class_code != 0) known.emplace(tables.text(indexed.curve->rate_class_code));
    });
    if (std::exchange(is_word_met_, false) || known.empty()) return;
    reader_.refuse("rateClass", resolution.candidates.empty() ? "rate_class_unknown" : "rate_class_ambiguous",
                   fmt::format("\"{}\" is not a rate class of {}; there are {}", query.rate_class, query.utility_code,
                               resolution.candidates.empty() ? list_known(known) : list_known(resolution.candidates)));
  }

  // Of the one class of the utility that has this load profile.
  [[nodiscard]] std::optional<std::string> class_of_load_profile(std::string_view word) const {
    std::set<std::string> codes;
    for (const market::RateClass& rate_class : context_.market.rate_classes(utility_->code)) {
      if (!rate_class.load_profile.empty() && is_same_word(rate_class.load_profile, word)) codes.insert(rate_class.code);
    }
    return codes.size() == 1 ? std::optional(*codes.begin()) : std::nullopt;
  }

  void check_zone() {
    PriceQuery& query = out_.query;
    const market::Resolution resolution = context_.market.resolve_zone(query.utility_code, query.zone);
    if (resolution.outcome == market::Resolution::Outcome::resolved) {
      query.zone_code = resolution.code;
      return;
    }
    std::set<std::string> known(utility_->zones.begin(), utility_->zones.end());
    const WordId word = context_.book.index().word(query.zone);
    for_each_curve([&](const sheet_format::Tables& tables, const IndexedCurve& indexed) {
      is_word_met_ |= word != 0 && word != kUnknownWord && (indexed.zone_code == word || indexed.zone_word == word);
      if (indexed.zone_code != 0) known.emplace(tables.text(indexed.curve->zone_code));
    });
    if (std::exchange(is_word_met_, false) || is_part_of_zone(word) || known.empty()) return;
    reader_.refuse("zone", resolution.candidates.empty() ? "zone_unknown" : "zone_ambiguous",
                   fmt::format("\"{}\" is not a zone of {}; there are {}", query.zone, query.utility_code,
                               resolution.candidates.empty() ? list_known(known) : list_known(resolution.candidates)));
  }

  [[nodiscard]] bool is_part_of_zone(WordId word) const {
    if (shelf_ == nullptr || word == 0 || word == kUnknownWord) return false;
    return std::ranges::any_of(shelf_->joined_zones, [&](const JoinedZone& joined) { return std::ranges::find(joined.parts, word) != joined.parts.end(); });
  }

  template <class Each>
  void for_each_curve(const Each& each) const {
    if (shelf_ == nullptr) return;
    for (const CurveGroup& group : shelf_->every) {
      for (std::uint32_t i = group.curves_first; i < group.curves_until; ++i) each(*group.tables, shelf_->curves[i]);
    }
  }

  void take_view() {
    PriceQuery& query = out_.query;
    query.partner = context_.partner;
    if (utility_ != nullptr) out_.view = selling_view(context_.book, {query.partner, query.commodity, query.utility_code, query.state}, out_.at, shelf_);
  }

  void take_cursor() {
    const CursorBinding binding{.refs = context_.refs, .query = out_.echo, .shelf = shelf_, .view = out_.view.get()};
    const auto after = reader_.optional("cursor", [&](std::string_view text) { return parse_cursor(binding, text); });
    if (after) out_.page.after = *after;
  }

  // Refused where no supplier takes it; where some do, the search leaves out the others.
  [[nodiscard]] Result<void> check_margin() const {
    if (!out_.query.margin_micros || out_.view == nullptr) return {};
    const std::int64_t margin = *out_.query.margin_micros;
    EnergyUnit told = out_.query.annual_usage.unit();
    const bool is_anyone_entitled = std::ranges::any_of(out_.view->sellers(), &SellerTerms::is_entitled);
    bool is_priced = false;
    for (unsigned number = 0; is_anyone_entitled && number < 6; ++number) {
      const auto unit = static_cast<EnergyUnit>(number);
      if ((shelf_->unit_bits >> number & 1U) == 0 || base_of(unit) != base_of(told)) continue;
      if (out_.view->permits_margin(margin, unit)) return {};
      if (!is_priced) told = unit;
      is_priced = true;
    }
    if (!is_priced && permits(out_.view->widest_margin(), margin, told)) return {};
    return margin_out_of_policy(out_.view->widest_margin(), margin, told);
  }

  http::QueryReader reader_;
  const PriceContext& context_;
  PriceRequest& out_;
  const market::Utility* utility_ = nullptr;
  const UtilityShelf* shelf_ = nullptr;
  bool is_word_met_ = false;
};

}  // namespace

std::string_view text_of(PriceField field) { return kFieldNames[static_cast<std::size_t>(field)]; }

Result<void> read_price_request(http::QueryReader reader, const PriceContext& context, PriceRequest& out) {
  return PriceQueryParser(std::move(reader), context, out).parse();
}

Result<PriceRequest> parse_price_request(http::QueryReader reader, const PriceContext& context) {
  PriceRequest request;
  if (auto done = read_price_request(std::move(reader), context, request); !done) return done.error();
  return request;
}

}  // namespace switchyard::pricing
