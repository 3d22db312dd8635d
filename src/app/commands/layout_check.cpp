// `layouts check`: what a layout reads, as a table, and what it passes over.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "app/commands/layout_file.hpp"
#include "app/commands/layout_report.hpp"
#include "app/commands/layouts.hpp"
#include "app/installation.hpp"
#include "http/json_writer.hpp"
#include "market/loaded_market.hpp"
#include "pricing/layout/canonical_csv.hpp"
#include "pricing/layout/layout_spec.hpp"

namespace switchyard::app {
namespace {

void print_curves(const LayoutReport& report) {
  for (const auto& curve : report.curves) {
    const auto starts = curve.starts.empty()       ? std::string("no start month")
                        : curve.starts.size() == 1 ? curve.starts.front()
                                                   : fmt::format("{} … {} ({})", curve.starts.front(), curve.starts.back(), curve.starts.size());
    fmt::print("  {:<22} {:>6}  {} | {} | {} | {} | {} | {} | start {} | term {} | {} to {} $/{} | {}\n", report.sheet_names[curve.sheet], curve.count,
               text_of(curve.commodity), fmt::join(std::array{curve.state, curve.utility, curve.zone}, " "), curve.rate_class.empty() ? "-" : curve.rate_class,
               curve.band.empty() ? "no band" : curve.band, curve.product.empty() ? "-" : curve.product,
               curve.billing.empty() ? std::string(text_of(curve.customer_class)) : fmt::format("{}, {}", text_of(curve.customer_class), curve.billing), starts,
               fmt::join(curve.terms, " "), micros_text(curve.min_micros), micros_text(curve.max_micros), text_of(curve.unit), curve.example);
  }
}

void print_ledger(const LayoutReport& report, bool all) {
  constexpr std::size_t kRangesShown = 6;
  for (const auto& entry : report.ledger) {
    const bool read = entry.fate == pricing::CellFate::read || entry.fate == pricing::CellFate::taken;
    if (read && !all) continue;
    const auto shown = all ? entry.ranges.size() : std::min(entry.ranges.size(), kRangesShown);
    std::vector<std::string> ranges(entry.ranges.begin(), entry.ranges.begin() + static_cast<std::ptrdiff_t>(shown));
    if (shown < entry.ranges.size()) ranges.emplace_back("…");
    fmt::print("  {:<22} {:>6}  {}{}{}: {}\n", report.sheet_names[entry.sheet], entry.count, words_of(entry.fate), entry.reason.empty() ? "" : ", ", entry.reason,
               fmt::join(ranges, " "));
  }
}

void print_missed(const LayoutReport& report) {
  for (const auto& entry : report.ledger) {
    if (!is_missed(entry)) continue;
    constexpr std::size_t kRangesShown = 8;
    std::vector<std::string> ranges(entry.price_like_ranges.begin(),
                                    entry.price_like_ranges.begin() + static_cast<std::ptrdiff_t>(std::min(entry.price_like_ranges.size(), kRangesShown)));
    fmt::print("  LOOK: {} cells look like prices and were not read ({}{}{}): {}!{}\n", entry.price_like, words_of(entry.fate), entry.reason.empty() ? "" : ", ",
               entry.reason, report.sheet_names[entry.sheet], fmt::join(ranges, " "));
  }
}

void print_notes(std::string_view kind, const std::vector<pricing::CellNote>& notes) {
  constexpr std::size_t kShown = 12;
  for (std::size_t i = 0; i < std::min(notes.size(), kShown); ++i) {
    fmt::print("  {}: {}{}{} [{}]\n", kind, notes[i].cell, notes[i].cell.empty() ? "" : ": ", notes[i].message, notes[i].code);
  }
  if (notes.size() > kShown) fmt::print("  {}: {} more\n", kind, notes.size() - kShown);
}

void print_report(const LayoutReport& report, const CheckLayoutOptions& options) {
  fmt::print("{}, read by {}: {} rates, {} of {} cells that look like prices ({})\n", report.file, report.reading.layout, report.reading.rows.size(),
             report.price_like_read, report.price_like, share_text(report.price_like_read, report.price_like));
  const auto& reading = report.reading;
  if (reading.valid_until > reading.valid_from) {
    fmt::print("valid from {} until {}, sold until {}\n", reading.valid_from.text(), reading.valid_until.text(),
               reading.sellable_until ? reading.sellable_until->text() : std::string("?"));
  }
  fmt::print("\nRead:\n");
  print_curves(report);
  if (options.rows) {
    std::string csv(pricing::canonical_header());
    for (const auto& row : reading.rows) pricing::append_canonical_row(csv, reading, row, report.file);
    fmt::print("\n{}", csv);
  }
  fmt::print("\nNot read, by sheet and reason:\n");
  print_ledger(report, options.cells);
  print_missed(report);
  if (!report.unknown_utilities.empty()) {
    fmt::print("\nWords for utilities that the reference data does not know (map them with 'aliases map', or fix the layout's 'map'):\n");
    for (const auto& word : report.unknown_utilities) fmt::print("  '{}'\n", word);
  }
  if (!reading.errors.empty() || !reading.warnings.empty() || !reading.withheld.empty() || !report.mismatch.empty()) fmt::print("\n");
  print_notes("does not fit", report.mismatch);
  print_notes("error", reading.errors);
  print_notes("withheld", reading.withheld);
  print_notes("warning", reading.warnings);
  fmt::print("\n{}\n", report.fit_to_sell() ? "An import would take this file." : "An import would not sell this file: see the errors above.");
}

}  // namespace

int check_layout(const CommonOptions& common, const CheckLayoutOptions& options) {
  auto layout = layout_by_path_or_name(common, options.layout);
  if (!layout) return refuse(common, layout.error());
  const auto market = market::embedded_market();
  bool well = true;
  for (const auto& path : options.files) {
    auto file = open_supplier_file(path);
    if (!file) return refuse(common, file.error());
    auto report = report_on_layout(*layout, *file, *market);
    if (!report) return refuse(common, report.error());
    if (common.json) {
      fmt::print("{}\n", json_of(*report, options.rows));
    } else {
      print_report(*report, options);
    }
    well = well && report->fit_to_sell();
  }
  return well ? kDone : kRefused;
}

}  // namespace switchyard::app
