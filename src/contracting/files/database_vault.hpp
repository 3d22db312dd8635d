// The vault in the environment's own database: bytes in parts, written and removed with the rows that name them.
#pragma once

#include "contracting/files/file_vault_port.hpp"

namespace switchyard::contracting {

class DatabaseVault final : public FileVault {
 public:
  static constexpr std::size_t kPartSizeMax = 512 * 1024;

  void put(SqlTransaction& transaction, const VaultPlace& place, std::string_view bytes) override;
  [[nodiscard]] std::optional<std::string> read_part(SqlReader& reader, const VaultPlace& place, std::int64_t part) override;
  void remove(SqlTransaction& transaction, const VaultPlace& place) override;
};

}  // namespace switchyard::contracting
