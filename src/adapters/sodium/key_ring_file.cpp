#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>

#include "adapters/sodium/sodium_sealer.hpp"

namespace switchyard::adapters {

namespace {

constexpr std::size_t kRingSizeMax = kSealingKeysMax * 80;

class OpenFile {
 public:
  OpenFile(const std::string& file, int flags, mode_t mode = 0) : descriptor_(::open(file.c_str(), flags | O_CLOEXEC, mode)) {}
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

Error unreadable(const std::string& file, const std::string& why) {
  return Error{ErrorKind::invalid, "key_file_unreadable", fmt::format("The file of sealing keys, {}: {}.", file, why)};
}

// Nothing where there is no such file.
Result<std::optional<Secret>> read_ring(const std::string& file) {
  const OpenFile ring(file, O_RDONLY);
  if (ring.descriptor() < 0) {
    if (errno == ENOENT) return std::optional<Secret>();
    return unreadable(file, std::strerror(errno));
  }
  struct stat status {};
  if (::fstat(ring.descriptor(), &status) != 0) return unreadable(file, std::strerror(errno));
  if ((status.st_mode & 077) != 0) return unreadable(file, "others than its owner may use it (chmod 600)");
  std::string text(kRingSizeMax, '\0');
  const ssize_t size = ::read(ring.descriptor(), text.data(), text.size());
  if (size < 0) return unreadable(file, std::strerror(errno));
  text.resize(static_cast<std::size_t>(size));
  return std::optional<Secret>(Secret(std::move(text)));
}

bool write_synced(const std::string& file, std::string_view text) {
  const OpenFile out(file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (out.descriptor() < 0) return false;
  return ::write(out.descriptor(), text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(out.descriptor()) == 0;
}

Result<void> sync_folder(const std::string& file) {
  const auto folder = std::filesystem::path(file).parent_path();
  const OpenFile directory(folder.empty() ? "." : folder.string(), O_RDONLY | O_DIRECTORY);
  if (directory.descriptor() < 0 || ::fsync(directory.descriptor()) != 0) return unreadable(file, std::strerror(errno));
  return {};
}

// Whole or not at all. `replace` false: another's file that came in between stays.
Result<void> write_ring(const std::string& file, std::string_view text, bool replace) {
  const std::string draft = fmt::format("{}.{}.new", file, ::getpid());
  if (!write_synced(draft, text)) return unreadable(file, std::strerror(errno));
  const bool placed = replace ? ::rename(draft.c_str(), file.c_str()) == 0 : ::link(draft.c_str(), file.c_str()) == 0;
  const int reason = errno;
  if (!replace || !placed) ::unlink(draft.c_str());
  if (!placed && (replace || reason != EEXIST)) return unreadable(file, std::strerror(reason));
  return sync_folder(file);
}

}  // namespace

Result<Secret> read_or_make_key_ring(const std::string& file) {
  auto ring = read_ring(file);
  if (!ring) return std::move(ring).error();
  if (*ring) return std::move(**ring);
  auto written = write_ring(file, new_sealing_key_line().reveal(), false);
  if (!written) return std::move(written).error();
  ring = read_ring(file);
  if (!ring) return std::move(ring).error();
  if (!*ring) return unreadable(file, "it vanished");
  return std::move(**ring);
}

Result<Secret> add_sealing_key(const std::string& file) {
  auto ring = read_or_make_key_ring(file);
  if (!ring) return std::move(ring).error();
  std::string text(ring->reveal());
  if (!text.ends_with('\n')) text.push_back('\n');
  text += new_sealing_key_line().reveal();
  Secret grown(std::move(text));
  auto sound = SodiumSealer::from_key_ring(grown.reveal());
  if (!sound) return std::move(sound).error();
  auto written = write_ring(file, grown.reveal(), true);
  if (!written) return std::move(written).error();
  return grown;
}

Result<void> forget_old_sealing_keys(const std::string& file) {
  auto ring = read_or_make_key_ring(file);
  if (!ring) return std::move(ring).error();
  std::string_view text = ring->reveal();
  while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
  const auto start = text.rfind('\n');
  const Secret last(std::string(start == std::string_view::npos ? text : text.substr(start + 1)) + "\n");
  return write_ring(file, last.reveal(), true);
}

}  // namespace switchyard::adapters
