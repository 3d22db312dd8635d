// Enumerations and their words on the wire, from one table each.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "values/ensure.hpp"
#include "values/result.hpp"

namespace switchyard::contracting {

template <class T, std::size_t kCount>
using WordList = std::array<std::pair<T, std::string_view>, kCount>;

template <class T, std::size_t kCount>
std::string_view word_in(const WordList<T, kCount>& words, T value) {
  for (const auto& [each, word] : words) if (each == value) return word;
  ENSURE(false);
  return {};
}

// `not_one_of` with the words that would be right.
template <class T, std::size_t kCount>
Result<T> value_in(const WordList<T, kCount>& words, std::string_view text) {
  std::string right;
  for (const auto& [each, word] : words) {
    if (word == text) return each;
    right.append(right.empty() ? "" : ", ").append(word);
  }
  return Error{ErrorKind::invalid, "not_one_of", "Not one of: " + right + "."};
}

}  // namespace switchyard::contracting
