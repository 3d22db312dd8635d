#include "workbook/compound_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "workbook/byte_reader.hpp"
#include "workbook/encoding.hpp"
#include "workbook/refusal.hpp"

namespace switchyard::workbook {
namespace {

constexpr std::string_view kMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr std::size_t kHeaderSize = 512;
constexpr std::size_t kHeaderFatSectorsAt = 76;
constexpr std::size_t kHeaderFatSectorCount = 109;
constexpr std::size_t kEntrySize = 128;
constexpr std::size_t kMiniSectorSize = 64;
constexpr std::uint32_t kFree = 0xFFFF'FFFF;
constexpr std::uint32_t kEndOfChain = 0xFFFF'FFFE;
constexpr std::uint32_t kNoEntry = 0xFFFF'FFFF;
constexpr std::uint8_t kTypeStream = 2;
constexpr std::uint8_t kTypeRoot = 5;

Error damaged(std::string what) { return unreadable("compound file, " + std::move(what)); }

std::uint32_t u32_at(std::string_view bytes, std::size_t at) { return ByteReader(bytes.substr(at, 4)).u32(); }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

struct Entry {
  std::string name;
  std::uint8_t type = 0;
  std::uint32_t left = kNoEntry;
  std::uint32_t right = kNoEntry;
  std::uint32_t child = kNoEntry;
  std::uint32_t first_sector = 0;
  std::uint64_t size_bytes = 0;
};

Entry entry_at(std::string_view directory, std::size_t index, bool has_long_sizes) {
  ByteReader reader(directory.substr(index * kEntrySize, kEntrySize));
  const auto name = reader.take(64);
  const std::size_t name_size = std::min<std::size_t>(reader.u16(), name.size());
  Entry entry;
  append_utf16(entry.name, name.substr(0, name_size < 2 ? 0 : name_size - 2));
  entry.type = reader.u8();
  reader.skip(1);
  entry.left = reader.u32();
  entry.right = reader.u32();
  entry.child = reader.u32();
  reader.skip(36);  // Class id, state, times.
  entry.first_sector = reader.u32();
  entry.size_bytes = reader.u64();
  // Writers of short sectors leave rubbish in the upper half ([MS-CFB] 2.6.1).
  if (!has_long_sizes) entry.size_bytes &= 0xFFFF'FFFF;
  return entry;
}

}  // namespace

bool CompoundFile::is_one(std::string_view bytes) { return bytes.starts_with(kMagic); }

Result<CompoundFile> CompoundFile::open(std::string_view bytes) {
  CompoundFile file(bytes);
  if (auto header = file.read_header(); !header) return std::move(header).error();
  if (auto fat = file.read_fat(); !fat) return std::move(fat).error();
  if (auto directory = file.read_directory(); !directory) return std::move(directory).error();
  return file;
}

Result<void> CompoundFile::read_header() {
  if (bytes_.size() < kHeaderSize) return damaged(fmt::format("the header is cut off at byte {}", bytes_.size()));
  ByteReader reader(bytes_.substr(26));
  reader.skip(4);  // The version says nothing that the sizes do not say.
  const auto sector_shift = reader.u16();
  const auto mini_shift = reader.u16();
  if (sector_shift != 9 && sector_shift != 12) return damaged(fmt::format("byte 30: a sector size of 2^{}", sector_shift));
  if (mini_shift != 6) return damaged(fmt::format("byte 32: a mini sector size of 2^{}", mini_shift));
  sector_size_ = std::size_t{1} << sector_shift;
  directory_first_ = u32_at(bytes_, 48);
  mini_size_bound_ = u32_at(bytes_, 56);
  mini_fat_first_ = u32_at(bytes_, 60);
  if (mini_size_bound_ > (1u << 20)) return damaged(fmt::format("byte 56: mini streams of up to {} bytes", mini_size_bound_));
  // The last sector may be cut off where nothing stands in its rest.
  const auto after_header = bytes_.size() > sector_size_ ? bytes_.size() - sector_size_ : 0;
  sector_count_ = static_cast<std::uint32_t>((after_header + sector_size_ - 1) / sector_size_);
  return {};
}

Result<std::string_view> CompoundFile::sector(std::uint32_t number, std::string_view what) const {
  if (number >= sector_count_) {
    return damaged(fmt::format("{}: sector {} does not exist, there are {}", what, number, sector_count_));
  }
  return bytes_.substr((std::size_t{number} + 1) * sector_size_, sector_size_);
}

Result<void> CompoundFile::add_fat_sector(std::uint32_t number) {
  if (fat_.size() / (sector_size_ / 4) >= sector_count_) return damaged("more sectors of the FAT than the file has");
  const auto content = sector(number, "the FAT");
  if (!content) return content.error();
  if (content->size() < sector_size_) return damaged(fmt::format("the FAT: sector {} is cut off", number));
  ByteReader reader(*content);
  while (reader.left() > 0) fat_.push_back(reader.u32());
  return {};
}

Result<void> CompoundFile::read_fat() {
  for (std::size_t i = 0; i < kHeaderFatSectorCount; ++i) {
    const auto number = u32_at(bytes_, kHeaderFatSectorsAt + 4 * i);
    if (number == kFree) continue;
    if (auto added = add_fat_sector(number); !added) return added;
  }
  // Where that is not enough, sectors of the DIFAT name further ones; the last word of each names the next.
  auto next = u32_at(bytes_, 68);
  for (std::uint32_t steps = 0; next != kEndOfChain && next != kFree; ++steps) {
    if (steps >= sector_count_) return damaged("the DIFAT comes back to itself");
    const auto content = sector(next, "the DIFAT");
    if (!content) return content.error();
    if (content->size() < sector_size_) return damaged(fmt::format("the DIFAT: sector {} is cut off", next));
    for (std::size_t at = 0; at + 4 < sector_size_; at += 4) {
      const auto number = u32_at(*content, at);
      if (number == kFree) continue;
      if (auto added = add_fat_sector(number); !added) return added;
    }
    next = u32_at(*content, sector_size_ - 4);
  }
  return {};
}

Result<std::string> CompoundFile::read_chain(std::uint32_t first, std::optional<std::uint64_t> size_bytes,
                                             std::string_view what) const {
  if (size_bytes && *size_bytes > bytes_.size()) {
    return damaged(fmt::format("{}: {} bytes are claimed and the file has {}", what, *size_bytes, bytes_.size()));
  }
  std::string out;
  if (size_bytes) out.reserve(static_cast<std::size_t>(*size_bytes));
  std::uint32_t steps = 0;
  for (auto next = first; next != kEndOfChain && (!size_bytes || out.size() < *size_bytes); next = fat_[next]) {
    if (steps++ >= sector_count_) return damaged(fmt::format("{}: the chain of its sectors comes back to itself", what));
    const auto content = sector(next, what);
    if (!content) return content.error();
    if (next >= fat_.size()) return damaged(fmt::format("{}: sector {} stands outside of the FAT", what, next));
    const auto wanted = size_bytes ? static_cast<std::size_t>(*size_bytes) - out.size() : sector_size_;
    out += content->substr(0, wanted);
    if (content->size() < std::min(wanted, sector_size_)) break;
  }
  if (size_bytes && out.size() < *size_bytes) {
    return damaged(fmt::format("{}: cut off after {} of {} bytes", what, out.size(), *size_bytes));
  }
  return out;
}

Result<void> CompoundFile::read_directory() {
  const auto directory = read_chain(directory_first_, std::nullopt, "the directory");
  if (!directory) return directory.error();
  if (directory->size() < kEntrySize) return damaged("the directory is empty");
  return list_root(*directory);
}

// The root's children are a tree of names: each is visited once, in any order.
Result<void> CompoundFile::list_root(std::string_view directory) {
  const auto entry_count = directory.size() / kEntrySize;
  const bool has_long_sizes = sector_size_ > 512;
  auto root = entry_at(directory, 0, has_long_sizes);
  if (root.type != kTypeRoot) return damaged("the directory does not begin with a root");
  root_ = {.name = "mini streams", .first_sector = root.first_sector, .size_bytes = root.size_bytes};
  std::vector<bool> seen(entry_count, false);
  std::vector<std::uint32_t> open = {root.child};
  while (!open.empty()) {
    const auto index = open.back();
    open.pop_back();
    if (index == kNoEntry) continue;
    if (index >= entry_count) return damaged(fmt::format("directory entry {} does not exist, there are {}", index, entry_count));
    if (seen[index]) return damaged(fmt::format("directory entry {} stands in the tree twice", index));
    seen[index] = true;
    auto entry = entry_at(directory, index, has_long_sizes);
    open.push_back(entry.left);
    open.push_back(entry.right);
    if (entry.type != kTypeStream) continue;
    streams_.push_back({.name = std::move(entry.name), .first_sector = entry.first_sector, .size_bytes = entry.size_bytes});
  }
  return {};
}

const CompoundFile::Stream* CompoundFile::find(std::string_view name) const {
  const auto found = std::find_if(streams_.begin(), streams_.end(), [&](const Stream& stream) {
    return std::equal(stream.name.begin(), stream.name.end(), name.begin(), name.end(),
                      [](char a, char b) { return lower(a) == lower(b); });
  });
  return found == streams_.end() ? nullptr : &*found;
}

Result<std::string> CompoundFile::read_mini_chain(const Stream& stream) {
  const auto what = "stream " + quoted(stream.name);
  if (!mini_sectors_) {
    auto sectors = read_chain(root_.first_sector, root_.size_bytes, root_.name);
    if (!sectors) return std::move(sectors).error();
    auto fat = read_chain(mini_fat_first_, std::nullopt, "the mini FAT");
    if (!fat) return std::move(fat).error();
    mini_sectors_ = std::move(*sectors);
    mini_fat_ = std::move(*fat);
  }
  std::string out;
  const auto mini_count = std::min(mini_fat_->size() / 4, mini_sectors_->size() / kMiniSectorSize + 1);
  std::size_t steps = 0;
  for (auto next = stream.first_sector; next != kEndOfChain && out.size() < stream.size_bytes;
       next = u32_at(*mini_fat_, std::size_t{next} * 4)) {
    if (steps++ > mini_count) return damaged(fmt::format("{}: the chain of its mini sectors comes back to itself", what));
    const auto at = std::size_t{next} * kMiniSectorSize;
    if (next >= mini_count || at >= mini_sectors_->size()) {
      return damaged(fmt::format("{}: mini sector {} does not exist, there are {}", what, next, mini_count));
    }
    out += std::string_view(*mini_sectors_).substr(at, std::min<std::size_t>(kMiniSectorSize, stream.size_bytes - out.size()));
  }
  if (out.size() < stream.size_bytes) {
    return damaged(fmt::format("{}: cut off after {} of {} bytes", what, out.size(), stream.size_bytes));
  }
  return out;
}

Result<std::string> CompoundFile::read(const Stream& stream) {
  if (stream.size_bytes < mini_size_bound_) return read_mini_chain(stream);
  return read_chain(stream.first_sector, stream.size_bytes, "stream " + quoted(stream.name));
}

}  // namespace switchyard::workbook
