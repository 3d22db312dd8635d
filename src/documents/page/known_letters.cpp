#include "documents/page/known_letters.hpp"

#include <glib.h>

#include "documents/page/set_text.hpp"

namespace switchyard::documents {
namespace {

bool is_known(const std::string& text) { return !SetText(Words{.text = text}, {}).lacks_glyphs(); }

}  // namespace

std::string with_known_letters(std::string_view text) {
  if (text.empty() || is_known(std::string(text))) return std::string(text);
  std::string out;
  while (!text.empty()) {
    const char* next = g_utf8_find_next_char(text.data(), text.data() + text.size());
    const auto size = next == nullptr ? text.size() : static_cast<std::size_t>(next - text.data());
    const std::string letter(text.substr(0, size));
    out += letter == "\n" || is_known(letter) ? letter : "?";
    text.remove_prefix(size);
  }
  return out;
}

}  // namespace switchyard::documents
