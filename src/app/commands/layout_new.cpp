// `layouts new`: a layout for a supplier's file that none knows, and the questions that a person must answer.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "adapters/system/system_clock.hpp"
#include "app/commands/file_text.hpp"
#include "app/commands/layout_file.hpp"
#include "app/commands/layout_report.hpp"
#include "app/commands/layouts.hpp"
#include "app/demo/look_alike.hpp"
#include "app/installation.hpp"
#include "http/json_writer.hpp"
#include "market/loaded_market.hpp"
#include "pricing/layout/proposal/proposal.hpp"

namespace switchyard::app {
namespace {

bool is_name(const std::string& text) {
  return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

// "Sycamore Power & Gas" gives "sycamore-power-gas".
std::string code_of(const std::string& name) {
  std::string code;
  for (const char c : name) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool kept = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
    if (kept) code += lower;
    if (!kept && !code.empty() && code.back() != '-') code += '-';
  }
  if (code.size() > 32) code.resize(32);
  while (code.ends_with('-')) code.pop_back();
  return code.empty() ? "new-supplier" : code;
}

Result<pricing::ProposalRequest> request_of(const NewLayoutOptions& options, const OpenedFile& file, const market::Market& market) {
  const auto base = file.name.substr(0, file.name.rfind('.'));
  pricing::ProposalRequest request;
  request.file_name = file.name;
  request.supplier = !options.supplier.empty() ? options.supplier : code_of(options.supplier_name.empty() ? base : options.supplier_name);
  if (!is_name(request.supplier)) {
    return Error{ErrorKind::invalid, "layout_invalid", fmt::format("--supplier '{}': a code is at most 40 lower-case letters, digits and dashes", request.supplier)};
  }
  const auto* known = market.supplier(request.supplier);
  request.supplier_known = known != nullptr;
  request.supplier_name = !options.supplier_name.empty() ? options.supplier_name : known != nullptr ? known->name : request.supplier;
  request.layout = options.name.empty() ? request.supplier.substr(0, 33) + "-matrix" : options.name;
  if (!options.output.empty() && options.name.empty()) request.layout = last_part_of(options.output).substr(0, last_part_of(options.output).rfind(".yaml"));
  if (!is_name(request.layout)) {
    return Error{ErrorKind::invalid, "layout_invalid", fmt::format("'{}' names no layout: at most 40 lower-case letters, digits and dashes, and the file is NAME.yaml", request.layout)};
  }
  request.commodity = options.commodity;
  request.customer_class = options.customer_class;
  request.unit = options.unit;
  request.cut_off = options.cut_off;
  request.scope = options.scope;
  return request;
}

void print_proposal(const pricing::Proposal& proposal, const LayoutReport& report, const std::string& path, const std::string& file, const std::string& fitting) {
  fmt::print("{}: proposed from {}\n", path, report.file);
  if (!fitting.empty()) fmt::print("  note: the file fits the layout {} already\n", fitting);
  fmt::print("  it reads {} prices; {} of {} cells that look like prices ({})\n", report.reading.rows.size(), report.price_like_read, report.price_like,
             share_text(report.price_like_read, report.price_like));
  for (const auto& entry : report.ledger) {
    if (entry.fate == pricing::CellFate::read) {
      fmt::print("  read from {}!{}{}\n", report.sheet_names[entry.sheet], fmt::join(entry.ranges.begin(), entry.ranges.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(entry.ranges.size(), 6)), " "),
                 entry.ranges.size() > 6 ? " …" : "");
    }
  }
  for (const auto& entry : report.ledger) {
    if (is_missed(entry)) {
      fmt::print("  not read, though it looks like prices: {}!{} ({}{}{})\n", report.sheet_names[entry.sheet],
                 fmt::join(entry.price_like_ranges.begin(), entry.price_like_ranges.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(entry.price_like_ranges.size(), 4)), " "),
                 words_of(entry.fate), entry.reason.empty() ? "" : ", ", entry.reason);
    }
  }
  if (!report.unknown_utilities.empty()) fmt::print("  words for utilities that are not known: {}\n", fmt::join(report.unknown_utilities, ", "));
  fmt::print("\n{} questions. Nothing is sold by this layout until each is answered and deleted from 'unsure':\n", proposal.questions.size());
  for (std::size_t i = 0; i < proposal.questions.size(); ++i) fmt::print("  {:>2}. {}\n      {}\n", i + 1, proposal.questions[i].at, proposal.questions[i].ask);
  fmt::print("\nNext: open {}, answer, then\n  switchyard layouts check {} '{}'\n", path, path, file);
}

std::string json_of_proposal(const pricing::Proposal& proposal, const LayoutReport& report, const std::string& path) {
  http::JsonWriter json;
  json.begin_object().member("layout", proposal.layout.name()).member("path", path).member("rates", report.reading.rows.size());
  json.member("priceLikeCells", report.price_like).member("priceLikeRead", report.price_like_read).key("questions").begin_array();
  for (const auto& question : proposal.questions) json.begin_object().member("at", question.at).member("ask", question.ask).end_object();
  json.end_array().key("unknownUtilities").begin_array();
  for (const auto& word : report.unknown_utilities) json.value(word);
  json.end_array().end_object();
  return std::move(json).text();
}

}  // namespace

int write_example_workbook(const CommonOptions& common, const std::string& path) {
  if (std::filesystem::exists(path)) {
    return refuse(common, Error{ErrorKind::conflict, "layout_exists", fmt::format("{} is there already: name another with -o, or delete it", path)});
  }
  constexpr std::int64_t kMsPerDay = 86'400'000;
  const auto today = Date::from_days(static_cast<std::int32_t>(adapters::SystemClock().now().unix_ms() / kMsPerDay));
  if (auto written = write_file_text(path, sycamore_file(today).bytes); !written) return refuse(common, written.error());
  return report_done(common, fmt::format("{} is a matrix of Sycamore Power & Light, a supplier that does not exist", path));
}

int propose_layout(const CommonOptions& common, const NewLayoutOptions& options) {
  auto file = open_supplier_file(options.file);
  if (!file) return refuse(common, file.error());
  const auto market = market::embedded_market();
  auto request = request_of(options, *file, *market);
  if (!request) return refuse(common, request.error());
  const auto path = options.output.empty() ? request->layout + ".yaml" : options.output;
  if (std::filesystem::exists(path)) {
    return refuse(common, Error{ErrorKind::conflict, "layout_exists", fmt::format("{} is there already: name another with -o, or delete it", path)});
  }
  auto proposal = pricing::propose_layout(*file->workbook, *request);
  if (!proposal) return refuse(common, proposal.error());
  auto report = report_on_layout(proposal->layout, *file, *market);
  if (!report) return refuse(common, report.error());
  if (auto written = write_file_text(path, proposal->yaml); !written) return refuse(common, written.error());
  auto library = pricing::LayoutLibrary::load(common.layouts);
  const auto* fitting = library ? library->recognise(*file->workbook, file->name).layout : nullptr;
  if (common.json) {
    fmt::print("{}\n", json_of_proposal(*proposal, *report, path));
  } else {
    print_proposal(*proposal, *report, path, options.file, fitting == nullptr ? std::string() : std::string(fitting->name()));
  }
  return kDone;
}

}  // namespace switchyard::app
