#include "pricing/holds/sheet_hold.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

namespace switchyard::pricing {
namespace {

constexpr std::array<std::string_view, 3> kGrains = {"row", "table", "sheet"};
constexpr std::array<std::string_view, 3> kStates = {"held", "released", "kept"};
constexpr std::array<std::string_view, 3> kOfCompilation = {"alias_unknown", "alias_ambiguous", "duplicate_key"};

std::string_view remedy_of(std::string_view code) {
  if (code == "duplicate_key") return " One key has two prices: only a corrected file tells which is right.";
  if (code == "price_unreadable" || code == "field_unreadable") return " There is no price to release: a corrected file or layout is needed.";
  return " It cannot be released: a corrected file or layout is needed.";
}

// With a full stop, so that another may follow.
std::string sentence_of(const std::string& message) { return message.ends_with('.') ? message : message + "."; }

void add_cell(SheetHold& hold, const std::string& cell) {
  ++hold.row_count;
  if (!cell.empty() && hold.cells.size() < kHoldCellsMax) hold.cells.push_back(cell);
}

std::vector<SheetHold> releasable_holds(const SheetReading& reading) {
  std::vector<SheetHold> holds;
  for (const RateHold& from : reading.holds.items()) {
    SheetHold hold{.grain = from.is_table ? HoldGrain::table : HoldGrain::row, .code = from.code, .message = from.message, .cells = {}, .releasable = true, .rates = from.rates};
    for (const HeldRate& rate : from.rates) add_cell(hold, ref_of(reading, reading.rows[rate.row]));
    if (!from.is_table && from.rates.size() > 1) hold.message += fmt::format(" (and {} rows more of the same kind)", from.rates.size() - 1);
    holds.push_back(std::move(hold));
  }
  return holds;
}

bool is_releasable_code(const SheetReading& reading, std::string_view code) {
  return std::ranges::any_of(reading.holds.items(), [&](const RateHold& hold) { return hold.code == code; });
}

void add_by_code(const std::vector<CellNote>& withheld, const auto& takes, std::vector<SheetHold>& holds) {
  std::map<std::string_view, std::size_t> places;
  for (const CellNote& note : withheld) {
    if (!takes(note.code)) continue;
    const auto [place, is_new] = places.emplace(note.code, holds.size());
    if (is_new) holds.push_back({.grain = HoldGrain::row, .code = note.code, .message = sentence_of(note.message) + std::string(remedy_of(note.code)), .cells = {}});
    add_cell(holds[place->second], note.cell);
  }
}

void add_aliases(const std::vector<CellNote>& withheld, const std::vector<UnmappedAlias>& unmapped, std::vector<SheetHold>& holds) {
  for (const UnmappedAlias& alias : unmapped) {
    const std::string_view code = alias.candidates.empty() ? "alias_unknown" : "alias_ambiguous";
    const std::string quoted = fmt::format("\"{}\"", alias.alias);
    SheetHold hold{.grain = HoldGrain::row, .code = std::string(code),
                   .message = alias.candidates.empty() ? fmt::format("No utility is known by {}. Map the word: its rows are sold then.", quoted)
                                                       : fmt::format("{} may be {}. Map the word: its rows are sold then.", quoted, fmt::join(alias.candidates, ", ")),
                   .cells = {}};
    for (const CellNote& note : withheld) {
      if (note.code == code && note.message.find(quoted) != std::string::npos) add_cell(hold, note.cell);
    }
    hold.row_count = static_cast<std::int64_t>(alias.rows);
    holds.push_back(std::move(hold));
  }
}

}  // namespace

std::string_view text_of(HoldGrain grain) { return kGrains.at(static_cast<std::size_t>(grain)); }
std::string_view text_of(HoldState state) { return kStates.at(static_cast<std::size_t>(state)); }

Result<HoldGrain> parse_hold_grain(std::string_view text) {
  const auto found = std::ranges::find(kGrains, text);
  if (found != kGrains.end()) return static_cast<HoldGrain>(found - kGrains.begin());
  return Error{ErrorKind::invalid, "hold_grain_unknown", "a grain is row, table or sheet"};
}

Result<HoldState> parse_hold_state(std::string_view text) {
  const auto found = std::ranges::find(kStates, text);
  if (found != kStates.end()) return static_cast<HoldState>(found - kStates.begin());
  return Error{ErrorKind::invalid, "hold_state_unknown", "a hold is held, released or kept"};
}

bool is_of_compilation(std::string_view code) { return std::ranges::find(kOfCompilation, code) != kOfCompilation.end(); }

std::vector<SheetHold> compilation_holds(const std::vector<CellNote>& withheld, const std::vector<UnmappedAlias>& unmapped) {
  std::vector<SheetHold> holds;
  add_by_code(withheld, [](std::string_view code) { return code == "duplicate_key"; }, holds);
  add_aliases(withheld, unmapped, holds);
  return holds;
}

std::vector<SheetHold> holds_of(const HoldSources& sources) {
  std::vector<SheetHold> holds;
  for (const CellNote& doubt : sources.doubts) {
    holds.push_back({.grain = HoldGrain::sheet, .code = doubt.code, .message = sentence_of(doubt.message) + " Publish the sheet to sell it all the same.",
                     .cells = doubt.cell.empty() ? std::vector<std::string>{} : std::vector<std::string>{doubt.cell},
                     .row_count = static_cast<std::int64_t>(sources.reading.rows.size())});
  }
  for (const CellNote& fault : sources.table_faults) {
    // What could be read of the table is a releasable hold of its own.
    if (is_releasable_code(sources.reading, fault.code)) continue;
    holds.push_back({.grain = HoldGrain::table, .code = fault.code, .message = sentence_of(fault.message) + " Nothing of it was read: the layout needs a look.", .cells = {fault.cell}});
  }
  for (SheetHold& hold : releasable_holds(sources.reading)) holds.push_back(std::move(hold));
  add_by_code(sources.withheld,
              [&](std::string_view code) { return !is_of_compilation(code) && !is_releasable_code(sources.reading, code); }, holds);
  for (SheetHold& hold : compilation_holds(sources.withheld, sources.unmapped)) holds.push_back(std::move(hold));
  for (std::size_t i = 0; i < holds.size(); ++i) holds[i].number = static_cast<std::int64_t>(i) + 1;
  return holds;
}

}  // namespace switchyard::pricing
