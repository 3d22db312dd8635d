#include "enrollment/channels/supplier_settings.hpp"

namespace switchyard::enrollment {
namespace {

constexpr std::string_view kFind = "SELECT supplier, channel, release_mode FROM enrollment_suppliers WHERE supplier = $1";
constexpr std::string_view kAll = "SELECT supplier, channel, release_mode FROM enrollment_suppliers ORDER BY supplier";
constexpr std::string_view kStore =
    "INSERT INTO enrollment_suppliers (supplier, channel, release_mode) VALUES ($1, $2, $3)"
    " ON CONFLICT (supplier) DO UPDATE SET channel = EXCLUDED.channel, release_mode = EXCLUDED.release_mode";

SupplierSettings settings_of_row(const SqlRow& row) {
  return {.supplier = std::string(row.text(0)), .channel = std::string(row.text(1)), .release = parse_release(row.text(2)).value()};
}

}  // namespace

std::string_view text_of(Release release) { return release == Release::automatic ? "auto" : "by_operator"; }

Result<Release> parse_release(std::string_view text) {
  for (const Release release : {Release::automatic, Release::by_operator}) {
    if (text_of(release) == text) return release;
  }
  return Error{ErrorKind::invalid, "not_one_of", "must be auto or by_operator"};
}

SupplierSettings default_settings(EnvironmentName environment, const ChannelShelf& channels, std::string_view supplier) {
  const bool is_sandbox = environment == EnvironmentName::test && channels.find(kSandboxChannel) != nullptr;
  return {.supplier = std::string(supplier), .channel = std::string(is_sandbox ? kSandboxChannel : kOperatorChannel)};
}

SupplierSettings settings_of(SqlReader& reader, EnvironmentName environment, const ChannelShelf& channels, std::string_view supplier) {
  SupplierSettings settings = default_settings(environment, channels, supplier);
  reader.query(kFind, {supplier}, [&](const SqlRow& row) { settings = settings_of_row(row); });
  return settings;
}

std::vector<SupplierSettings> all_settings(SqlReader& reader) {
  std::vector<SupplierSettings> all;
  reader.query(kAll, {}, [&](const SqlRow& row) { all.push_back(settings_of_row(row)); });
  return all;
}

void store_settings(SqlTransaction& transaction, const SupplierSettings& settings) {
  transaction.execute(kStore, {settings.supplier, settings.channel, text_of(settings.release)});
}

Result<SubmissionReceipt> OperatorChannel::submit(const SubmissionPackage&) { return SubmissionReceipt{}; }

}  // namespace switchyard::enrollment
