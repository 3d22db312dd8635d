#include "adapters/directory/directory_vault.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

namespace switchyard::adapters {
namespace {

[[noreturn]] void refuse(const std::string& what) { throw std::system_error(errno, std::generic_category(), what); }

class Descriptor {
 public:
  Descriptor(const std::string& path, int flags) : path_(path), number_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~Descriptor() { if (number_ >= 0) ::close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] bool is_open() const { return number_ >= 0; }
  [[nodiscard]] int number() const { return number_; }
  void write_whole(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t count = ::write(number_, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) refuse(path_);
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }
  void sync() const { if (::fsync(number_) != 0) refuse(path_); }

 private:
  std::string path_;
  int number_;
};

// So that a name survives a crash of the machine, the folder that has it is synced, too.
void sync_folder(const std::string& folder) {
  const Descriptor descriptor(folder, O_RDONLY | O_DIRECTORY);
  if (!descriptor.is_open()) refuse(folder);
  descriptor.sync();
}

}  // namespace

std::string DirectoryVault::folder_of(const contracting::VaultPlace& place) const {
  ENSURE(place.sha256.size() == 64 && place.sha256.find_first_not_of("0123456789abcdef") == std::string::npos);
  return fmt::format("{}/{}/{}", root_, place.partner.text(), place.sha256.substr(0, 2));
}

void DirectoryVault::put(SqlTransaction&, const contracting::VaultPlace& place, std::string_view bytes) {
  const std::string folder = folder_of(place);
  const std::string file = file_of(place);
  struct stat found {};
  if (::stat(file.c_str(), &found) == 0 && static_cast<std::size_t>(found.st_size) == bytes.size()) return;
  std::filesystem::create_directories(folder);
  static std::atomic<unsigned> written = 0;
  const std::string unfinished = fmt::format("{}.{}.{}", file, ::getpid(), written++);
  {
    const Descriptor descriptor(unfinished, O_WRONLY | O_CREAT | O_EXCL);
    if (!descriptor.is_open()) refuse(unfinished);
    descriptor.write_whole(bytes);
    descriptor.sync();
  }
  if (::rename(unfinished.c_str(), file.c_str()) != 0) refuse(file);
  sync_folder(folder);
}

std::optional<std::string> DirectoryVault::read_part(SqlReader&, const contracting::VaultPlace& place, std::int64_t part) {
  const std::string file = file_of(place);
  const Descriptor descriptor(file, O_RDONLY);
  if (!descriptor.is_open() && errno == ENOENT) return std::nullopt;
  if (!descriptor.is_open()) refuse(file);
  std::string bytes(kPartSizeMax, '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const auto at = static_cast<off_t>(static_cast<std::size_t>(part) * kPartSizeMax + filled);
    const ssize_t count = ::pread(descriptor.number(), bytes.data() + filled, bytes.size() - filled, at);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) refuse(file);
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
  }
  if (filled == 0) return std::nullopt;
  bytes.resize(filled);
  return bytes;
}

void DirectoryVault::remove(SqlTransaction&, const contracting::VaultPlace& place) {
  const std::string file = file_of(place);
  if (::unlink(file.c_str()) == 0) return sync_folder(folder_of(place));
  if (errno != ENOENT) refuse(file);
}

}  // namespace switchyard::adapters
