#include "app/demo/sandbox_book.hpp"

#include "adapters/openssl/openssl_jose.hpp"
#include "app/demo/look_alike.hpp"
#include "app/demo/price_model.hpp"
#include "app/runtime/file_digest.hpp"
#include "pricing/sheets/sheet_actions.hpp"
#include "pricing/sheets/sheet_removal_store.hpp"
#include "pricing/sheets/sheet_store.hpp"

namespace switchyard::app {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::string_view kActor = "sandbox";
constexpr std::int64_t kRemovedAtOnceMax = 200;

Date first_of_last_month(Date today) { return (today.month_of() + Months{-1}).first_day(); }

// One import after the other, with one reading of the layouts.
class SandboxImports {
 public:
  SandboxImports(Installation& installation, Environment& test, pricing::LayoutLibrary layouts)
      : installation_(installation), test_(test), layouts_(std::move(layouts)) {}

  Result<pricing::ImportReport> import(LookAlikeFile file) {
    const pricing::ImportContext context{.database = test_.database(), .layouts = layouts_, .digest = digest_, .clock = test_.clock(),
                                         .random = installation_.random(), .environment = test_.name(),
                                         .tools = installation_.workbook_tools()};
    return pricing::import_sheet(context, *test_.market().current(),
                                 {.bytes = std::move(file.bytes), .file_name = file.file_name, .supplier = file.supplier, .actor = std::string(kActor)});
  }

 private:
  Installation& installation_;
  Environment& test_;
  const pricing::LayoutLibrary layouts_;
  const adapters::OpensslJose jose_;
  const JoseFileDigest digest_{jose_};
};

// Also where a former start stopped between the two, and nothing where another node was quicker.
Result<void> withdraw(Environment& test, const std::string& sheet_id) {
  const auto id = pricing::SheetId::parse(sheet_id);
  if (!id) return {};
  std::optional<pricing::SheetRecord> sheet;
  test.database().read([&](SqlReader& reader) { sheet = pricing::find_sheet(reader, *id); });
  if (!sheet || sheet->status != pricing::SheetStatus::published) return {};
  auto withdrawn = pricing::act_on_sheet(test.sheet_actions(), {.sheet = *id, .action = pricing::SheetAction::withdraw, .actor = std::string(kActor),
                                                                .reason = "The sandbox's case of a withdrawn sheet."});
  if (!withdrawn && withdrawn.error().code != "sheet_state_conflict") return std::move(withdrawn).error();
  return {};
}

// `supplier` empty: of any.
void forget_ended(Environment& test, std::string_view supplier, Instant ended_before) {
  const pricing::EndedSheets ended{.received_by = kActor, .supplier = supplier, .before = ended_before, .limit = kRemovedAtOnceMax};
  std::vector<pricing::SheetId> ids;
  test.database().read([&](SqlReader& reader) { ids = pricing::list_ended_sheets(reader, ended); });
  if (ids.empty()) return;
  test.database().write([&](SqlTransaction& transaction) {
    pricing::raise_book_revision(transaction);
    pricing::remove_sheets(transaction, ids);
    transaction.notify(pricing::kRateBookChannel, text_of(test.name()));
    return true;
  });
}

}  // namespace

Result<std::vector<pricing::ImportReport>> renew_sandbox_book(Installation& installation, Environment& test) {
  if (!installation.settings().sandbox_book) return std::vector<pricing::ImportReport>{};
  auto layouts = pricing::LayoutLibrary::load(installation.layouts_directory());
  if (!layouts) return std::move(layouts).error();
  SandboxImports imports(installation, test, std::move(*layouts));
  const Instant now = test.clock().now();
  const Date today = utc_day_of(now);
  std::vector<LookAlikeFile> files = look_alike_files(today);
  files.push_back(harborlight_file(first_of_last_month(today)));
  files.push_back(wayside_withdrawn_file(today));
  std::vector<pricing::ImportReport> reports;
  for (LookAlikeFile& file : files) {
    auto report = imports.import(std::move(file));
    if (!report) return std::move(report).error();
    reports.push_back(std::move(*report));
  }
  auto withdrawn = withdraw(test, reports.back().sheet_id);
  if (!withdrawn) return std::move(withdrawn).error();
  forget_ended(test, {}, now - Duration::hours(24 * kSandboxKeptDays));
  return reports;
}

Result<void> FlashSheet::renew() {
  if (!installation_.settings().sandbox_book) return {};
  const Instant now = test_.clock().now();
  const std::int64_t minute = (now.unix_ms() + kFlashLeadMs) / kMinuteMs;
  if (published_minute_ == minute) return {};
  auto layouts = pricing::LayoutLibrary::load(installation_.layouts_directory());
  if (!layouts) return std::move(layouts).error();
  auto report = SandboxImports(installation_, test_, std::move(*layouts)).import(quicksilver_file(minute));
  if (!report) return std::move(report).error();
  published_minute_ = minute;
  forget_ended(test_, "quicksilver", now - Duration::minutes(kFlashKeptMinutes));
  return {};
}

}  // namespace switchyard::app
