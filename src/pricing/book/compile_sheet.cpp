// compile_sheet: shapes, resolutions and curves, then the bytes.
#include <cstring>

#include <fmt/format.h>

#include "pricing/book/compiled_sheet.hpp"
#include "pricing/book/curve_set.hpp"
#include "pricing/book/shape_resolution.hpp"
#include "pricing/book/shared_words.hpp"
#include "pricing/book/sheet_shapes.hpp"
#include "pricing/book/utility_parts.hpp"
#include "values/ensure.hpp"

namespace switchyard::pricing {
namespace {

using sheet_format::Head;
using sheet_format::kNone;
using sheet_format::Section;

class SheetBytes {
 public:
  explicit SheetBytes(std::size_t size_expected) {
    bytes_.reserve(size_expected + sizeof(Head) + 8 * sheet_format::kSectionCount);
    bytes_.resize(sizeof(Head));
  }

  template <class Record>
  void add(Section section, const std::vector<Record>& records) {
    head.places[static_cast<std::size_t>(section)] = {.offset = bytes_.size(), .count = records.size()};
    bytes_.append(reinterpret_cast<const char*>(records.data()), records.size() * sizeof(Record));
    bytes_.resize((bytes_.size() + 7) / 8 * 8);
  }

  std::string sealed() && {
    std::memcpy(bytes_.data(), &head, sizeof head);
    sheet_format::seal(bytes_);
    return std::move(bytes_);
  }

  Head head;

 private:
  std::string bytes_;
};

void add_texts(SheetBytes& out, const TextPool& pool, const ExtraTexts& extra) {
  std::vector<std::uint64_t> ends;
  std::vector<char> bytes;
  ends.reserve(pool.size() + extra.texts().size());
  const auto add = [&](std::string_view text) {
    bytes.insert(bytes.end(), text.begin(), text.end());
    ends.push_back(bytes.size());
  };
  for (std::size_t id = 0; id < pool.size(); ++id) add(pool.text(static_cast<TextId>(id)));
  for (const std::string& text : extra.texts()) add(text);
  out.add(Section::text_ends, ends);
  out.add(Section::text_bytes, bytes);
}

std::vector<std::uint32_t> interned(const std::vector<std::string>& texts, ExtraTexts& extra) {
  std::vector<std::uint32_t> ids;
  for (const std::string& text : texts) ids.push_back(extra.intern(text));
  return ids;
}

void fill_head(Head& head, const SheetReading& reading, const SheetFacts& facts, ExtraTexts& extra) {
  head.sheet_id = facts.id.uuid().bytes;
  head.valid_from_days = reading.valid_from.days();
  head.valid_until_days = reading.valid_until.days();
  // A sheet without a cut-off is held: an empty range sells nothing.
  if (reading.sellable_from && reading.sellable_until) {
    head.sellable_from_ms = reading.sellable_from->unix_ms();
    head.sellable_until_ms = reading.sellable_until->unix_ms();
  }
  head.file_name = extra.intern(facts.file_name);
  head.sha256 = extra.intern(facts.sha256);
  head.supplier = extra.intern(reading.supplier);
  head.supplier_name = extra.intern(reading.supplier_name);
  head.layout = extra.intern(reading.layout);
  head.refs = reading.page_refs ? sheet_format::kPageRefs : reading.bare_refs ? sheet_format::kBareRefs : sheet_format::kSheetRefs;
}

CellNote note_of_shape(Saleability saleability, std::string cell, std::string_view alias) {
  switch (saleability) {
    case Saleability::utility_unknown:
      return {std::move(cell), "alias_unknown", fmt::format("No utility is known by \"{}\".", alias)};
    case Saleability::utility_ambiguous:
      return {std::move(cell), "alias_ambiguous", fmt::format("Several utilities are known by \"{}\".", alias)};
    case Saleability::class_shared:
      return {std::move(cell), "class_shared", fmt::format("\"{}\" is known for a rate class that another word of the sheet stands for too.", alias)};
    case Saleability::unit_mismatch:
      return {std::move(cell), "unit_mismatch", "The price, the usage band and the commodity are not in units of one kind, or are in Ccf/therm and the utility's unit is not known."};
    case Saleability::band_unusable:
      return {std::move(cell), "band_unusable", "The usage band is empty or out of range."};
    case Saleability::words_shared:
    case Saleability::sold:
    case Saleability::residential: break;
  }
  ENSURE(false);
  return {};
}

CellNote note_of_row(RowVerdict verdict, std::string cell, const std::string& first) {
  switch (verdict) {
    case RowVerdict::duplicate_key:
      return {std::move(cell), "duplicate_key",
              first.empty() ? "The same rate stands again below with another price; none of them is sold."
                            : fmt::format("The same rate stands at {} too, and the prices differ; none of them is sold.", first)};
    case RowVerdict::price_out_of_range:
      return {std::move(cell), "price_out_of_range", "A price must be above 0 and below $2,147.483648 a unit."};
    case RowVerdict::term_out_of_range:
      return {std::move(cell), "term_out_of_range", fmt::format("A term must be 1 to {} months.", sheet_format::kTermMonthsMax)};
    case RowVerdict::curve_too_large:
      return {std::move(cell), "curve_too_large",
              fmt::format("One product has more than {} bands, starts or terms.", sheet_format::kAxisSizeMax)};
    case RowVerdict::repeated:
      return {std::move(cell), "duplicate_row", fmt::format("The same rate with the same price stands at {}; that one is kept.", first)};
    case RowVerdict::sold:
    case RowVerdict::not_for_sale: break;
  }
  ENSURE(false);
  return {};
}

// The words of a row that name what it is for: "Utility North", "Utility / GS / Zone J".
std::string words_of(const SheetReading& reading, const RateRow& row) {
  std::string text(reading.texts.text(row.utility_alias));
  for (const TextId word : {row.rate_class_alias, row.zone}) {
    if (word != 0) text.append(" / ").append(reading.texts.text(word));
  }
  return text;
}

CellNote note_of_words(const SheetReading& reading, const RateRow& row, const ResolvedShape& resolved, const ExtraTexts& extra) {
  const RateRow& rival = reading.rows[resolved.rival_row];
  std::string meaning(extra.text(resolved.utility_code, reading.texts));
  for (const std::uint32_t code : {resolved.rate_class_code, resolved.zone_code}) {
    if (code != 0) meaning.append(" / ").append(extra.text(code, reading.texts));
  }
  return {ref_of(reading, row), "words_shared",
          fmt::format("\"{}\" and \"{}\" ({}) are both known as {}, and their prices differ; none of them is sold.", words_of(reading, row),
                      words_of(reading, rival), ref_of(reading, rival), meaning)};
}

CellNote note_unsold(const SheetReading& reading, const RateRow& row, const ResolvedShape& resolved, const ExtraTexts& extra) {
  if (resolved.saleability == Saleability::words_shared) return note_of_words(reading, row, resolved, extra);
  return note_of_shape(resolved.saleability, ref_of(reading, row), reading.texts.text(row.utility_alias));
}

// Lists what was stopped or repeated, in the order of the file.
void take_notes(const SheetReading& reading, const SheetShapes& shapes, const Resolutions& resolutions, const CurveSet& set, const ExtraTexts& extra,
                Compilation& out) {
  for (std::size_t number = 0; number < reading.rows.size(); ++number) {
    const RateRow& row = reading.rows[number];
    const RowVerdict verdict = set.verdicts[number];
    const ResolvedShape& resolved = resolutions.shapes[shapes.rows[number].shape];
    if (verdict == RowVerdict::sold || resolved.saleability == Saleability::residential) continue;
    const std::string first = set.first_rows[number] == kNone ? "" : ref_of(reading, reading.rows[set.first_rows[number]]);
    if (verdict == RowVerdict::repeated) {
      if (out.warnings.size() < kNotesListedMax) out.warnings.push_back(note_of_row(verdict, ref_of(reading, row), first));
      continue;
    }
    ++out.withheld_count;
    if (out.withheld.size() >= kNotesListedMax) continue;
    out.withheld.push_back(verdict == RowVerdict::not_for_sale
                               ? note_unsold(reading, row, resolved, extra)
                               : note_of_row(verdict, ref_of(reading, row), first));
  }
}

std::string bytes_of_sheet(const SheetReading& reading, const SheetFacts& facts, const SheetShapes& shapes, const CurveSet& set, ExtraTexts& extra) {
  SheetBytes out(shapes.rows.size() * sizeof(sheet_format::Row) + set.prices.size() * 8 + (1U << 20U));
  fill_head(out.head, reading, facts, extra);
  out.head.priced_count = static_cast<std::uint32_t>(set.priced_count);
  const auto worksheets = interned(reading.worksheets.empty() ? std::vector<std::string>(1) : reading.worksheets, extra);
  const auto scope_fields = interned(reading.scope, extra);
  const auto scope_values = interned(scope_values_of(reading), extra);
  out.add(Section::band_axis, set.band_axis);
  out.add(Section::start_axis, set.start_axis);
  out.add(Section::term_axis, set.term_axis);
  out.add(Section::curves, set.curves);
  out.add(Section::prices, set.prices);
  out.add(Section::cell_rows, set.cell_rows);
  out.add(Section::sparse_keys, set.sparse_keys);
  add_texts(out, reading.texts, extra);
  out.add(Section::worksheets, worksheets);
  out.add(Section::scope_fields, scope_fields);
  out.add(Section::scope_values, scope_values);
  out.add(Section::bands, shapes.bands);
  out.add(Section::starts, shapes.starts);
  out.add(Section::shapes, shapes.shapes);
  out.add(Section::wide_prices, shapes.wide_prices);
  out.add(Section::rows, shapes.rows);
  return std::move(out).sealed();
}

}  // namespace

Compilation compile_sheet(const SheetReading& reading, const SheetFacts& facts, const market::Market& market) {
  ExtraTexts extra(reading.texts.size());
  SheetShapes shapes = gather_shapes(reading.rows, std::max<std::size_t>(reading.worksheets.size(), 1));
  Resolutions resolutions = resolve_shapes(reading, shapes, market, extra);
  tell_parts_apart(reading, shapes, market, extra, resolutions.shapes);
  stop_shared_words(shapes, reading, extra, resolutions.shapes);
  const CurveSet set = build_curves(shapes, resolutions.shapes);
  Compilation out;
  out.row_count = reading.rows.size();
  out.sellable_count = set.priced_count;
  take_notes(reading, shapes, resolutions, set, extra, out);
  out.unmapped = std::move(resolutions.unmapped);
  out.bytes = bytes_of_sheet(reading, facts, shapes, set, extra);
  return out;
}

}  // namespace switchyard::pricing
