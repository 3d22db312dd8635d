#include "pricing/sheets/import_sheet.hpp"

#include <fmt/format.h>

#include "pricing/holds/sheet_hold_store.hpp"
#include "pricing/quotes/layout_text_store.hpp"
#include "pricing/sheets/sheet_actions.hpp"
#include "pricing/sheets/sheet_alias_store.hpp"
#include "pricing/sheets/sheet_audit.hpp"
#include "pricing/sheets/sheet_bytes_store.hpp"
#include "pricing/sheets/sheet_store.hpp"
#include "pricing/sheets/sheet_succession.hpp"

namespace switchyard::pricing {
namespace {

// A former sheet this much older tells nothing about today's prices, in days.
constexpr std::int32_t kFormerAgeMaxDays = 31;
constexpr std::int64_t kFormersLookedAtMax = 50;

ImportReport duplicate_report(const ImportRequest& request, const SheetRecord& former) {
  ImportReport report;
  report.file = request.file_name;
  report.received_in = request.received_in;
  report.sha256 = former.sha256;
  report.supplier = former.supplier;
  report.layout = former.layout;
  report.sheet_id = former.id.text();
  report.status = "duplicate";
  if (!request.supplier.empty() && !former.supplier.empty() && request.supplier != former.supplier) {
    report.status = text_of(SheetStatus::rejected);
    report.errors.push_back({"", "wrong_supplier", fmt::format("the file is of {}, and {} was expected; it is sheet {} already", former.supplier, request.supplier, former.id.text())});
    report.sheet_id.clear();
    return report;
  }
  report.rows = static_cast<std::size_t>(former.row_count);
  report.rates = static_cast<std::size_t>(former.rate_count);
  report.valid_from = former.valid_from;
  report.valid_until = former.valid_until;
  report.sellable_from = former.sellable_from;
  report.sellable_until = former.sellable_until;
  report.warnings.push_back({"", "duplicate_file", fmt::format("the same file is sheet {} ({})", former.id.text(), text_of(former.status))});
  return report;
}

std::shared_ptr<const CompiledSheet> former_sheet(Database& database, const SheetRecord& record) {
  if (!record.valid_from) return nullptr;
  std::optional<std::string> bytes;
  database.read([&](SqlReader& reader) {
    for (const SheetRecord& former : list_sheets_valid_from(reader, record.supplier, *record.valid_from, kFormersLookedAtMax)) {
      if (former.doubtful || !overlaps(record, former)) continue;
      if (former.valid_from->days() + kFormerAgeMaxDays < record.valid_from->days()) return;
      bytes = read_compiled(reader, former.id);
      return;
    }
  });
  if (!bytes) return nullptr;
  const auto sheet = CompiledSheet::from_bytes(std::move(*bytes));
  return sheet ? *sheet : nullptr;
}

std::vector<SheetStep> steps_of(const SheetRecord& record, const std::string& reason) {
  std::vector<SheetStatus> path = import_path(record.status);
  if (record.status == SheetStatus::rejected && record.layout.empty()) path = {SheetStatus::received, SheetStatus::rejected};
  std::vector<SheetStep> steps;
  for (std::size_t i = 1; i < path.size(); ++i) {
    steps.push_back({path[i - 1], path[i], record.received_at, record.received_by, i + 1 == path.size() ? reason : ""});
  }
  return steps;
}

// Settles who gives way to whom, under the book's lock.
void settle(SqlTransaction& transaction, SheetRecord& record, ImportReport& report, Instant now) {
  const bool sells = record.status == SheetStatus::published || (record.status == SheetStatus::expired && !record.doubtful);
  if (!sells || !record.sellable_from || !record.sellable_until) return;
  const auto others = list_sheets_selling_after(transaction, record.supplier, *record.sellable_from);
  const Succession succession = succession_of(record, others);
  if (!succession.partly_overlapped.empty()) {
    std::vector<std::string> ids;
    for (const SheetId& id : succession.partly_overlapped) ids.push_back(id.text());
    CellNote note{"", "overlaps_partly", fmt::format("{} sells a part of the same scope, and neither replaces the other", fmt::join(ids, ", "))};
    record.doubtful = true;
    if (record.status == SheetStatus::published) record.status = SheetStatus::held;
    (record.status == SheetStatus::held ? report.errors : report.warnings).push_back(std::move(note));
    return;
  }
  for (const SheetId& id : succession.superseded) {
    give_way(transaction, id, record, now, record.received_by);
    report.supersedes.push_back(id.text());
  }
  if (!succession.successor) return;
  record.superseded_by = succession.successor->id;
  record.off_sale_from = succession.successor->sellable_from;
  report.superseded_by = record.superseded_by->text();
  if (record.status == SheetStatus::published && *record.off_sale_from <= now) record.status = SheetStatus::superseded;
}

ImportReport write_draft(const ImportContext& context, const SheetDraft& draft, const ImportRequest& request) {
  ImportReport report;
  const std::string layout_sha256 = context.digest.sha256_hex(draft.layout_text);
  context.database.write([&](SqlTransaction& transaction) {
    report = draft.report;
    report.received_in = request.received_in;
    SheetRecord record = draft.record;
    raise_book_revision(transaction);
    if (const auto former = find_sheet_of_file(transaction, record.sha256)) {
      report = duplicate_report(request, *former);
      return false;
    }
    settle(transaction, record, report, record.received_at);
    if (record.status == SheetStatus::published) record.published_at = record.received_at;
    if (record.status == SheetStatus::superseded || record.status == SheetStatus::rejected) record.ended_at = record.received_at;
    if (record.status == SheetStatus::expired) record.ended_at = record.sellable_until ? record.sellable_until : record.received_at;
    report.status = text_of(record.status);
    record.report = json_of(report);
    insert_sheet(transaction, record);
    keep_file(transaction, record.sha256, request.bytes);
    if (record.compiled_revision > 0) keep_compiled(transaction, record.id, draft.compiled, record.received_at);
    if (!draft.layout_text.empty()) keep_layout_text(transaction, record.id, layout_sha256, {record.layout, draft.layout_text});
    keep_aliases(transaction, record.id, record.supplier, draft.aliases);
    keep_holds(transaction, record.id, draft.holds);
    append_steps(transaction, record.id, steps_of(record, report.errors.empty() ? "" : report.errors.front().message));
    record_import(transaction, context.audit, record);
    transaction.notify(kRateBookChannel, text_of(context.environment));
    return true;
  });
  return report;
}

Result<void> check_names(const ImportContext& context, const market::Market& market, const ImportRequest& request) {
  if (!request.supplier.empty() && market.supplier(request.supplier) == nullptr) {
    return Error{ErrorKind::unprocessable, "unknown_supplier", fmt::format("there is no supplier '{}'", request.supplier)};
  }
  if (!request.layout.empty() && context.layouts.find(request.layout) == nullptr) {
    return Error{ErrorKind::unprocessable, "layout_not_found", fmt::format("there is no layout '{}'", request.layout)};
  }
  return {};
}

}  // namespace

Result<ImportReport> import_sheet(const ImportContext& context, const market::Market& market, const ImportRequest& request) {
  if (const auto names = check_names(context, market, request); !names) return names.error();
  const std::string sha256 = context.digest.sha256_hex(request.bytes);
  std::optional<SheetRecord> former;
  context.database.read([&](SqlReader& reader) { former = find_sheet_of_file(reader, sha256); });
  if (former) return duplicate_report(request, *former);
  const Instant now = context.clock.now();
  const DraftInput input{.id = make_id<SheetTag>(now, context.random), .bytes = request.bytes, .file_name = request.file_name, .sha256 = sha256,
                         .supplier = request.supplier, .layout = request.layout, .actor = request.actor, .now = now, .tools = context.tools,
                         .settings_of = [&](std::string_view supplier) {
                           SupplierSettings settings;
                           context.database.read([&](SqlReader& reader) { settings = read_supplier_settings(reader, supplier); });
                           return settings;
                         }};
  const auto find_former = [&](const SheetRecord& record) { return former_sheet(context.database, record); };
  const SheetDraft draft = draft_sheet(input, context.layouts, market, find_former, request.stage);
  if (request.stage) request.stage("write");
  return write_draft(context, draft, request);
}

}  // namespace switchyard::pricing
