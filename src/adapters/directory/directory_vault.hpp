// Files' bytes in a directory instead of the database: ROOT/PARTNER/ab/abcdef… by their SHA-256, each written whole before it has its name.
//
// The directory must be the same for every node, on a file system that can rename. A file that no row names (its transaction was undone) does no harm: the same
// bytes again find it.
#pragma once

#include <string>

#include "contracting/files/file_vault_port.hpp"

namespace switchyard::adapters {

// Safe to call from many threads. Throws std::system_error where the file system refuses.
class DirectoryVault final : public contracting::FileVault {
 public:
  static constexpr std::size_t kPartSizeMax = 512 * 1024;

  explicit DirectoryVault(std::string root) : root_(std::move(root)) {}

  void put(SqlTransaction& transaction, const contracting::VaultPlace& place, std::string_view bytes) override;
  [[nodiscard]] std::optional<std::string> read_part(SqlReader& reader, const contracting::VaultPlace& place, std::int64_t part) override;
  void remove(SqlTransaction& transaction, const contracting::VaultPlace& place) override;

 private:
  [[nodiscard]] std::string folder_of(const contracting::VaultPlace& place) const;
  [[nodiscard]] std::string file_of(const contracting::VaultPlace& place) const { return folder_of(place) + "/" + place.sha256; }

  const std::string root_;
};

}  // namespace switchyard::adapters
