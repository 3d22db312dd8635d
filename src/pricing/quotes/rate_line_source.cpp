#include "pricing/quotes/rate_line_source.hpp"

#include <fmt/format.h>

#include "pricing/book/rate_index.hpp"
#include "pricing/quotes/same_rate.hpp"
#include "pricing/sheets/rate_book_loader.hpp"
#include "pricing/sheets/sheet_store.hpp"

namespace switchyard::pricing {
namespace {

// Whether a usage at the band's lower end belongs to a band below it, which printed that end as its own.
bool is_claimed_below(const sheet_format::Tables& tables, const sheet_format::CellPosition& position) {
  const sheet_format::Curve& curve = *position.curve;
  const std::int64_t min = tables.band_axis[curve.bands_first + position.band].min;
  for (std::size_t band = 0; band < position.band; ++band) {
    const sheet_format::BandEdge& edge = tables.band_axis[curve.bands_first + band];
    if (edge.max_exclusive == min && edge.max_inclusive != 0) return true;
  }
  return false;
}

// The sheet's own words, as its file has them; a curve may have another by which it is found.
void take_words(const sheet_format::Tables& tables, const sheet_format::Shape& shape, LineFacts& facts) {
  facts.utility_word = tables.text(shape.utility_word);
  facts.rate_class_word = tables.text(shape.rate_class_word);
  facts.zone_word = tables.text(shape.zone_word);
}

}  // namespace

LineFacts line_facts_of(const RateFacts& facts, std::string sheet_sha256) {
  return {.kind = SourceKind::rate,
          .source_id = facts.id.text(),
          .supplier = facts.supplier,
          .supplier_name = facts.supplier_name,
          .commodity = facts.commodity,
          .customer_class = facts.customer_class,
          .utility_code = facts.utility_code,
          .utility_word = facts.utility_word,
          .rate_class = facts.rate_class,
          .rate_class_word = facts.rate_class_word,
          .zone = facts.zone,
          .zone_word = facts.zone_word,
          .state = facts.state,
          .product = facts.product,
          .billing = facts.billing,
          .green_percent_hundredths = facts.green_percent_hundredths,
          .start_from = facts.start_from,
          .start_until = facts.start_until,
          .term_months = facts.term_months,
          .band = facts.band,
          .price_unit = facts.price_unit,
          .price_decimals = facts.price_decimals,
          .basis_micros = facts.basis_micros,
          .stored_micros = facts.stored_micros,
          .price_text = facts.price_text,
          .valid_from = facts.valid_from,
          .valid_until = facts.valid_until,
          .sellable_from = facts.sellable_from,
          .sellable_until = facts.sellable_until,
          .sheet_id = facts.id.sheet.text(),
          .file_name = facts.file_name,
          .file_sha256 = std::move(sheet_sha256),
          .layout = facts.layout,
          .worksheet = facts.worksheet,
          .cell = facts.cell};
}

Result<SourcedLine> RateLineSource::find(std::string_view id) const {
  const auto rate = RateId::parse(id);
  if (!rate) return rate.error();
  return judged(*rate);
}

Result<SourcedLine> RateLineSource::judged(const RateId& id) const {
  const RateBook& book = *moment_.book;
  const std::uint32_t entry = book.index().entry_of(id.sheet.uuid());
  if (entry == sheet_format::kNone) {
    return Error{ErrorKind::unprocessable, "rate_not_found", "No rate has this id; its sheet may have been withdrawn."};
  }
  const CompiledSheet& sheet = *book.entries()[entry].sheet;
  const auto facts = rate_facts(sheet, id.ordinal);
  if (!facts) return Error{ErrorKind::unprocessable, facts.error().code, facts.error().message};
  SourcedLine line{line_facts_of(*facts, sheet.facts().sha256), {}};
  const market::Utility* utility = market_->utility(facts->utility_code);
  if (utility != nullptr) line.facts.state = utility->state;  // What stops and entitlements speak of.
  const StopQuestion stop{.supplier = facts->supplier, .commodity = facts->commodity, .state = line.facts.state, .utility = facts->utility_code,
                          .product = facts->product};
  if (book.rules().stops.find(stop, moment_.now) != nullptr) {
    return Error{ErrorKind::unprocessable, "price_stopped", "The price was taken off sale by an operator."};
  }
  const TermsQuestion question{.partner = moment_.partner, .supplier = facts->supplier, .commodity = facts->commodity, .state = line.facts.state,
                               .utility = facts->utility_code};
  line.terms = book.rules().terms->of(question, moment_.now);
  if (!line.terms.is_entitled) {
    return Error{ErrorKind::unprocessable, "not_entitled",
                 fmt::format("You are not entitled to sell {} of {} here.", text_of(facts->commodity), facts->supplier_name)};
  }
  // What the search itself would say; the reasons above are only more exact.
  if (!is_sold(book, id, moment_.now, {.partner = moment_.partner, .state = line.facts.state})) {
    return Error{ErrorKind::unprocessable, "rate_not_sellable", why_not_sold(id, *facts)};
  }
  const sheet_format::Tables& tables = *sheet.tables();
  take_words(tables, tables.shapes[tables.rows[id.ordinal].shape], line.facts);
  line.facts.band_min_is_of_lower_band = is_claimed_below(tables, sheet_format::position_of(tables, tables.rows[id.ordinal].cell));
  return line;
}

std::string RateLineSource::why_not_sold(const RateId& id, const RateFacts& facts) const {
  if (moment_.now < facts.sellable_from) return fmt::format("The rate is sold from {} on.", facts.sellable_from.text());
  if (moment_.now >= facts.sellable_until) return fmt::format("The rate could be sold until {}.", facts.sellable_until.text());
  const std::uint32_t entry = moment_.book->index().entry_of(id.sheet.uuid());
  if (!moment_.book->entries()[entry].on_sale) return "The rate's sheet is not on sale.";
  return "A later sheet of the supplier has taken the rate's place.";
}

Result<SourcedLine> RateLineSource::find_again(const LineFacts& former, std::optional<Month> start) const {
  if (const auto id = RateId::parse(former.source_id); id && is_sold(*moment_.book, *id, moment_.now)) return judged(*id);
  const auto same = find_same_rate(*moment_.book, former, start, moment_.now);
  if (!same) return same.error();
  return judged(*same);
}

bool RateLineSource::still_stands(SqlReader& reader) const { return read_book_revision(reader) == database_revision_of(*moment_.book); }

}  // namespace switchyard::pricing
