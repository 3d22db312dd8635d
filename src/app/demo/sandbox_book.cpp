#include "app/demo/sandbox_book.hpp"

#include "adapters/openssl/openssl_jose.hpp"
#include "app/demo/look_alike.hpp"
#include "app/runtime/file_digest.hpp"

namespace switchyard::app {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

// The day in the UTC of the business clock. The sheets are good for two days more, so no zone is left without prices.
Date day_of(Instant instant) { return Date::from_days(static_cast<std::int32_t>(instant.unix_ms() / kDayMs)); }

}  // namespace

Result<std::vector<pricing::ImportReport>> renew_sandbox_book(Installation& installation, Environment& test) {
  auto layouts = pricing::LayoutLibrary::load(installation.layouts_directory());
  if (!layouts) return std::move(layouts).error();
  const adapters::OpensslJose jose;
  const JoseFileDigest digest(jose);
  const pricing::ImportContext context{.database = test.database(),
                                       .layouts = *layouts,
                                       .digest = digest,
                                       .clock = test.clock(),
                                       .random = installation.random(),
                                       .environment = test.name()};
  std::vector<pricing::ImportReport> reports;
  for (LookAlikeFile& file : look_alike_files(day_of(test.clock().now()))) {
    auto report = pricing::import_sheet(context, *test.market().current(),
                                        {.bytes = std::move(file.bytes), .file_name = file.file_name, .supplier = file.supplier, .actor = "sandbox"});
    if (!report) return std::move(report).error();
    reports.push_back(std::move(*report));
  }
  return reports;
}

}  // namespace switchyard::app
