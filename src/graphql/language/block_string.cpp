#include "graphql/language/block_string.hpp"

#include <algorithm>

#include "graphql/language/character.hpp"
#include "graphql/language/utf8.hpp"

namespace switchyard::graphql {

namespace {

// The next line of the text, without its end; the text is left behind it. False after the last.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  bool next(std::string_view& line) {
    if (is_done_) return false;
    const std::size_t end = rest_.find_first_of("\r\n");
    line = rest_.substr(0, end);
    if (end == std::string_view::npos) {
      is_done_ = true;
    } else {
      rest_.remove_prefix(end + (rest_.substr(end, 2) == "\r\n" ? 2 : 1));
    }
    return true;
  }

 private:
  std::string_view rest_;
  bool is_done_ = false;
};

std::size_t indentation(std::string_view line) {
  std::size_t size = 0;
  while (size < line.size() && is_blank(line[size])) ++size;
  return size;
}

// The lines [first, end) that are not blank margins, and what the lines but the very first are indented by at least.
struct Frame {
  std::size_t first = std::string_view::npos;
  std::size_t end = 0;
  std::size_t indentation = std::string_view::npos;
};

Frame frame_of(std::string_view raw) {
  Frame frame;
  Lines lines(raw);
  std::string_view line;
  for (std::size_t i = 0; lines.next(line); ++i) {
    const std::size_t blanks = indentation(line);
    if (blanks == line.size()) continue;
    frame.first = std::min(frame.first, i);
    frame.end = i + 1;
    if (i != 0) frame.indentation = std::min(frame.indentation, blanks);
  }
  return frame;
}

char* copy_unescaped(std::string_view line, char* out) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '\\' && line.substr(at + 1, 3) == "\"\"\"") continue;
    *out++ = line[at];
  }
  return out;
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= 0x0F && c != '\t' && c != '\n';
}

std::string escape_triple_quotes(std::string_view value) {
  std::string escaped;
  escaped.reserve(value.size());
  for (std::size_t at = 0; at < value.size();) {
    if (value.substr(at, 3) == "\"\"\"") {
      escaped += "\\\"\"\"";
      at += 3;
    } else {
      escaped += value[at++];
    }
  }
  return escaped;
}

// Each line but the first is empty or begins with a blank, so that only a line end before the first keeps the indentation.
bool needs_leading_line(std::string_view text) {
  Lines lines(text);
  std::string_view line;
  std::size_t count = 0;
  for (; lines.next(line); ++count) {
    if (count != 0 && !line.empty() && !is_blank(line[0])) return false;
  }
  return count > 1;
}

}  // namespace

std::size_t resolve_block_string(std::string_view raw, char* out) {
  const Frame frame = frame_of(raw);
  Lines lines(raw);
  std::string_view line;
  char* next = out;
  for (std::size_t i = 0; i < frame.end && lines.next(line); ++i) {
    if (i < frame.first) continue;
    if (i > frame.first) *next++ = '\n';
    if (i != 0) line.remove_prefix(std::min(frame.indentation, line.size()));
    next = copy_unescaped(line, next);
  }
  return static_cast<std::size_t>(next - out);
}

bool is_printable_as_block_string(std::string_view value) {
  if (value.empty()) return true;
  bool is_empty_line = true;
  bool has_indentation = false;
  bool has_common_indentation = true;
  bool seen_line = false;
  for (const char c : value) {
    if (is_control(c)) return false;
    if (c == '\n') {
      if (is_empty_line && !seen_line) return false;
      seen_line = true;
      is_empty_line = true;
      has_indentation = false;
    } else if (is_blank(c)) {
      has_indentation = has_indentation || is_empty_line;
    } else {
      has_common_indentation = has_common_indentation && has_indentation;
      is_empty_line = false;
    }
  }
  return !is_empty_line && !(has_common_indentation && seen_line);
}

std::string print_block_string(std::string_view value) {
  constexpr std::size_t kLineUnitsMax = 70;
  const std::string escaped = escape_triple_quotes(value);
  const bool is_single_line = escaped.find_first_of("\r\n") == std::string::npos;
  const bool leading_line = needs_leading_line(escaped);
  const bool ends_in_triple_quotes = escaped.ends_with("\\\"\"\"");
  const bool trailing_line = (value.ends_with('"') && !ends_in_triple_quotes) || value.ends_with('\\');
  const bool on_own_lines =
      !is_single_line || utf16_size(value) > kLineUnitsMax || trailing_line || leading_line || ends_in_triple_quotes;
  const bool begins_blank = is_single_line && !value.empty() && is_blank(value.front());

  std::string printed = "\"\"\"";
  if ((on_own_lines && !begins_blank) || leading_line) printed += '\n';
  printed += escaped;
  if (on_own_lines || trailing_line) printed += '\n';
  return printed + "\"\"\"";
}

}  // namespace switchyard::graphql
