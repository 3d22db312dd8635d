#include "graphql/validation/locations.hpp"

#include <algorithm>
#include <numeric>

namespace switchyard::graphql::validation {

namespace {

// UTF-16 units that a byte of UTF-8 begins: one, two for the lead of four bytes, none for what continues.
std::uint32_t units_begun(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  if (value >= 0xF0) return 2;
  return (value & 0xC0) == 0x80 ? 0 : 1;
}

class Reader {
 public:
  explicit Reader(std::string_view source) : source_(source) {}

  SourceLocation advance_to(std::size_t offset) {
    for (; at_ < offset && at_ < source_.size(); ++at_) step(source_[at_]);
    return here_;
  }

 private:
  void step(char byte) {
    const bool ends_line = byte == '\n' || (byte == '\r' && !(at_ + 1 < source_.size() && source_[at_ + 1] == '\n'));
    if (!ends_line) {
      here_.column += units_begun(byte);
      return;
    }
    ++here_.line;
    here_.column = 1;
  }

  std::string_view source_;
  std::size_t at_ = 0;
  SourceLocation here_;
};

}  // namespace

std::vector<SourceLocation> locate_all(std::string_view source, const std::vector<std::uint32_t>& offsets) {
  std::vector<std::size_t> order(offsets.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return offsets[i]; });
  std::vector<SourceLocation> located(offsets.size());
  Reader reader(source);
  for (const std::size_t i : order) located[i] = reader.advance_to(offsets[i]);
  return located;
}

}  // namespace switchyard::graphql::validation
