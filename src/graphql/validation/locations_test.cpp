#include "graphql/validation/locations.hpp"

#include <gtest/gtest.h>

#include "graphql/language/source_location.hpp"

namespace switchyard::graphql::validation {

namespace {

TEST(Locations, AreTheSameTogetherAsOneByOne) {
  const std::string source = "a\nbc\r\nd\re\u00e9\u20ac\U0001F600f\n\n";
  std::vector<std::uint32_t> offsets;
  for (std::uint32_t i = 0; i <= source.size(); ++i) {
    const bool within_line_end = i > 0 && source[i - 1] == '\r' && source[i] == '\n';
    const bool begins = !within_line_end && (static_cast<unsigned char>(source[i]) & 0xC0) != 0x80;
    if (begins) offsets.insert(offsets.begin(), i);
  }
  const std::vector<SourceLocation> located = locate_all(source, offsets);
  for (std::size_t i = 0; i < offsets.size(); ++i) EXPECT_EQ(located[i], locate(source, offsets[i])) << offsets[i];
}

TEST(Locations, CountColumnsInUtf16Units) {
  EXPECT_EQ(locate_all("\U0001F600 x\u00e9y", {8, 5, 4}), (std::vector<SourceLocation>{{1, 6}, {1, 4}, {1, 3}}));
}

}  // namespace

}  // namespace switchyard::graphql::validation
