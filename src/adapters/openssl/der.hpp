// DER (X.690) as far as a CMS needs it: values put together, and taken apart strictly.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace switchyard::adapters::der {

inline constexpr unsigned char kInteger = 0x02;
inline constexpr unsigned char kOctets = 0x04;
inline constexpr unsigned char kNull = 0x05;
inline constexpr unsigned char kObject = 0x06;
inline constexpr unsigned char kSequence = 0x30;
inline constexpr unsigned char kSet = 0x31;
inline constexpr unsigned char kContext0 = 0xa0;
inline constexpr unsigned char kContext1 = 0xa1;
inline constexpr unsigned char kContext4 = 0xa4;

[[nodiscard]] std::string value(unsigned char tag, std::string_view content);
template <class... Parts>
[[nodiscard]] std::string sequence(const Parts&... parts) {
  std::string content;
  (content.append(parts), ...);
  return value(kSequence, content);
}
// In the order that DER asks of a SET OF.
[[nodiscard]] std::string set_of(std::vector<std::string> elements);

struct Element {
  unsigned char tag = 0;
  std::string_view content;
  std::string_view whole;  // With tag and length.
};

// The next one of `from`, which it is taken off. Nothing where the tag has several bytes, or the length is not in the fewest bytes or beyond the end.
[[nodiscard]] std::optional<Element> next(std::string_view& from);
// All of a content; nothing where any is not sound.
[[nodiscard]] std::optional<std::vector<Element>> all(std::string_view content);

}  // namespace switchyard::adapters::der
