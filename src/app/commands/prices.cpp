#include "app/commands/prices.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "app/commands/desk.hpp"
#include "app/commands/file_text.hpp"
#include "app/runtime/access_plane.hpp"
#include "app/runtime/file_digest.hpp"
#include "app/runtime/new_suppliers.hpp"
#include "http/json_writer.hpp"
#include "pricing/intake/take_in.hpp"
#include "pricing/price_table.hpp"
#include "pricing/rest_price_page.hpp"
#include "pricing/rest_price_query.hpp"
#include "pricing/sheets/export_csv.hpp"
#include "pricing/sheets/sheet_export.hpp"
#include "pricing/sheets/sheet_store.hpp"
#include "workbook/email.hpp"
#include "workbook/workbook.hpp"

namespace switchyard::app {
namespace {

constexpr std::string_view kActor = "shell";

// "[2/9] name: read", on a terminal alone.
pricing::ImportStage progress_of(const std::string& file, std::size_t number, std::size_t count) {
  if (isatty(STDERR_FILENO) == 0) return {};
  return [file, number, count](std::string_view stage) { fmt::print(stderr, "\r\033[K[{}/{}] {}: {}", number, count, file, stage); };
}

std::string last_part(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

void print_notes(std::string_view kind, const std::vector<pricing::CellNote>& notes) {
  constexpr std::size_t kShown = 5;
  for (std::size_t i = 0; i < notes.size() && i < kShown; ++i) {
    fmt::print("  {}: {}{}{} [{}]\n", kind, notes[i].cell, notes[i].cell.empty() ? "" : ": ", notes[i].message, notes[i].code);
  }
  if (notes.size() > kShown) fmt::print("  {}: {} more\n", kind, notes.size() - kShown);
}

void print_report(const CommonOptions& common, const pricing::ImportReport& report) {
  if (isatty(STDERR_FILENO) != 0) fmt::print(stderr, "\r\033[K");
  if (common.json) {
    fmt::print("{}\n", pricing::json_of(report));
    std::fflush(stdout);
    return;
  }
  fmt::print("{}: {}\n", report.file, report.status);
  if (!report.sheet_id.empty()) fmt::print("  {} {} by {}: {} rows, {} rates to sell\n", report.sheet_id, report.supplier, report.layout, report.rows, report.rates);
  if (report.valid_from && report.valid_until) fmt::print("  valid from {} until {}\n", report.valid_from->text(), report.valid_until->text());
  for (const pricing::UnmappedAlias& alias : report.unmapped) {
    fmt::print("  not sold: '{}' ({} rows) is {}\n", alias.alias, alias.rows, alias.candidates.empty() ? "no utility that is known" : "the word for several utilities");
    if (!alias.suggestions.empty()) fmt::print("    perhaps {}\n", fmt::join(alias.suggestions, ", "));
  }
  print_notes("error", report.errors);
  if (report.not_offered > 0) fmt::print("  {} cells say that there is no offer\n", report.not_offered);
  if (!report.holds.empty()) fmt::print("  {} holds: see `switchyard prices holds {}`\n", report.holds.size(), report.sheet_id);
  print_notes("withheld", report.withheld);
  print_notes("warning", report.warnings);
}

// One report a file: of an e-mail one for each that is attached. A file that cannot be opened is none that came: it has its line, and no arrival.
Result<std::vector<pricing::ImportReport>> import_one(Desk& desk, const pricing::ImportContext& context, const ImportOptions& options, std::size_t index) {
  const std::string& path = options.files[index];
  const std::string name = last_part(path);
  auto bytes = read_file_text(path, std::max(workbook::Limits{}.file_size_max, workbook::EmailLimits{}.size_max));
  if (!bytes) return std::vector<pricing::ImportReport>{pricing::refused_report(name, bytes.error())};
  return pricing::take_in(context, *desk.environment->market().current(),
                          {.channel = pricing::Channel::shell,
                           .origin = path,
                           .file_name = name,
                           .bytes = std::move(*bytes),
                           .supplier = options.supplier,
                           .layout = options.layout,
                           .actor = std::string(kActor),
                           .stage = progress_of(name, index + 1, options.files.size())});
}

Result<bool> import_all(const CommonOptions& common, const ImportOptions& options) {
  auto desk = open_desk(common, options.environment);
  if (!desk) return std::move(desk).error();
  auto layouts = pricing::LayoutLibrary::load(desk->installation->layouts_directory());
  if (!layouts) return std::move(layouts).error();
  auto added = introduce_suppliers(desk->environment->database(), desk->environment->market(), desk->environment->clock(), *layouts);
  if (!added) return std::move(added).error();
  for (const std::string& supplier : *added) fmt::print(stderr, "supplier {} is new, and was added as its layout says\n", supplier);
  const adapters::OpensslJose jose;
  const JoseFileDigest digest(jose);
  const pricing::ImportContext context{.database = desk->environment->database(),
                                       .layouts = *layouts,
                                       .digest = digest,
                                       .clock = desk->environment->clock(),
                                       .random = desk->installation->random(),
                                       .environment = desk->environment->name(),
                                       .audit = &desk->environment->audit(),
                                       .tools = desk->installation->workbook_tools()};
  bool all_well = true;
  for (std::size_t i = 0; i < options.files.size(); ++i) {
    auto reports = import_one(*desk, context, options, i);
    if (!reports) return std::move(reports).error();
    for (const auto& report : *reports) {
      print_report(common, report);
      all_well = all_well && pricing::ended_well(report);
    }
  }
  desk->environment->relay_audit();
  return all_well;
}

pricing::SheetAction pricing_action(SheetAction action) {
  switch (action) {
    case SheetAction::publish: return pricing::SheetAction::publish;
    case SheetAction::reject: return pricing::SheetAction::reject;
    case SheetAction::withdraw: return pricing::SheetAction::withdraw;
    case SheetAction::rollback: return pricing::SheetAction::rollback;
  }
  return pricing::SheetAction::publish;
}

Result<std::string> searched(const CommonOptions& common, const SearchOptions& options) {
  auto desk = open_desk(common, options.environment);
  if (!desk) return std::move(desk).error();
  auto access = AccessPlane::open(*desk->installation);
  if (!access) return std::move(access).error();
  auto opened = desk->environment->open_price_desk(*(*access)->sealer);
  if (!opened) return std::move(opened).error();
  desk->environment->load_book();
  const pricing::PriceDesk& prices = desk->environment->price_desk();
  const auto book = prices.books.current();
  const auto market = prices.market();
  std::vector<http::Parameter> parameters;
  for (const auto& [name, value] : options.parameters) parameters.push_back({.name = name, .value = value});
  const auto request = pricing::parse_price_request(
      http::QueryReader(std::move(parameters)),
      {.book = *book, .market = *market, .refs = prices.refs, .now = prices.clock.now()});
  if (!request) return request.error();
  const pricing::PriceAnswer answer{.book = *book, .refs = prices.refs, .environment = desk->environment->name(), .fields = request->fields};
  if (request->is_open() && common.json) return pricing::write_utility_candidates(*request, answer.environment) + "\n";
  if (request->is_open()) {
    std::string text = fmt::format("Several utilities serve {}: ask again with one of them.\n", request->zip);
    for (const market::Utility* utility : request->utility_candidates) text += fmt::format("  --utility {}   {}\n", utility->code, utility->name);
    return text;
  }
  const auto page = pricing::search(*book, request->query, request->at, request->mode, request->page, request->view.get());
  if (!page) return page.error();
  return common.json ? pricing::write_price_page(*request, *page, answer) + "\n" : pricing::render_table(*page);
}

}  // namespace

int import_prices(const CommonOptions& common, const ImportOptions& options) {
  auto all_well = import_all(common, options);
  if (!all_well) return refuse(common, all_well.error());
  return *all_well ? kDone : kRefused;
}

int export_prices(const CommonOptions& common, const std::string& sheet_id, const std::string&) {
  auto id = pricing::SheetId::parse(sheet_id);
  if (!id) return refuse(common, id.error());
  auto desk = desk_of_sheet(common, *id);
  if (!desk) return refuse(common, desk.error());
  auto sheet = pricing::load_sheet(desk->environment->database(), *id);
  if (!sheet) return refuse(common, sheet.error());
  pricing::write_csv(**sheet, [](std::string_view piece) { std::fwrite(piece.data(), 1, piece.size(), stdout); });
  return std::fflush(stdout) == 0 ? kDone : kRefused;
}

int act_on_sheet(const CommonOptions& common, SheetAction action, const std::string& sheet_id, const std::string& reason) {
  auto id = pricing::SheetId::parse(sheet_id);
  if (!id) return refuse(common, id.error());
  auto desk = desk_of_sheet(common, *id);
  if (!desk) return refuse(common, desk.error());
  auto sheet = pricing::act_on_sheet(desk->environment->sheet_actions(),
                                     {.sheet = *id, .action = pricing_action(action), .actor = std::string(kActor), .reason = reason});
  if (!sheet) return refuse(common, sheet.error());
  desk->environment->relay_audit();
  if (common.json) {
    fmt::print("{{\"sheetId\":\"{}\",\"status\":\"{}\"}}\n", id->text(), pricing::text_of(sheet->status));
  } else {
    fmt::print("{} is {}\n", id->text(), pricing::text_of(sheet->status));
  }
  return kDone;
}

int search_prices(const CommonOptions& common, const SearchOptions& options) {
  auto text = searched(common, options);
  if (!text) return refuse(common, text.error());
  fmt::print("{}", *text);
  return kDone;
}

}  // namespace switchyard::app
