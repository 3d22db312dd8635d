// Texts that partners send: cursors, words of search, e-mail addresses and phone numbers are understood or refused, and what is understood bears doing it again.
// links: contracting
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "contracting/page.hpp"
#include "contracting/party_text.hpp"
#include "contracting/search/search_index.hpp"

using namespace switchyard;
using namespace switchyard::contracting;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  if (const auto cursor = parse_cursor(text); cursor && cursor_text(*cursor) != text) std::abort();
  const auto words = words_of(text);
  for (const std::string& word : words) {
    if (word.empty() || word.size() > kIndexedWordSizeMax) std::abort();
    if (is_plain_text(text) && words_of(word) != std::vector{word}) std::abort();
  }
  std::vector<FieldError> refusals;
  FieldCheck check("", refusals);
  const std::string email = check.email("email", text);
  if (check.email("email", email) != email) std::abort();
  const std::string phone = check.phone("phone", text);
  if (check.phone("phone", phone) != phone) std::abort();
  return 0;
}
