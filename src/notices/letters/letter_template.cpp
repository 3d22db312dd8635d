#include "notices/letters/letter_template.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

namespace switchyard::notices {
namespace {

constexpr std::array<std::string_view, 12> kValues{"receiver", "partner", "title", "message", "link", "sign_by", "contact", "attached", "too_large", "who", "reason", "reference"};
constexpr std::string_view kSubject = "subject: ";

Error invalid(std::size_t line, std::string_view why) {
  return {ErrorKind::invalid, "letter_template_invalid", fmt::format("line {}: {}", line, why)};
}

// The first mistake among the placeholders of a text.
std::optional<std::string> mistake_in(std::string_view text) {
  for (std::size_t open; (open = text.find_first_of("{}")) != text.npos;) {
    if (text[open] == '}') return "a '}' closes nothing";
    const auto close = text.find_first_of("{}", open + 1);
    if (close == text.npos || text[close] == '{') return "a '{' is not closed";
    const std::string_view name = text.substr(open + 1, close - open - 1);
    if (!is_letter_value(name)) return fmt::format("nothing fills {{{}}}", name);
    text.remove_prefix(close + 1);
  }
  return std::nullopt;
}

Result<LetterParagraph> paragraph_of(std::string_view line, std::size_t number) {
  LetterParagraph paragraph;
  if (line.starts_with('?')) {
    const auto blank = line.find(' ');
    paragraph.condition = line.substr(1, blank == line.npos ? line.npos : blank - 1);
    if (blank == line.npos || !is_letter_value(paragraph.condition)) return invalid(number, "'?' is followed by the name of a value, a blank and a paragraph");
    line.remove_prefix(blank + 1);
  }
  if (line.starts_with("# ")) {
    paragraph.kind = LetterParagraph::Kind::heading;
    line.remove_prefix(2);
  } else if (const auto middle = line.find("]({"); line.starts_with('[') && line.ends_with("})") && middle != line.npos) {
    paragraph.kind = LetterParagraph::Kind::button;
    paragraph.link = line.substr(middle + 3, line.size() - middle - 5);
    if (!is_letter_value(paragraph.link)) return invalid(number, "a button leads to a value such as {link}");
    line = line.substr(1, middle - 1);
  }
  if (auto mistake = mistake_in(line)) return invalid(number, *mistake);
  paragraph.text = line;
  return paragraph;
}

}  // namespace

bool is_letter_value(std::string_view name) { return std::ranges::find(kValues, name) != kValues.end(); }

Result<LetterTemplate> parse_letter_template(std::string_view text) {
  LetterTemplate parsed;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    if (number == 1) {
      if (!line.starts_with(kSubject)) return invalid(1, "it begins with 'subject: '");
      parsed.subject = line.substr(kSubject.size());
      if (auto mistake = mistake_in(parsed.subject)) return invalid(1, *mistake);
      continue;
    }
    if (line.empty()) continue;
    auto paragraph = paragraph_of(line, number);
    if (!paragraph) return std::move(paragraph).error();
    parsed.paragraphs.push_back(*std::move(paragraph));
  }
  if (parsed.subject.empty() || parsed.paragraphs.empty()) return invalid(1, "a letter has a subject and a paragraph");
  return parsed;
}

std::string fill_in(std::string_view text, const LetterValues& values) {
  std::string filled;
  for (std::size_t open; (open = text.find('{')) != text.npos;) {
    const auto close = text.find('}', open);
    if (close == text.npos) break;
    filled += text.substr(0, open);
    if (const auto found = values.find(text.substr(open + 1, close - open - 1)); found != values.end()) filled += found->second;
    text.remove_prefix(close + 1);
  }
  return filled.append(text);
}

}  // namespace switchyard::notices
