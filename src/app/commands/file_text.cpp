#include "app/commands/file_text.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace switchyard::app {
namespace {

Error unreadable(const std::string& path, const char* why) {
  return Error{.kind = ErrorKind::invalid, .code = "file_unreadable", .message = fmt::format("{}: {}", path, why)};
}

}  // namespace

Result<std::string> read_file_text(const std::string& path, std::size_t size_max) {
  std::error_code failed;
  if (std::filesystem::is_directory(path, failed)) return unreadable(path, "is a folder, not a file");
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return unreadable(path, std::strerror(errno));
  const auto size = std::filesystem::file_size(path, failed);
  if (!failed && size > size_max) {
    return Error{.kind = ErrorKind::too_large, .code = "file_too_large", .message = fmt::format("{}: more than {} bytes", path, size_max)};
  }
  std::string text;
  if (!failed) text.reserve(static_cast<std::size_t>(size));
  char piece[65536];
  while (stream.read(piece, sizeof piece) || stream.gcount() > 0) {
    text.append(piece, static_cast<std::size_t>(stream.gcount()));
    if (text.size() > size_max) {
      return Error{.kind = ErrorKind::too_large, .code = "file_too_large", .message = fmt::format("{}: more than {} bytes", path, size_max)};
    }
  }
  return text;
}

Result<void> write_file_text(const std::string& path, std::string_view text, bool owner_only) {
  const std::string beside = path + ".new";
  const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, owner_only ? 0600 : 0644);
  if (file < 0) return unreadable(beside, std::strerror(errno));
  std::string_view left = text;
  while (!left.empty()) {
    const ssize_t written = ::write(file, left.data(), left.size());
    if (written < 0) {
      const Error failure = unreadable(beside, std::strerror(errno));
      ::close(file);
      return failure;
    }
    left.remove_prefix(static_cast<std::size_t>(written));
  }
  const bool synced = ::fsync(file) == 0;
  ::close(file);
  if (!synced || std::rename(beside.c_str(), path.c_str()) != 0) return unreadable(path, std::strerror(errno));
  return {};
}

}  // namespace switchyard::app
