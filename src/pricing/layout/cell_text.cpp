#include "pricing/layout/cell_text.hpp"

#include <cstddef>

namespace switchyard::pricing {
namespace {

// How many bytes of white space stand at `at`: ASCII, and the no-break space of UTF-8.
std::size_t space_at(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (c == '\xC2' && at + 1 < text.size() && text[at + 1] == '\xA0') return 2;
  return 0;
}

bool is_tidy(std::string_view text) {
  bool after_space = true;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool space = space_at(text, at) > 0;
    if (space && (after_space || text[at] != ' ')) return false;
    after_space = space;
  }
  return text.empty() || !after_space;
}

}  // namespace

std::string_view tidy_text(std::string_view text, std::string& storage) {
  if (is_tidy(text)) return text;
  storage.clear();
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    if (const auto space = space_at(text, at); space > 0) {
      gap = true;
      at += space;
      continue;
    }
    if (gap && !storage.empty()) storage += ' ';
    gap = false;
    storage += text[at++];
  }
  return storage;
}

bool is_blank(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto space = space_at(text, at);
    if (space == 0) return false;
    at += space;
  }
  return true;
}

}  // namespace switchyard::pricing
