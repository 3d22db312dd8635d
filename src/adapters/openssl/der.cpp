#include "adapters/openssl/der.hpp"

#include <algorithm>
#include <cstdint>

namespace switchyard::adapters::der {

std::string value(unsigned char tag, std::string_view content) {
  std::string out(1, static_cast<char>(tag));
  const std::size_t size = content.size();
  if (size < 0x80) {
    out += static_cast<char>(size);
  } else {
    std::string length;
    for (std::size_t rest = size; rest > 0; rest >>= 8) length.insert(length.begin(), static_cast<char>(rest & 0xff));
    out += static_cast<char>(0x80 | length.size());
    out += length;
  }
  out += content;
  return out;
}

std::string set_of(std::vector<std::string> elements) {
  std::sort(elements.begin(), elements.end(), [](const std::string& a, const std::string& b) {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                        [](char x, char y) { return static_cast<unsigned char>(x) < static_cast<unsigned char>(y); });
  });
  std::string content;
  for (const auto& element : elements) content += element;
  return value(kSet, content);
}

std::optional<Element> next(std::string_view& from) {
  if (from.size() < 2) return std::nullopt;
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(from[at]); };
  if ((byte(0) & 0x1f) == 0x1f) return std::nullopt;
  std::size_t head = 2;
  std::size_t size = byte(1);
  if (size >= 0x80) {
    const std::size_t count = size & 0x7f;
    if (count < 1 || count > 4 || from.size() < 2 + count || byte(2) == 0) return std::nullopt;
    size = 0;
    for (std::size_t at = 0; at < count; ++at) size = size << 8 | byte(2 + at);
    if (size < 0x80) return std::nullopt;
    head += count;
  }
  if (from.size() - head < size) return std::nullopt;
  Element element{byte(0), from.substr(head, size), from.substr(0, head + size)};
  from.remove_prefix(head + size);
  return element;
}

std::optional<std::vector<Element>> all(std::string_view content) {
  std::vector<Element> elements;
  while (!content.empty()) {
    auto element = next(content);
    if (!element) return std::nullopt;
    elements.push_back(*element);
  }
  return elements;
}

}  // namespace switchyard::adapters::der
