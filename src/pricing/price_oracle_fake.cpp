#include "pricing/price_oracle_fake.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "pricing/book/rate_id.hpp"

namespace switchyard::pricing {
namespace {

std::string simple(const std::string& word) {
  std::string out;
  for (const char c : word) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '<' || c == '>' || c == '&' || c == '+') {
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return out;
}

std::int64_t power_of_ten(int exponent) { return exponent == 0 ? 1 : 10 * power_of_ten(exponent - 1); }

}  // namespace

struct PriceOracle::Sheet {
  std::string supplier;
  SheetId id;
  std::int64_t from_ms = 0;
  std::int64_t until_ms = 0;
  std::int32_t day = 0;
  bool on_sale = false;
  std::vector<std::string> scope;
  std::set<std::string> scope_values;
  std::set<Commodity> commodities;
};

struct PriceOracle::Line {
  std::size_t entry = 0;
  std::uint32_t ordinal = 0;
  RateRow row;
  std::map<std::string, std::string> words;
  std::string rate_class_code;
  std::string zone_code;
  std::string part;  // The utility's word, where the line is told apart by it.
  std::string curve;
  std::int64_t min = 0;
  std::int64_t max = 0;
  bool claimed_min = false;  // A lower band of the curve has this one's lower end as its inclusive upper end.
  bool inclusive = false;
  bool sold = true;
};

PriceOracle::PriceOracle(const std::vector<BookEntry>& entries, const market::Market& market, std::shared_ptr<const PriceTerms> terms, std::vector<PriceStop> stops)
    : terms_(terms == nullptr ? open_terms(MarginPolicy{}) : std::move(terms)), stops_(std::move(stops)) {
  for (std::size_t entry = 0; entry < entries.size(); ++entry) {
    const CompiledSheet& sheet = *entries[entry].sheet;
    sheets_.push_back({.supplier = std::string(sheet.supplier()),
                       .id = sheet.facts().id,
                       .from_ms = sheet.sellable_from().unix_ms(),
                       .until_ms = sheet.sellable_until().unix_ms(),
                       .day = sheet.valid_from().days(),
                       .on_sale = entries[entry].on_sale,
                       .scope = {},
                       .scope_values = {},
                       .commodities = {}});
    for (const std::string& value : sheet.scope_values()) {
      sheets_.back().scope_values.insert(value);
      if (sheets_.back().scope.empty()) sheets_.back().scope = value.find('|') == std::string::npos ? std::vector<std::string>{"state"} : std::vector<std::string>{"state", "utility"};
    }
    std::vector<Line> lines;
    std::uint32_t ordinal = 0;
    sheet.each_row([&](const ExportRow& exported, const TextPool& texts) {
      const RateRow& row = *exported.row;
      Line line{.entry = entry, .ordinal = ordinal++, .row = row, .words = {}, .rate_class_code = {}, .zone_code = {}, .part = {}, .curve = {}};
      sheets_.back().commodities.insert(row.commodity);
      const auto text = [&](TextId id) { return std::string(texts.text(id)); };
      line.words = {{"utility", text(row.utility_alias)}, {"rate_class", text(row.rate_class_alias)}, {"zone", text(row.zone)},
                    {"state", text(row.state)},           {"product", text(row.product)}};
      const auto utility = market.resolve_utility({.supplier = sheet.supplier(), .alias = line.words["utility"], .commodity = row.commodity, .state = line.words["state"]});
      if (row.customer_class == CustomerClass::residential || utility.outcome != market::Resolution::Outcome::resolved) return;
      line.rate_class_code = market.resolve_rate_class(utility.code, line.words["rate_class"]).code;
      line.zone_code = market.resolve_zone(utility.code, line.words["zone"]).code;
      line.curve = fmt::format("{}|{}|{}|{}|{}|{}|{}|{}|{}|{}|{}", entry, utility.code, line.words["utility"], line.words["rate_class"], line.words["zone"],
                               line.words["state"], line.words["product"], row.green_percent_hundredths, static_cast<int>(row.customer_class),
                               static_cast<int>(row.price_unit), static_cast<int>(row.commodity));
      const std::int64_t factor = base_units_in(row.band.unit);
      line.min = row.band.present ? row.band.min_milli * factor : 0;
      line.max = !row.band.present || row.band.max_milli_exclusive == UsageBand::kOpen ? UsageBand::kOpen : row.band.max_milli_exclusive * factor;
      line.words["code"] = utility.code;
      lines.push_back(std::move(line));
    });
    name_parts(lines);
    settle_shared_words(lines);
    settle_duplicates(lines);
    for (Line& line : lines) lines_by_utility_[line.words["code"]].push_back(std::move(line));
  }
}

PriceOracle::~PriceOracle() = default;

// Two words for one utility, and all else alike but the prices: each line is of a zone that its word names.
void PriceOracle::name_parts(std::vector<Line>& lines) {
  const auto read = [](const std::string& code, const std::string& word) { return code.empty() ? word : code; };
  const auto face = [&](const Line& line) {
    return std::tuple(line.words.at("code"), line.row.customer_class, read(line.rate_class_code, line.words.at("rate_class")),
                      read(line.zone_code, line.words.at("zone")), line.words.at("product"), line.row.green_percent_hundredths);
  };
  std::map<decltype(face(lines.front())), std::set<std::string>> words;
  for (const Line& line : lines) words[face(line)].insert(simple(line.words.at("utility")));
  for (Line& line : lines) {
    if (words[face(line)].size() > 1) line.part = line.words.at("utility");
  }
}

// Every pair of lines that one partner reads as one utility, class and zone, in two words.
void PriceOracle::settle_shared_words(std::vector<Line>& lines) {
  const auto read = [](const std::string& code, const std::string& word) { return simple(code.empty() ? word : code); };
  const auto place = [&](const Line& line) {
    return std::tuple(line.row.commodity, line.words.at("code"), read(line.rate_class_code, line.words.at("rate_class")),
                      read(line.zone_code, line.words.at("zone")), simple(line.part));
  };
  const auto words = [](const Line& line) { return std::tuple(line.words.at("utility"), line.words.at("rate_class"), line.words.at("zone"), line.words.at("state")); };
  const auto offer = [](const Line& line) {
    return std::tuple(line.row.customer_class, line.words.at("product"), line.row.green_percent_hundredths, line.row.term_months, base_of(line.row.price_unit));
  };
  const auto price = [](const Line& line) { return line.row.basis_price_micros * (1000 / base_units_in(line.row.price_unit)); };
  const auto is_priced = [](const Line& line) { return line.row.basis_price_micros > 0 && line.row.basis_price_micros <= 2'147'483'647; };
  const auto meet = [](const Line& a, const Line& b) {
    const bool days = !a.row.has_start || !b.row.has_start || (a.row.start_from < b.row.start_until && b.row.start_from < a.row.start_until);
    return days && a.min < b.max && b.min < a.max;
  };
  std::set<decltype(place(lines.front()))> shared;
  for (const Line& a : lines) {
    for (const Line& b : lines) {
      if (!is_priced(a) || !is_priced(b) || price(a) == price(b) || !meet(a, b)) continue;
      if (offer(a) == offer(b) && place(a) == place(b) && words(a) != words(b)) shared.insert(place(a));
    }
  }
  for (Line& line : lines) line.sold = line.sold && !shared.contains(place(line));
}

void PriceOracle::settle_duplicates(std::vector<Line>& lines) {
  std::map<std::string, std::vector<Line*>> same_key;
  std::map<std::string, bool> inclusive;
  std::set<std::string> claimed;
  for (Line& line : lines) {
    const std::string band = fmt::format("{}|{}|{}", line.curve, line.min, line.max);
    if (line.row.band.max_printed_inclusive && line.max != UsageBand::kOpen) {
      inclusive[band] = true;
      claimed.insert(fmt::format("{}|{}", line.curve, line.max));
    }
    if (line.row.basis_price_micros <= 0 || line.row.basis_price_micros > 2'147'483'647) line.sold = false;
    if (!line.sold) continue;
    same_key[fmt::format("{}|{}|{}|{}", band, line.row.has_start ? line.row.start_from.text() : "", line.row.has_start ? line.row.start_until.text() : "",
                         line.row.term_months)]
        .push_back(&line);
  }
  for (auto& [key, rows] : same_key) {
    const bool differ = std::ranges::any_of(rows, [&](const Line* line) { return line->row.basis_price_micros != rows.front()->row.basis_price_micros; });
    for (std::size_t i = differ ? 0 : 1; i < rows.size(); ++i) rows[i]->sold = false;
  }
  for (Line& line : lines) {
    line.inclusive = inclusive.contains(fmt::format("{}|{}|{}", line.curve, line.min, line.max));
    line.claimed_min = claimed.contains(fmt::format("{}|{}", line.curve, line.min));
  }
}

bool PriceOracle::is_live(const Line& line, std::int64_t at_ms, SearchMode mode) const {
  const Sheet& own = sheets_[line.entry];
  if (at_ms < own.from_ms || at_ms >= own.until_ms) return false;
  if (mode != SearchMode::as_of && !own.on_sale) return false;
  for (const Sheet& other : sheets_) {
    if (other.supplier != own.supplier || other.id == own.id) continue;
    const bool is_later = std::tie(other.day, other.from_ms, other.id) > std::tie(own.day, own.from_ms, own.id);
    if (!is_later || !other.commodities.contains(line.row.commodity) || at_ms < other.from_ms) continue;
    if (mode != SearchMode::as_of ? !other.on_sale : at_ms >= other.until_ms) continue;
    if (other.scope_values.empty()) return false;
    std::string value;
    for (const std::string& field : other.scope) value += (value.empty() ? "" : "|") + field + "=" + line.words.at(field);
    if (other.scope_values.contains(value)) return false;
  }
  return true;
}

SellingTerms PriceOracle::terms_of(const Line& line, const PriceQuery& query, Instant at) const {
  return terms_->of({.partner = query.partner, .supplier = sheets_[line.entry].supplier, .commodity = query.commodity, .state = query.state,
                     .utility = query.utility_code},
                    at);
}

bool PriceOracle::is_stopped(const Line& line, const PriceQuery& query, Instant at) const {
  return std::ranges::any_of(stops_, [&](const PriceStop& stop) {
    const bool holds_now = stop.from <= at && (!stop.until || at < *stop.until);
    const bool is_of_it = (stop.supplier.empty() || stop.supplier == sheets_[line.entry].supplier) && (!stop.commodity || *stop.commodity == query.commodity) &&
                          (stop.state.empty() || stop.state == query.state) && (stop.utility.empty() || stop.utility == query.utility_code) &&
                          (stop.product.empty() || simple(stop.product) == simple(line.words.at("product")));
    return holds_now && is_of_it;
  });
}

bool PriceOracle::is_asked_for(const Line& line, const PriceQuery& query, Instant at) const {
  const auto matches = [](const std::string& asked, const std::string& asked_code, const std::string& word, const std::string& code) {
    if (asked.empty() || word.empty()) return true;
    for (const std::string& a : {asked, asked_code.empty() ? asked : asked_code}) {
      if (simple(a) == simple(word) || (!code.empty() && simple(a) == simple(code))) return true;
    }
    return false;
  };
  if (!line.sold) return false;
  const SellingTerms terms = terms_of(line, query, at);
  if (!terms.is_entitled) return false;
  const std::int64_t units = base_units_in(line.row.price_unit);
  if (query.margin_micros && (*query.margin_micros < terms.margin.min_micros * units || *query.margin_micros > terms.margin.max_micros * units ||
                              *query.margin_micros % terms.margin.step_micros != 0)) {
    return false;
  }
  if (line.row.customer_class != query.customer_class && line.row.customer_class != CustomerClass::any) return false;
  if (!matches(query.rate_class, query.rate_class_code, line.words.at("rate_class"), line.rate_class_code)) return false;
  const std::string& zone = line.words.at("zone").empty() ? line.part : line.words.at("zone");
  const std::size_t slash = zone.find('/');
  const bool is_in_part = slash != std::string::npos && (matches(query.zone, query.zone_code, zone.substr(0, slash), "") ||
                                                         matches(query.zone, query.zone_code, zone.substr(slash + 1), ""));
  if (!is_in_part && !matches(query.zone, query.zone_code, zone, line.zone_code)) return false;
  if (!query.product.empty() && simple(query.product) != simple(line.words.at("product"))) return false;
  if (!query.suppliers.empty() && std::ranges::find(query.suppliers, sheets_[line.entry].supplier) == query.suppliers.end()) return false;
  if (query.green_percent_hundredths_min && std::max(line.row.green_percent_hundredths, 0) < *query.green_percent_hundredths_min) return false;
  if (!query.term_months.empty() && std::ranges::find(query.term_months, line.row.term_months) == query.term_months.end()) return false;
  if (query.start_months.empty() || !line.row.has_start) return true;
  return std::ranges::any_of(query.start_months, [&](Month month) { return month.first_day() >= line.row.start_from && month.first_day() < line.row.start_until; });
}

bool PriceOracle::holds(const Line& line, std::int64_t usage) {
  if (usage == line.max && line.inclusive) return true;
  return usage >= line.min && usage < line.max && !(usage == line.min && line.claimed_min);
}

OracleOffer PriceOracle::offer_of(const Line& line, const PriceQuery& query, std::int64_t usage, Instant at) const {
  OracleOffer out;
  out.rate_id = RateId{sheets_[line.entry].id, line.ordinal}.text();
  const std::int64_t step = power_of_ten(6 - line.row.price_decimals);
  const SellingTerms terms = terms_of(line, query, at);
  const std::int64_t units = base_units_in(line.row.price_unit);
  const Int128 factor = terms.gross_up.form == GrossUpForm::none ? 1'000'000 : terms.gross_up.factor_millionths;
  const Int128 base_factor = terms.gross_up.form == GrossUpForm::on_total ? factor : 1'000'000;
  const Int128 fee = terms.house_fee_micros * units + query.margin_micros.value_or(terms.margin.default_micros * units);
  const Int128 sum = line.row.basis_price_micros * base_factor + fee * factor;  // Millionths of micro-dollars.
  const Int128 whole = static_cast<Int128>(step) * 1'000'000;
  out.price_micros = static_cast<std::int64_t>((sum - sum % whole + (sum % whole * 2 >= whole ? whole : 0)) / 1'000'000);
  const Int128 nanos = static_cast<Int128>(usage) * out.price_micros / base_units_in(line.row.price_unit);
  const Int128 rest = static_cast<Int128>(usage) * out.price_micros % base_units_in(line.row.price_unit);
  out.annual_cost_cents = static_cast<std::int64_t>(nanos / 10'000'000);
  if ((nanos % 10'000'000) * base_units_in(line.row.price_unit) + rest >= static_cast<Int128>(5'000'000) * base_units_in(line.row.price_unit)) ++out.annual_cost_cents;
  out.expires_ms = sheets_[line.entry].until_ms;
  if (line.row.has_start) out.start_month = line.row.start_from.month_of().text();
  std::vector<Month> months = query.start_months;
  std::ranges::sort(months);
  for (const Month month : months) {
    if (line.row.has_start && (month.first_day() < line.row.start_from || month.first_day() >= line.row.start_until)) continue;
    out.start_month = month.text();
    break;
  }
  return out;
}

std::vector<OracleOffer> PriceOracle::answer(const PriceQuery& query, Instant at, SearchMode mode) const {
  const auto found = lines_by_utility_.find(query.utility_code);
  if (found == lines_by_utility_.end()) return {};
  const std::int64_t usage = query.annual_usage.milli_units() * base_units_in(query.annual_usage.unit());
  // Of a curve, start and term the lowest band that holds the usage.
  std::map<std::string, const Line*> chosen;
  for (const Line& line : found->second) {
    if (!is_asked_for(line, query, at) || !holds(line, usage) || !is_live(line, at.unix_ms(), mode)) continue;
    if (mode != SearchMode::as_of && is_stopped(line, query, at)) continue;
    const std::string key = fmt::format("{}|{}|{}|{}", line.curve, line.row.has_start ? line.row.start_from.days() : 0,
                                        line.row.has_start ? line.row.start_until.days() : 0, line.row.term_months);
    const Line*& best = chosen[key];
    if (best == nullptr || std::tie(line.min, line.max) < std::tie(best->min, best->max)) best = &line;
  }
  struct Sortable {
    std::int64_t key;
    std::int64_t price_key;
    OracleOffer offer;
  };
  std::vector<Sortable> offers;
  for (const auto& [key, line] : chosen) {
    const OracleOffer offer = offer_of(*line, query, usage, at);
    if (offer.price_micros <= 0) continue;
    const std::int64_t per_thousand = offer.price_micros * 1000 / base_units_in(line->row.price_unit);
    std::int64_t sort_key = per_thousand;
    if (query.sort == SortKey::annual_cost) sort_key = offer.annual_cost_cents;
    if (query.sort == SortKey::term_months) sort_key = line->row.term_months;
    if (query.sort == SortKey::expires_at) sort_key = offer.expires_ms;
    offers.push_back({query.descending ? -sort_key : sort_key, per_thousand, offer});
  }
  std::ranges::sort(offers, [](const Sortable& a, const Sortable& b) {
    return std::tuple(a.key, a.price_key, -a.offer.expires_ms, a.offer.rate_id) < std::tuple(b.key, b.price_key, -b.offer.expires_ms, b.offer.rate_id);
  });
  std::vector<OracleOffer> out;
  for (Sortable& offer : offers) out.push_back(std::move(offer.offer));
  return out;
}

}  // namespace switchyard::pricing
