#include "documents/fonts/font_files.hpp"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <string_view>
#include <system_error>

#include "embedded/document_fonts.hpp"

namespace switchyard::documents {
namespace {

std::string file_in_memory(std::string_view bytes) {
  const int file = memfd_create("switchyard-font", MFD_CLOEXEC);
  if (file < 0) throw std::system_error(errno, std::generic_category(), "a font cannot be kept in memory");
  while (!bytes.empty()) {
    const auto written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) throw std::system_error(errno, std::generic_category(), "a font cannot be kept in memory");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return fmt::format("/proc/self/fd/{}", file);
}

}  // namespace

const std::vector<std::string>& font_files() {
  static const auto files = [] {
    std::vector<std::string> paths;
    for (const auto& font : embedded_document_fonts()) paths.push_back(file_in_memory(font.bytes));
    return paths;
  }();
  return files;
}

}  // namespace switchyard::documents
