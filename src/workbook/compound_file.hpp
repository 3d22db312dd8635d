// A compound file ([MS-CFB]): the container of xls, a small file system of streams in chained sectors.
//
// Every sector number, chain and length is checked: a chain that comes back to itself ends where it is longer than the file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "values/result.hpp"

namespace switchyard::workbook {

// Views the bytes, which must outlive it. Not for several threads at a time.
class CompoundFile {
 public:
  struct Stream {
    std::string name;
    std::uint32_t first_sector = 0;
    std::uint64_t size_bytes = 0;
  };

  [[nodiscard]] static bool is_one(std::string_view bytes);
  // Refused: "workbook_unreadable" with the sector or the entry.
  static Result<CompoundFile> open(std::string_view bytes);

  // The streams that stand in the root; those inside storages (macros, embedded objects) are not looked at.
  [[nodiscard]] const std::vector<Stream>& streams() const { return streams_; }
  // By name without regard to the case of ASCII letters.
  [[nodiscard]] const Stream* find(std::string_view name) const;
  Result<std::string> read(const Stream& stream);

 private:
  explicit CompoundFile(std::string_view bytes) : bytes_(bytes) {}

  Result<void> read_header();
  Result<void> read_fat();
  Result<void> add_fat_sector(std::uint32_t sector);
  Result<void> read_directory();
  Result<void> list_root(std::string_view directory);
  // The whole sectors of a chain, or the first `size_bytes` of it.
  Result<std::string> read_chain(std::uint32_t first, std::optional<std::uint64_t> size_bytes, std::string_view what) const;
  Result<std::string> read_mini_chain(const Stream& stream);
  [[nodiscard]] Result<std::string_view> sector(std::uint32_t number, std::string_view what) const;

  std::string_view bytes_;
  std::size_t sector_size_ = 512;
  std::uint32_t sector_count_ = 0;
  std::uint32_t directory_first_ = 0;
  std::uint32_t mini_fat_first_ = 0;
  std::uint32_t mini_size_bound_ = 4096;  // Shorter streams stand in mini sectors.
  std::vector<std::uint32_t> fat_;
  Stream root_;  // Holds the mini sectors.
  std::vector<Stream> streams_;
  std::optional<std::string> mini_fat_;
  std::optional<std::string> mini_sectors_;
};

}  // namespace switchyard::workbook
