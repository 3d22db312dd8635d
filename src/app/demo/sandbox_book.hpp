// The evergreen sandbox book of Test: fictitious suppliers' sheets, published through the same import as any supplier's file.
// docs/sandbox.md is the table of what stands in it. Where the settings say sandbox_book = false, nothing here does anything.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "app/runtime/environment.hpp"
#include "pricing/sheets/import_report.hpp"

namespace switchyard::app {

// Imports the sheets of the business clock's day where they are not there yet; a report a file:
//   the look-alikes of the day, on sale for two days more;
//   Harborlight's of the first of last month, which is over and answers `asOf` alone;
//   Wayside's for Delaware, which is withdrawn at once.
// Sheets of the sandbox that ended more than kSandboxKeptDays ago are forgotten. Harmless on many nodes and any number of
// times: a file that is known is a duplicate.
inline constexpr int kSandboxKeptDays = 70;
Result<std::vector<pricing::ImportReport>> renew_sandbox_book(Installation& installation, Environment& test);

// Quicksilver's sheet, which is good for a minute of the business clock: called every second while serving, it publishes the
// next minute's kFlashLeadMs before its turn, so that there always is one. What ended more than kFlashKeptMinutes ago is
// forgotten, so a day of minutes leaves an hour of them. One thread.
class FlashSheet {
 public:
  FlashSheet(Installation& installation, Environment& test) : installation_(installation), test_(test) {}
  Result<void> renew();

 private:
  Installation& installation_;
  Environment& test_;
  std::optional<std::int64_t> published_minute_;
};
inline constexpr std::int64_t kFlashLeadMs = 2'000;
inline constexpr int kFlashKeptMinutes = 60;

}  // namespace switchyard::app
