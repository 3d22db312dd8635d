#include <algorithm>

#include "workbook/book_fake.hpp"
#include "workbook/byte_writer_fake.hpp"

namespace switchyard::workbook {
namespace {

constexpr std::uint32_t kFree = 0xFFFF'FFFF;
constexpr std::uint32_t kEnd = 0xFFFF'FFFE;
constexpr std::uint32_t kFatSector = 0xFFFF'FFFD;
constexpr std::uint32_t kDifatSector = 0xFFFF'FFFC;
constexpr std::size_t kMiniSize = 64;
constexpr std::size_t kMiniBound = 4'096;

std::string padded(std::string bytes, std::size_t unit) {
  bytes.resize((bytes.size() + unit - 1) / unit * unit, '\0');
  return bytes;
}

// Sectors behind each other, and the FAT that chains them.
struct Sectors {
  std::size_t size;
  std::string bytes = {};
  std::vector<std::uint32_t> fat = {};

  std::uint32_t add(const std::string& content) {
    if (content.empty()) return kEnd;
    const auto first = static_cast<std::uint32_t>(fat.size());
    bytes += padded(content, size);
    while (fat.size() < bytes.size() / size) fat.push_back(static_cast<std::uint32_t>(fat.size() + 1));
    fat.back() = kEnd;
    return first;
  }
};

struct EntryFake {
  std::string name;
  unsigned type = 2;
  std::uint32_t right = kFree;
  std::uint32_t child = kFree;
  std::uint32_t first = kEnd;
  std::uint64_t size = 0;
};

std::string directory_of(const std::vector<EntryFake>& entries) {
  ByteWriter out;
  for (const auto& entry : entries) {
    const auto start = out.bytes.size();
    out.utf16(std::u16string(entry.name.begin(), entry.name.end()));
    out.zeros(start + 64 - out.bytes.size());
    out.u16(static_cast<unsigned>(2 * entry.name.size() + 2)).u8(entry.type).u8(1);
    out.u32(kFree).u32(entry.right).u32(entry.child).zeros(36).u32(entry.first).u64(entry.size);
  }
  return out.bytes;
}

std::string fat_bytes_of(const std::vector<std::uint32_t>& fat) {
  ByteWriter out;
  for (const auto next : fat) out.u32(next);
  return out.bytes;
}

// Appends the FAT's own sectors, and those that list them where the header has no room; gives the header.
std::string header_over(Sectors& sectors, std::uint16_t shift, std::uint32_t directory, std::uint32_t mini_fat) {
  const auto per_sector = sectors.size / 4;
  constexpr std::size_t kInHeader = 109;
  std::size_t fat_count = 0;
  std::size_t difat_count = 0;
  while (fat_count * per_sector < sectors.fat.size() + fat_count + difat_count) {
    ++fat_count;
    difat_count = fat_count > kInHeader ? (fat_count - kInHeader + per_sector - 2) / (per_sector - 1) : 0;
  }
  const auto first_fat = static_cast<std::uint32_t>(sectors.fat.size());
  const auto first_difat = static_cast<std::uint32_t>(first_fat + fat_count);
  sectors.fat.insert(sectors.fat.end(), fat_count, kFatSector);
  sectors.fat.insert(sectors.fat.end(), difat_count, kDifatSector);
  auto fat = sectors.fat;
  fat.resize(fat_count * per_sector, kFree);
  sectors.bytes += fat_bytes_of(fat);
  ByteWriter difat;
  for (std::size_t i = 0; i < difat_count * (per_sector - 1); ++i) {
    difat.u32(kInHeader + i < fat_count ? static_cast<std::uint32_t>(first_fat + kInHeader + i) : kFree);
    if ((i + 1) % (per_sector - 1) == 0) {
      const auto next = (i + 1) / (per_sector - 1);
      difat.u32(next < difat_count ? static_cast<std::uint32_t>(first_difat + next) : kEnd);
    }
  }
  sectors.bytes += difat.bytes;
  ByteWriter header;
  header.raw("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
      .zeros(16)
      .u16(0x3E)
      .u16(shift == 9 ? 3 : 4)
      .u16(0xFFFE)
      .u16(shift)
      .u16(6)
      .zeros(10);
  header.u32(static_cast<std::uint32_t>(fat_count)).u32(directory).u32(0).u32(kMiniBound).u32(mini_fat).u32(1);
  header.u32(difat_count > 0 ? first_difat : kEnd).u32(static_cast<std::uint32_t>(difat_count));
  for (std::size_t i = 0; i < kInHeader; ++i) header.u32(i < fat_count ? static_cast<std::uint32_t>(first_fat + i) : kFree);
  return padded(header.bytes, sectors.size);
}

}  // namespace

std::string CompoundFake::bytes() const {
  Sectors sectors{.size = std::size_t{1} << sector_shift};
  Sectors mini{.size = kMiniSize};
  std::vector<EntryFake> entries = {{.name = "Root Entry", .type = 5}};
  const auto add_stream = [&](const std::string& name, const std::string& content) {
    auto& home = content.size() < kMiniBound ? mini : sectors;
    entries.push_back({.name = name, .first = home.add(content), .size = content.size()});
  };
  // The children of the root are a list: each the right neighbour of the one before.
  std::vector<std::size_t> children;
  for (const auto& [name, content] : streams) {
    children.push_back(entries.size());
    add_stream(name, content);
  }
  for (const auto& [name, content] : inside_storages) {
    children.push_back(entries.size());
    entries.push_back({.name = "Storage", .type = 1, .child = static_cast<std::uint32_t>(entries.size() + 1)});
    add_stream(name, content);
  }
  for (std::size_t i = 0; i < children.size(); ++i) {
    auto& link = i == 0 ? entries[0].child : entries[children[i - 1]].right;
    link = static_cast<std::uint32_t>(children[i]);
  }
  entries[0].first = sectors.add(mini.bytes);
  entries[0].size = mini.bytes.size();
  const auto mini_fat = sectors.add(fat_bytes_of(mini.fat));
  const auto directory = sectors.add(directory_of(entries));
  const auto header = header_over(sectors, sector_shift, directory, mini_fat);
  return header + sectors.bytes;
}

}  // namespace switchyard::workbook
