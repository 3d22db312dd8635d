// Bytes that no file needs go, after the transaction that buried the last file: a vault outside of the database cannot take a removal back.
#pragma once

#include <string_view>

#include "contracting/files/file_vault_port.hpp"
#include "outbox/job_runner.hpp"
#include "outbox/outbox.hpp"

namespace switchyard::contracting {

inline constexpr std::string_view kRemoveBytesJob = "files.remove_bytes";
// Like audit entries they are never given up: erased is erased.
inline constexpr outbox::RetryPolicy kRemovalRetries{.attempts_max = 1'000'000, .first_pause = Duration::seconds(1), .longest_pause = Duration::minutes(10)};

// Asks for the removal where no file that is not deleted has these bytes.
void remove_bytes_if_unused(SqlTransaction& transaction, outbox::Outbox& outbox, const VaultPlace& place);

// The handler of kRemoveBytesJob for the outbox of an environment. Looks again whether the bytes are unused: they may have come anew. The vault must outlive it.
[[nodiscard]] outbox::JobHandler byte_remover(FileVault& vault);

}  // namespace switchyard::contracting
