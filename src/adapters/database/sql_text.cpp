#include "adapters/database/sql_text.hpp"

#include <algorithm>
#include <array>

namespace switchyard::adapters {
namespace {

struct Utf8Range {
  unsigned char first_min, first_max, second_min, second_max;
  std::size_t length;
};

// RFC 3629 section 4: the well-formed byte sequences by their first two bytes.
constexpr std::array<Utf8Range, 7> kUtf8Ranges{{{0xC2, 0xDF, 0x80, 0xBF, 2},
                                                {0xE0, 0xE0, 0xA0, 0xBF, 3},
                                                {0xE1, 0xEC, 0x80, 0xBF, 3},
                                                {0xED, 0xED, 0x80, 0x9F, 3},
                                                {0xEE, 0xEF, 0x80, 0xBF, 3},
                                                {0xF0, 0xF0, 0x90, 0xBF, 4},
                                                {0xF1, 0xF4, 0x80, 0xBF, 4}}};

std::size_t multi_byte_length(std::string_view text) {
  if (text.size() < 2) return 0;
  const auto first = static_cast<unsigned char>(text[0]);
  const auto second = static_cast<unsigned char>(text[1]);
  for (const Utf8Range& range : kUtf8Ranges) {
    if (first < range.first_min || first > range.first_max || second < range.second_min || second > range.second_max) continue;
    if (first == 0xF4 && second > 0x8F) return 0;
    if (text.size() < range.length) return 0;
    for (std::size_t i = 2; i < range.length; ++i) {
      if ((static_cast<unsigned char>(text[i]) & 0xC0u) != 0x80u) return 0;
    }
    return range.length;
  }
  return 0;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const auto first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

// The line up to a "--" that does not stand between quotes.
std::string_view without_comment(std::string_view line) {
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\'') quoted = !quoted;
    if (!quoted && line.substr(i, 2) == "--") return line.substr(0, i);
  }
  return line;
}

}  // namespace

bool is_storable_text(std::string_view text) {
  while (!text.empty()) {
    const auto c = static_cast<unsigned char>(text.front());
    if (c == 0) return false;
    const std::size_t length = c < 0x80 ? 1 : multi_byte_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::vector<std::string> statements_of(std::string_view sql) {
  std::vector<std::string> statements;
  std::string statement;
  const auto finish = [&] {
    if (!trimmed(statement).empty()) statements.emplace_back(trimmed(statement));
    statement.clear();
  };
  while (!sql.empty()) {
    const auto end = std::min(sql.find('\n'), sql.size());
    std::string_view line = trimmed(without_comment(sql.substr(0, end)));
    sql.remove_prefix(std::min(end + 1, sql.size()));
    const bool last = line.ends_with(';');
    if (last) line.remove_suffix(1);
    if (!line.empty()) statement.append(line).append("\n");
    if (last) finish();
  }
  finish();
  return statements;
}

std::string without_locking_clause(std::string_view sql) {
  std::string out(sql);
  for (const std::string_view clause : {" FOR UPDATE SKIP LOCKED", " FOR UPDATE"}) {
    for (auto at = out.find(clause); at != std::string::npos; at = out.find(clause, at)) out.erase(at, clause.size());
  }
  return out;
}

}  // namespace switchyard::adapters
