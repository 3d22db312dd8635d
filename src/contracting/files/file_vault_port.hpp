// Where the bytes of files lie: in the environment's database, in a directory, or in an object store.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "access/caller.hpp"
#include "ports/database.hpp"

namespace switchyard::contracting {

// Bytes of one partner, known by their SHA-256 (64 lower-case hexadecimal digits). The same bytes of two partners are two things.
struct VaultPlace {
  access::PartnerId partner;
  std::string sha256;
};

// Safe to call from many threads. What is outside the database is written before the transaction ends, so that it is there if the row is;
// bytes that no row names may be left behind and do no harm.
class FileVault {
 public:
  virtual ~FileVault() = default;
  // Twice the same is the same.
  virtual void put(SqlTransaction& transaction, const VaultPlace& place, std::string_view bytes) = 0;
  // The part of that number, counted from 0, of at most 1 MiB; nothing behind the last, or where there are no such bytes. Never an empty part.
  [[nodiscard]] virtual std::optional<std::string> read_part(SqlReader& reader, const VaultPlace& place, std::int64_t part) = 0;
  // Gone, or never there. Called by byte_removal.hpp alone, since a vault outside of the database cannot take it back.
  virtual void remove(SqlTransaction& transaction, const VaultPlace& place) = 0;
};

}  // namespace switchyard::contracting
