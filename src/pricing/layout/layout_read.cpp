#include <algorithm>

#include <fmt/format.h>

#include "pricing/layout/cell_text.hpp"
#include "pricing/layout/layout.hpp"
#include "pricing/layout/reading_checks.hpp"
#include "pricing/layout/table_reader.hpp"
#include "pricing/layout/validity_reader.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::size_t kDoubtfulShare = 4;  // Over one in so many: the sheet as a whole is doubtful.

// Sheets that a table of the layout is read from, each once, in the order of the file.
std::vector<const SheetMap*> read_tables(const LayoutSpec& layout, const workbook::Workbook& workbook, FieldReader& fields, ReadingState& state) {
  std::vector<const SheetMap*> sheets;
  TableReader tables(fields, state);
  const auto extra = validity_columns(layout.valid);
  std::vector<bool> seen(layout.tables.size(), false);
  for (std::size_t i = 0; i < workbook.sheet_count(); ++i) {
    const auto& grid = workbook.sheet(i);
    bool read_here = false;
    for (std::size_t t = 0; t < layout.tables.size(); ++t) {
      if (!chosen(layout.tables[t].sheets, grid)) continue;
      const auto& sheet = fields.sheet(i);
      if (sheet.is_blank()) continue;
      const auto before = state.reading.rows.size();
      tables.read(layout.tables[t], extra, sheet);
      seen[t] = true;
      read_here = read_here || !layout.tables[t].optional || state.reading.rows.size() > before;
    }
    if (read_here) sheets.push_back(&fields.sheet(i));
  }
  for (std::size_t t = 0; t < layout.tables.size(); ++t) {
    if (!seen[t] && !layout.tables[t].optional) state.refuse({}, "table_missing", fmt::format("table {}: the file has no sheet for it", layout.tables[t].name));
  }
  return sheets;
}

// What its author has not settled must not be sold, however well it reads.
void refuse_unsure(const LayoutSpec& layout, ReadingState& state) {
  for (const auto& unsure : layout.unsure) {
    state.refuse({}, "layout_unsure", fmt::format("layout {}, {}, is unsure of {}: {}", layout.name, unsure.where, unsure.at, unsure.ask));
  }
}

void judge(ReadingState& state) {
  const auto kept = state.reading.rows.size();
  if (kept == 0) state.refuse({}, "no_rates", "not one price could be read");
  if (kept > 0 && state.withheld_count * kDoubtfulShare > state.offered_count) {
    state.refuse({}, "too_doubtful", fmt::format("{} of {} prices are doubtful: over a quarter", state.withheld_count, state.offered_count));
  }
  if (state.withheld_count > ReadingState::kNotesMax) {
    state.warn({}, "notes_cut", fmt::format("{} prices were withheld, of which the first {} are listed", state.withheld_count, ReadingState::kNotesMax));
  }
}

// In a PDF a rate is known by where it stands on its page; how its lines and columns were counted is nobody's matter.
void place_on_pages(const workbook::Workbook& workbook, SheetReading& reading) {
  reading.page_refs = true;
  reading.grid_places.reserve(reading.rows.size());
  for (auto& row : reading.rows) {
    reading.grid_places.push_back(row.cell);
    if (const auto box = workbook.sheet(row.sheet).box_of(row.cell)) row.cell = workbook::point_of(*box);
  }
}

}  // namespace

Result<SheetReading> read(const Layout& layout, const workbook::Workbook& workbook, std::string_view file_name, CellObserver* observer) {
  const auto& spec = layout.spec();
  SheetReading reading;
  reading.supplier = spec.supplier;
  reading.supplier_name = spec.supplier_name;
  reading.layout = fmt::format("{}@{}", spec.name, spec.version);
  reading.scope = spec.scope;
  for (std::size_t i = 0; i < workbook.sheet_count(); ++i) reading.worksheets.emplace_back(workbook.sheet(i).name());
  reading.bare_refs = spec.bare_refs.value_or(workbook.sheet_count() == 1);
  ReadingState state{.reading = reading, .dates_from_1904 = workbook.dates_from_1904(), .valid_from_days = {}, .valid_until_days = {}, .listed_only = {}};
  FieldReader fields(workbook, file_name);
  fields.observe(observer);
  const auto sheets = read_tables(spec, workbook, fields, state);
  read_validity(spec, fields, sheets, state);
  run_checks(spec, fields, sheets, state);
  check_curves(state, fields, spec.contiguous_bands);
  judge(state);
  if (workbook.type() == workbook::FileType::pdf) place_on_pages(workbook, reading);
  refuse_unsure(spec, state);
  return reading;
}

}  // namespace switchyard::pricing
