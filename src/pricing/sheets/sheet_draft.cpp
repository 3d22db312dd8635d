#include "pricing/sheets/sheet_draft.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "market/alias_mappings.hpp"
#include "pricing/layout/layout_spec.hpp"
#include "pricing/sheets/sheet_checks.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::int64_t kMsPerDay = 86'400'000;
// The last zone of the United States to see a day begin is ten hours behind UTC.
constexpr std::int64_t kLastZoneMs = 12 * 3'600'000;

constexpr std::array<std::string_view, 7> kHoldingCodes = {"axis_repeats",     "check_doubtful",      "cut_off_missing", "too_doubtful",
                                                           "validity_missing", "validity_unreadable", "validity_differs"};
constexpr std::array<std::string_view, 4> kTableCodes = {"field_missing", "header_missing", "header_moved", "table_missing"};

void reject(SheetDraft& draft, SheetStatus status, std::vector<CellNote> reasons) {
  draft.record.status = status;
  for (CellNote& reason : reasons) draft.report.errors.push_back(std::move(reason));
}

std::string commodities_of(const SheetReading& reading) {
  const auto has = [&](Commodity commodity) {
    return std::ranges::any_of(reading.rows, [&](const RateRow& row) { return row.commodity == commodity; });
  };
  const bool electric = has(Commodity::electric);
  const bool gas = has(Commodity::gas);
  return electric && gas ? "electric,gas" : electric ? "electric" : gas ? "gas" : "";
}

void fill_from_reading(SheetDraft& draft, const SheetReading& reading) {
  SheetRecord& record = draft.record;
  record.supplier = reading.supplier;
  record.layout = reading.layout;
  record.commodities = commodities_of(reading);
  record.scope_values = scope_values_of(reading);
  if (reading.valid_from != Date{}) record.valid_from = reading.valid_from;
  if (reading.valid_until > reading.valid_from) record.valid_until = reading.valid_until;
  record.sellable_from = reading.sellable_from;
  record.sellable_until = reading.sellable_until;
  record.row_count = static_cast<std::int64_t>(reading.rows.size());
  ImportReport& report = draft.report;
  report.supplier = record.supplier;
  report.layout = record.layout;
  report.rows = reading.rows.size();
  report.valid_from = record.valid_from;
  report.valid_until = record.valid_until;
  report.sellable_from = record.sellable_from;
  report.sellable_until = record.sellable_until;
}

// What the layout's tables say that a price may be, beyond the usual.
std::vector<PriceBounds> declared_bounds(const Layout& layout) {
  std::vector<PriceBounds> bounds;
  for (const TableSpec& table : layout.spec().tables) {
    if (!table.price.range) continue;
    const auto min = table.price.range->min.rescaled(6, Rounding::down);
    const auto max = table.price.range->max.rescaled(6, Rounding::up);
    if (min && max) bounds.push_back({min->coefficient(), max->coefficient()});
  }
  return bounds;
}

// The second's notes behind the first's, but for those whose cell the first has told of already.
std::vector<CellNote> joined_notes(std::vector<CellNote> first, const std::vector<CellNote>& second) {
  std::set<std::string_view> told;
  for (const CellNote& note : first) told.insert(note.cell);
  std::vector<CellNote> added;
  for (const CellNote& note : second) {
    if (note.cell.empty() || !told.contains(note.cell)) added.push_back(note);
  }
  for (CellNote& note : added) first.push_back(std::move(note));
  return first;
}

bool has_doubt(const SheetDraft& draft, std::string_view code) {
  return std::ranges::any_of(draft.doubts, [&](const CellNote& doubt) { return doubt.code == code; });
}

std::size_t stopped_rows(const SheetReading& reading) {
  return static_cast<std::size_t>(std::ranges::count(reading.rows, RateRow::kNoBasis, &RateRow::basis_price_micros));
}

// Prices against those of the last sheet: where all of them moved it is the sheet that is doubted, and else each alone.
std::vector<CellNote> compare_with_former(SheetDraft& draft, SheetReading& reading, const CompiledSheet* former, const SupplierSettings& settings) {
  if (former == nullptr) return {};
  const std::vector<PriceMove> moves = price_moves(*former, reading);
  const auto median = median_of(moves);
  const std::int64_t limit = settings.move_limit_millionths;
  if (!median || (*median <= limit && *median >= -limit)) return hold_moved_rates(reading, moves, settings.row_move_limit_millionths);
  draft.doubts.push_back({"", "moved_too_far",
                          fmt::format("the prices moved by {} % in the median against sheet {} ({}); up to {} % passes",
                                      Decimal::from_parts(*median / 1000, 1)->text(), former->facts().id.text(), former->facts().file_name,
                                      percent_text(limit))});
  return {};
}

// Every check of the reading; gives a note for each row that it stops.
std::vector<CellNote> check(SheetDraft& draft, const DraftInput& input, const Layout& layout, SheetReading& reading, const FormerSheet& former) {
  std::vector<CellNote> stopped = stop_unlikely_prices(reading, declared_bounds(layout));
  const auto add = [&](std::vector<CellNote> notes) { std::ranges::move(notes, std::back_inserter(stopped)); };
  const auto doubt = [&](std::vector<CellNote> doubts) { std::ranges::move(doubts, std::back_inserter(draft.doubts)); };
  add(hold_unlike_rates(reading));
  const auto last = former ? former(draft.record) : nullptr;
  add(hold_unclear_bands(reading, last.get()));
  add(compare_with_former(draft, reading, last.get(), input.settings_of ? input.settings_of(reading.supplier) : SupplierSettings{}));
  doubt(shape_doubts(reading, last.get()));
  doubt(validity_doubts(reading, input.now));
  return stopped;
}

// Those that reject the sheet; those that only hold it become doubts, and those of one table among others its faults.
std::vector<CellNote> fatal_errors(SheetDraft& draft, std::vector<CellNote> errors, bool any_rates) {
  std::vector<CellNote> fatal;
  for (CellNote& error : errors) {
    (holds_only(error.code) ? draft.doubts : any_rates && is_of_table(error.code) ? draft.table_faults : fatal).push_back(std::move(error));
  }
  return fatal;
}

// Holds or passes; what is over is expired, and its doubts are told as warnings.
void decide(SheetDraft& draft, Instant now) {
  SheetRecord& record = draft.record;
  const bool ended = has_ended(record, now);
  if (!record.sellable_until && !ended && !has_doubt(draft, "cut_off_missing")) {
    draft.doubts.push_back({"", "cut_off_missing", "the sheet does not say until when it may be sold, and its layout has no cut-off"});
  }
  record.doubtful = !draft.doubts.empty();
  record.status = ended ? SheetStatus::expired : record.doubtful ? SheetStatus::held : SheetStatus::published;
  auto& told = ended ? draft.report.warnings : draft.report.errors;
  told.insert(told.begin(), draft.doubts.begin(), draft.doubts.end());
}

void check_and_compile(SheetDraft& draft, const DraftInput& input, const Layout& layout, SheetReading& reading, const market::Market& market,
                       const FormerSheet& former, const ImportStage& stage) {
  stage("check");
  // Of the rows that the layout withheld some are not in the reading at all; a compilation counts the others.
  const std::size_t kept = stopped_rows(reading);
  const std::size_t left_out = reading.withheld.size() > kept ? reading.withheld.size() - kept : 0;
  const auto stopped = check(draft, input, layout, reading, former);
  stage("compile");
  Compilation compilation = compile_sheet(reading, SheetFacts{input.id, input.file_name, input.sha256}, market);
  ImportReport& report = draft.report;
  draft.aliases = aliases_of(reading, compilation.unmapped);
  draft.compiled = std::move(compilation.bytes);
  draft.record.rate_count = static_cast<std::int64_t>(compilation.sellable_count);
  draft.record.compiled_revision = 1;
  report.rates = compilation.sellable_count;
  report.unmapped = std::move(compilation.unmapped);
  report.withheld_count = left_out + compilation.withheld_count;
  report.withheld = joined_notes(joined_notes(std::move(reading.withheld), stopped), compilation.withheld);
  report.warnings = std::move(reading.warnings);
  report.warnings.insert(report.warnings.end(), compilation.warnings.begin(), compilation.warnings.end());
  report.not_offered = reading.not_offered_count;
  const std::size_t all = reading.rows.size() + left_out;
  if (too_many_doubtful(report.withheld_count, all) && !has_doubt(draft, "too_doubtful")) {
    draft.doubts.push_back({"", "too_doubtful", fmt::format("{} of {} rows were stopped; a quarter passes", report.withheld_count, all)});
  }
}

// The layout to read with, or nothing after the draft was told why.
const Layout* choose_layout(SheetDraft& draft, const DraftInput& input, const LayoutLibrary& layouts, const workbook::Workbook& workbook) {
  if (!input.layout.empty()) return layouts.find(input.layout);
  auto recognition = layouts.recognise(workbook, input.file_name);
  if (recognition.layout == nullptr) reject(draft, SheetStatus::unknown_layout, std::move(recognition.reasons));
  return recognition.layout;
}

std::optional<SheetReading> read_file_with_layout(SheetDraft& draft, const DraftInput& input, const LayoutLibrary& layouts,
                                                  const Layout*& layout, const ImportStage& stage) {
  stage("open");
  auto workbook = workbook::open(std::string(input.bytes), {}, input.tools);
  if (!workbook) {
    reject(draft, SheetStatus::rejected, {{"", workbook.error().code, workbook.error().message}});
    return std::nullopt;
  }
  draft.report.member = (*workbook)->member_name();
  layout = choose_layout(draft, input, layouts, **workbook);
  if (layout == nullptr) return std::nullopt;
  draft.record.supplier = draft.report.supplier = layout->supplier();
  draft.record.layout = draft.report.layout = layout->name();
  if (!input.supplier.empty() && input.supplier != layout->supplier()) {
    reject(draft, SheetStatus::rejected,
           {{"", "wrong_supplier", fmt::format("the file is of {}, and {} was expected", layout->supplier(), input.supplier)}});
    return std::nullopt;
  }
  stage("read");
  auto reading = read(*layout, **workbook, input.file_name);
  if (reading) return std::move(*reading);
  std::vector<CellNote> reasons{{"", reading.error().code, reading.error().message}};
  for (const FieldError& field : reading.error().fields) reasons.push_back({field.pointer, field.code, field.detail});
  reject(draft, SheetStatus::rejected, std::move(reasons));
  return std::nullopt;
}

}  // namespace

SheetDraft draft_sheet(const DraftInput& input, const LayoutLibrary& layouts, const market::Market& market, const FormerSheet& former,
                       const ImportStage& stage) {
  const ImportStage tell = stage ? stage : [](std::string_view) {};
  SheetDraft draft{.record = {.id = input.id}};
  draft.record.file_name = draft.report.file = input.file_name;
  draft.record.sha256 = draft.report.sha256 = input.sha256;
  draft.record.received_at = input.now;
  draft.record.received_by = input.actor;
  draft.report.sheet_id = input.id.text();
  const Layout* layout = nullptr;
  auto reading = read_file_with_layout(draft, input, layouts, layout, tell);
  if (!reading) return draft;
  fill_from_reading(draft, *reading);
  auto fatal = fatal_errors(draft, std::move(reading->errors), !reading->rows.empty());
  if (reading->rows.empty() && fatal.empty()) fatal.push_back({"", "no_rates", "the file has no rate that its layout can read"});
  if (!fatal.empty()) {
    draft.report.withheld_count = reading->withheld.size();
    draft.report.withheld = std::move(reading->withheld);
    draft.report.warnings = std::move(reading->warnings);
    reject(draft, SheetStatus::rejected, std::move(fatal));
    return draft;
  }
  draft.layout_text = layout->spec().yaml;
  check_and_compile(draft, input, *layout, *reading, market, former, tell);
  decide(draft, input.now);
  draft.holds = holds_of({.reading = *reading, .withheld = draft.report.withheld, .unmapped = draft.report.unmapped, .table_faults = draft.table_faults,
                          .doubts = draft.doubts});
  draft.report.holds = draft.holds;
  return draft;
}

std::vector<SheetAlias> aliases_of(const SheetReading& reading, const std::vector<UnmappedAlias>& unmapped) {
  std::map<std::tuple<TextId, Commodity, TextId>, std::int64_t> counts;
  for (const RateRow& row : reading.rows) ++counts[{row.utility_alias, row.commodity, row.state}];
  std::vector<SheetAlias> aliases;
  for (const auto& [key, count] : counts) {
    const auto& [alias_id, commodity, state_id] = key;
    SheetAlias alias{.alias = std::string(reading.texts.text(alias_id)), .folded = {}, .commodity = commodity,
                     .state = std::string(reading.texts.text(state_id)), .resolved = true, .candidates = {}, .row_count = count};
    alias.folded = market::normalize_alias(alias.alias);
    for (const UnmappedAlias& unknown : unmapped) {
      if (unknown.alias != alias.alias || unknown.commodity != commodity || unknown.state != alias.state) continue;
      alias.resolved = false;
      alias.candidates = fmt::format("{}", fmt::join(unknown.candidates, ","));
    }
    aliases.push_back(std::move(alias));
  }
  return aliases;
}

bool has_ended(const SheetRecord& record, Instant now) {
  if (record.sellable_until) return *record.sellable_until <= now;
  if (!record.valid_until) return false;
  return record.valid_until->days() * kMsPerDay + kLastZoneMs <= now.unix_ms();
}

bool is_of_table(std::string_view code) { return std::ranges::find(kTableCodes, code) != kTableCodes.end(); }

bool holds_only(std::string_view code) { return std::ranges::find(kHoldingCodes, code) != kHoldingCodes.end(); }

}  // namespace switchyard::pricing
