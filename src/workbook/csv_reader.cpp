// Tables as text (RFC 4180, and what programs write instead of it).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "workbook/encoding.hpp"
#include "workbook/opened_workbook.hpp"
#include "workbook/refusal.hpp"

namespace switchyard::workbook {
namespace {

constexpr std::array kDelimiters = {',', ';', '\t', '|'};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// What a first line "sep=;" says, as Excel writes and reads it; '\0' where there is none.
char declared_delimiter(std::string_view text) {
  const bool declares = text.size() > 4 && (text.starts_with("sep=") || text.starts_with("SEP="));
  const bool whole_line = declares && (text.size() == 5 || text[5] == '\r' || text[5] == '\n');
  return whole_line ? text[4] : '\0';
}

std::size_t line_size(std::string_view text) {
  const auto end = text.find_first_of("\r\n");
  if (end == std::string_view::npos) return text.size();
  return end + (text.substr(end).starts_with("\r\n") ? 2 : 1);
}

// How well a delimiter explains the first lines: how many of them agree on a width, by how many delimiters that is. A comma
// between two digits says nothing: it may be a decimal point or part of a thousand.
std::size_t evidence_of(std::string_view text, char delimiter) {
  constexpr std::size_t kLineCountMax = 200;
  std::map<std::size_t, std::size_t> lines_by_count;
  std::size_t count = 0;
  std::size_t lines = 0;
  bool quoted_part = false;
  for (std::size_t i = 0; i < text.size() && lines < kLineCountMax; ++i) {
    const char c = text[i];
    if (c == '"') quoted_part = !quoted_part;
    if (quoted_part) continue;
    if (c == '\n' || c == '\r') {
      ++lines_by_count[std::exchange(count, 0)];
      ++lines;
    } else if (c == delimiter) {
      const bool may_be_decimal = c == ',' && i > 0 && i + 1 < text.size() && is_digit(text[i - 1]) && is_digit(text[i + 1]);
      count += may_be_decimal ? 0 : 1;
    }
  }
  ++lines_by_count[count];
  std::size_t best = 0;
  for (const auto& [width, times] : lines_by_count) best = std::max(best, width * times);
  return best;
}

char find_delimiter(std::string_view text) {
  constexpr std::size_t kSampleSize = 64u << 10;
  const auto sample = text.substr(0, kSampleSize);
  char best = kDelimiters.front();
  std::size_t best_evidence = 0;
  for (const char delimiter : kDelimiters) {
    const auto evidence = evidence_of(sample, delimiter);
    if (evidence > best_evidence) {
      best = delimiter;
      best_evidence = evidence;
    }
  }
  return best;
}

class CsvReader {
 public:
  CsvReader(std::string_view text, char delimiter, const Limits& limits, CellTexts& texts)
      : text_(text), delimiter_(delimiter), limits_(limits), texts_(texts), builder_(texts) {
    ends_field_[static_cast<unsigned char>(delimiter)] = true;
    ends_field_['\n'] = true;
    ends_field_['\r'] = true;
  }

  Result<StoredGrid> read() {
    for (place_.row = 0; at_ < text_.size(); ++place_.row) {
      if (place_.row >= limits_.row_count_max) return too_large("row_count_max", limits_.row_count_max, "the number of lines");
      if (auto line = read_line(); !line) return std::move(line).error();
    }
    return std::move(builder_).finish();
  }

 private:
  Result<void> read_line() {
    for (place_.column = 0;; ++place_.column) {
      if (place_.column >= std::min<std::size_t>(limits_.column_count_max, 1u << 16)) {
        return too_large("column_count_max", limits_.column_count_max, "line " + std::to_string(place_.row + 1));
      }
      if (++cell_count_ > limits_.cell_count_max) {
        return too_large("cell_count_max", limits_.cell_count_max,
                         "the number of fields up to line " + std::to_string(place_.row + 1));
      }
      const bool is_quoted = at_ < text_.size() && text_[at_] == '"';
      if (is_quoted && !take_quoted()) {
        return unreadable(
            fmt::format("the quote that opens at line {}, field {} is never closed", place_.row + 1, place_.column + 1));
      }
      const auto field = is_quoted ? std::string_view(scratch_) : take_plain();
      if (field.size() > limits_.cell_text_size_max) {
        return too_large("cell_text_size_max", limits_.cell_text_size_max, "the field at " + a1_of(place_));
      }
      if (!field.empty()) {
        builder_.add(place_.row,
                     PackedCell(texts_.pool.add(field), static_cast<std::uint16_t>(place_.column), CellKind::text, 0));
      }
      if (at_ == text_.size() || text_[at_] != delimiter_) break;
      ++at_;
    }
    if (at_ < text_.size()) at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
    return {};
  }

  std::string_view take_plain() {
    const auto from = at_;
    while (at_ < text_.size() && !ends_field_[static_cast<unsigned char>(text_[at_])]) ++at_;
    return text_.substr(from, at_ - from);
  }

  // What follows a closing quote before the delimiter belongs to the field as it stands: "a"b is ab.
  bool take_quoted() {
    scratch_.clear();
    for (++at_;;) {
      const auto end = std::min(text_.find_first_of("\"\r", at_), text_.size());
      scratch_ += text_.substr(at_, end - at_);
      if (end == text_.size()) return false;
      at_ = end + 1;
      const char next = at_ < text_.size() ? text_[at_] : '\0';
      if (text_[end] == '\r') {
        scratch_ += '\n';
        at_ += next == '\n' ? 1 : 0;
      } else if (next == '"') {
        scratch_ += '"';
        ++at_;
      } else {
        scratch_ += take_plain();
        return true;
      }
    }
  }

  std::string_view text_;
  char delimiter_;
  const Limits& limits_;
  CellTexts& texts_;
  GridBuilder builder_;
  std::array<bool, 256> ends_field_{};
  std::size_t at_ = 0;
  CellPlace place_;
  std::size_t cell_count_ = 0;
  std::string scratch_;
};

}  // namespace

Result<std::unique_ptr<OpenedWorkbook>> open_csv(std::string bytes, const Limits& limits) {
  constexpr char kEndOfFile = '\x1A';  // CP/M's, which DOS programs still append.
  const std::string owned = to_utf8(std::move(bytes));
  if (owned.size() > limits.unpacked_size_max) return too_large("unpacked_size_max", limits.unpacked_size_max, "the text");
  if (owned.find('\0') != std::string::npos) return unreadable("a NUL byte in a text");
  std::string_view text = owned;
  while (text.ends_with(kEndOfFile)) text.remove_suffix(1);
  char delimiter = declared_delimiter(text);
  if (delimiter != '\0') {
    text.remove_prefix(line_size(text));
  } else {
    delimiter = find_delimiter(text);
  }
  auto opened = std::make_unique<OpenedWorkbook>(FileType::csv);
  auto grid = CsvReader(text, delimiter, limits, opened->texts()).read();
  if (!grid) return std::move(grid).error();
  opened->add(std::move(*grid));
  opened->texts().pool.seal();
  return opened;
}

}  // namespace switchyard::workbook
