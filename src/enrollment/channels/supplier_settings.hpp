// How contracts go to a supplier: by which channel, and who releases them. A supplier without a row has the environment's default.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "enrollment/channels/submission_channel_port.hpp"
#include "ports/database.hpp"
#include "ports/environment.hpp"

namespace switchyard::enrollment {

inline constexpr std::string_view kOperatorChannel = "operator";
inline constexpr std::string_view kSandboxChannel = "sandbox";

enum class Release : std::uint8_t {
  automatic,    // As soon as nothing blocks and every review is done.
  by_operator   // An operator releases each contract.
};
[[nodiscard]] std::string_view text_of(Release release);  // "auto", "by_operator"
[[nodiscard]] Result<Release> parse_release(std::string_view text);

struct SupplierSettings {
  std::string supplier = {};
  std::string channel = {};
  Release release = Release::automatic;
  bool operator==(const SupplierSettings&) const = default;
};

// Test: the sandbox where there is one, at once. Else a person, with automatic release.
[[nodiscard]] SupplierSettings default_settings(EnvironmentName environment, const ChannelShelf& channels, std::string_view supplier);
[[nodiscard]] SupplierSettings settings_of(SqlReader& reader, EnvironmentName environment, const ChannelShelf& channels, std::string_view supplier);
// Rows that were set, by supplier.
[[nodiscard]] std::vector<SupplierSettings> all_settings(SqlReader& reader);
void store_settings(SqlTransaction& transaction, const SupplierSettings& settings);

// A person hands it in and answers through POST /v1/enrollment/answers: the package waits to be read there.
class OperatorChannel final : public SubmissionChannel {
 public:
  Result<SubmissionReceipt> submit(const SubmissionPackage& package) override;
};

}  // namespace switchyard::enrollment
