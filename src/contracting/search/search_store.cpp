#include <algorithm>
#include <deque>

#include <fmt/format.h>

#include "contracting/search/search_index.hpp"
#include "contracting/search/word_bounds.hpp"

namespace switchyard::contracting {
namespace {

// Ids tell when they were made, behind their four letters. Things of a partner that have a word within the bounds, for up to kSearchWordsMax words; bounds that are NULL hold for everything.
std::string search_sql() {
  std::string sql = "SELECT DISTINCT kind, object_id, SUBSTR(object_id, 5) AS made FROM search_words WHERE partner_id = $1 AND word >= $2 AND word < $3 AND ($4 = '' OR kind = $4)";
  for (std::size_t i = 1; i < kSearchWordsMax; ++i) {
    const std::size_t from = 4 + 2 * i - 1;
    sql += fmt::format(" AND (object_id IN (SELECT object_id FROM search_words WHERE partner_id = $1 AND word >= ${0} AND word < ${1}) OR ${0} IS NULL)", from, from + 1);
  }
  return sql + fmt::format(" ORDER BY made DESC, kind LIMIT ${}", 4 + 2 * kSearchWordsMax - 1);
}

SearchedKind kind_of(std::string_view text) { return text == text_of(SearchedKind::contract) ? SearchedKind::contract : SearchedKind::customer; }

}  // namespace

void index_parts(SqlTransaction& transaction, const access::PartnerId& partner, std::span<const IndexedPart> parts) {
  const std::string owner = partner.text();
  std::deque<std::vector<std::string>> kept;
  std::vector<std::vector<SqlValue>> gone;
  std::vector<std::vector<SqlValue>> rows;
  for (const IndexedPart& part : parts) {
    std::string text;
    for (const std::string& each : part.texts) text.append(each).append(" ");
    kept.push_back(words_of(text));
    gone.push_back({std::string_view(part.object), std::string_view(part.part), text_of(part.kind)});
    for (const std::string& word : kept.back()) {
      rows.push_back({std::string_view(owner), Blob{word}, text_of(part.kind), std::string_view(part.object), std::string_view(part.part)});
    }
  }
  if (!gone.empty()) transaction.execute_many("DELETE FROM search_words WHERE object_id = $1 AND part = $2 AND kind = $3", gone);
  if (!rows.empty()) transaction.execute_many("INSERT INTO search_words (partner_id, word, kind, object_id, part) VALUES ($1, $2, $3, $4, $5)", rows);
}

void unindex(SqlTransaction& transaction, const access::PartnerId& partner, SearchedKind kind, std::string_view object) {
  const std::string owner = partner.text();
  transaction.execute("DELETE FROM search_words WHERE partner_id = $1 AND object_id = $2 AND kind = $3", {std::string_view(owner), object, text_of(kind)});
}

std::vector<SearchHit> search(SqlReader& reader, const access::PartnerId& partner, std::string_view text, std::span<const SearchedKind> kinds, std::int64_t limit) {
  static const std::string kSql = search_sql();
  const WordBounds bounds(text);
  std::vector<SearchHit> hits;
  if (bounds.empty()) return hits;
  const std::string owner = partner.text();
  std::vector<SqlValue> values = {std::string_view(owner)};
  bounds.add_to(values, 0, 1);
  values.emplace_back(kinds.size() == 1 ? text_of(kinds.front()) : std::string_view());
  bounds.add_to(values, 1, kSearchWordsMax - 1);
  values.emplace_back(limit);
  reader.query(kSql, values, [&](const SqlRow& row) { hits.push_back({kind_of(row.text(0)), std::string(row.text(1))}); });
  return hits;
}

}  // namespace switchyard::contracting
