// Full text over customers and contracts, by words that begin as asked. One index for both engines: an inverted table that is kept in the
// transaction of what it indexes, so that it is never behind.
//
// A word is a run of letters and digits, folded to lower case and without the accents of Latin letters. A number that is written with dashes or
// spaces is found by its parts; give it to `texts` without them, too, where it should be found whole.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/caller.hpp"
#include "ports/database.hpp"

namespace switchyard::contracting {

inline constexpr std::size_t kSearchTextSizeMax = 200;
inline constexpr std::size_t kSearchWordsMax = 8;         // Of a question; further ones are not looked at.
inline constexpr std::size_t kIndexedWordSizeMax = 40;    // Bytes; a longer word is cut.
inline constexpr std::size_t kIndexedWordsMax = 20'000;   // Of one thing: a customer of a thousand accounts.

enum class SearchedKind : std::uint8_t { customer, contract };
[[nodiscard]] std::string_view text_of(SearchedKind kind);

// As they come.
[[nodiscard]] std::vector<std::string> words_in_order(std::string_view text);
// Distinct, sorted.
[[nodiscard]] std::vector<std::string> words_of(std::string_view text);

// A part of a thing's words that is written at once: a customer's own under "", an account's under the account's id. Replaces what stood under
// that part; no texts: takes it out. One statement for those that went and one for those that came.
struct IndexedPart {
  SearchedKind kind = SearchedKind::customer;
  std::string object;               // Id of what is found.
  std::string part = {};
  std::vector<std::string> texts = {};
};
void index_parts(SqlTransaction& transaction, const access::PartnerId& partner, std::span<const IndexedPart> parts);
void unindex(SqlTransaction& transaction, const access::PartnerId& partner, SearchedKind kind, std::string_view object);

struct SearchHit {
  SearchedKind kind = SearchedKind::customer;
  std::string object;
};
// Things of which every word of `text` begins a word, the newest first, at most `limit`; `kinds` empty: of any kind. No words: nothing.
[[nodiscard]] std::vector<SearchHit> search(SqlReader& reader, const access::PartnerId& partner, std::string_view text, std::span<const SearchedKind> kinds,
                                            std::int64_t limit);

}  // namespace switchyard::contracting
