#include <algorithm>
#include <array>
#include <cstdint>

#include "contracting/search/search_index.hpp"
#include "contracting/search/word_bounds.hpp"
#include "contracting/word_list.hpp"

namespace switchyard::contracting {
namespace {

constexpr WordList<SearchedKind, 2> kKinds = {{{SearchedKind::customer, "customer"}, {SearchedKind::contract, "contract"}}};

// Latin letters of U+00C0 to U+017F without their accents; a space where there is none.
constexpr std::string_view kLatin1 = "aaaaaaaceeeeiiiidnooooo ouuuuy saaaaaaaceeeeiiiidnooooo ouuuuy y";
constexpr std::string_view kLatinA =
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

bool is_word_byte(std::uint8_t byte) { return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z'); }

// Appends the folded form of the two-byte character; other characters of two bytes stay as they are.
void append_folded(std::string& word, std::uint8_t first, std::uint8_t second) {
  const unsigned code = ((first & 0x1Fu) << 6) | (second & 0x3Fu);
  const std::string_view table = code >= 0xC0 && code < 0x100 ? kLatin1 : code >= 0x100 && code < 0x180 ? kLatinA : std::string_view();
  const std::size_t at = code >= 0x100 ? code - 0x100 : code - 0xC0;
  if (!table.empty() && at < table.size() && table[at] != ' ') {
    word += table[at];
    return;
  }
  word += static_cast<char>(first);
  word += static_cast<char>(second);
}

// Punctuation of U+2000 to U+206F, and the Latin-1 signs below U+00C0, part words.
std::size_t separator_size(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  if (!is_word_byte(byte(0))) return 1;
  if (text.size() >= 2 && byte(0) == 0xC2) return 2;
  if (text.size() >= 3 && byte(0) == 0xE2 && (byte(1) == 0x80 || byte(1) == 0x81)) return 3;
  return 0;
}

void keep(std::vector<std::string>& words, std::string& word) {
  if (word.size() > kIndexedWordSizeMax) {
    std::size_t end = kIndexedWordSizeMax;
    while ((static_cast<std::uint8_t>(word[end]) & 0xC0) == 0x80) --end;  // Never within a character.
    word.resize(end);
  }
  if (!word.empty() && words.size() < kIndexedWordsMax) words.push_back(word);
  word.clear();
}

}  // namespace

std::string_view text_of(SearchedKind kind) { return word_in(kKinds, kind); }

std::vector<std::string> words_in_order(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t apart = separator_size(text.substr(i)); apart > 0) {
      // An apostrophe within a word is left out: "O'Hare" is found as "ohare".
      const bool is_apostrophe = text[i] == '\'' || text.substr(i, 3) == "\u2019";
      if (!is_apostrophe) keep(words, word);
      i += apart;
      continue;
    }
    const auto first = static_cast<std::uint8_t>(text[i]);
    const bool is_pair = (first & 0xE0) == 0xC0 && i + 1 < text.size();
    if (is_pair) append_folded(word, first, static_cast<std::uint8_t>(text[i + 1]));
    if (!is_pair) word += first >= 'A' && first <= 'Z' ? static_cast<char>(first - 'A' + 'a') : text[i];
    i += is_pair ? 2 : 1;
  }
  keep(words, word);
  return words;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words = words_in_order(text);
  std::ranges::sort(words);
  words.erase(std::ranges::unique(words).begin(), words.end());
  return words;
}

WordBounds::WordBounds(std::string_view text) : words_(words_of(text.substr(0, kSearchTextSizeMax))) {
  std::ranges::stable_sort(words_, [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  if (words_.size() > kSearchWordsMax) words_.resize(kSearchWordsMax);
  for (const std::string& word : words_) ends_.push_back(word + '\xff');  // No byte of UTF-8 is 0xFF.
}

void WordBounds::add_to(std::vector<SqlValue>& values, std::size_t first, std::size_t count) const {
  for (std::size_t i = first; i < first + count; ++i) {
    const bool there = i < words_.size();
    values.emplace_back(there ? SqlValue(Blob{words_[i]}) : SqlValue(nullptr));
    values.emplace_back(there ? SqlValue(Blob{ends_[i]}) : SqlValue(nullptr));
  }
}

}  // namespace switchyard::contracting
