#include "contracting/files/tiff_pages.hpp"

namespace switchyard::contracting {
namespace {

constexpr std::int64_t kCountMax = 10'000;

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes), little_(bytes.starts_with("II")) {}

  [[nodiscard]] std::optional<std::uint32_t> number(std::size_t at, std::size_t size) const {
    if (at > bytes_.size() || bytes_.size() - at < size) return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) value = value << 8 | static_cast<std::uint8_t>(bytes_[at + (little_ ? size - 1 - i : i)]);
    return value;
  }

 private:
  std::string_view bytes_;
  bool little_;
};

}  // namespace

std::optional<std::int64_t> tiff_page_count(std::string_view bytes) {
  const Reader reader(bytes);
  auto directory = reader.number(4, 4);
  std::int64_t count = 0;
  // A circle has more directories than the limit.
  while (directory && *directory != 0 && count < kCountMax) {
    const auto entries = reader.number(*directory, 2);
    if (!entries || *entries == 0) return std::nullopt;
    directory = reader.number(std::size_t{*directory} + 2 + std::size_t{*entries} * 12, 4);
    ++count;
  }
  if (!directory || count == 0) return std::nullopt;
  return count;
}

}  // namespace switchyard::contracting
