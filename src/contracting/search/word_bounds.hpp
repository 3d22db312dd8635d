// The words of a question as bounds of the index: [word, word and everything behind it).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ports/database.hpp"

namespace switchyard::contracting {

// Must outlive the statement that it binds.
class WordBounds {
 public:
  // The longest words go first: they are the rarest. At most kSearchWordsMax.
  explicit WordBounds(std::string_view text);

  [[nodiscard]] bool empty() const { return words_.empty(); }
  // Two values a word from `first` on, `count` words; two NULLs where there are no more.
  void add_to(std::vector<SqlValue>& values, std::size_t first, std::size_t count) const;

 private:
  std::vector<std::string> words_;
  std::vector<std::string> ends_;
};

}  // namespace switchyard::contracting
