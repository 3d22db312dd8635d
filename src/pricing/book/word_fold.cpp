#include "pricing/book/word_fold.hpp"

namespace switchyard::pricing {

std::string folded(std::string_view word) {
  std::string out;
  out.reserve(word.size());
  for (const char c : word) {
    if (c >= 'A' && c <= 'Z') {
      out.push_back(static_cast<char>(c - 'A' + 'a'));
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '<' || c == '>' || c == '&' || c == '+' ||
               (static_cast<unsigned char>(c) & 0x80U) != 0) {
      out.push_back(c);
    }
  }
  return out;
}

}  // namespace switchyard::pricing
