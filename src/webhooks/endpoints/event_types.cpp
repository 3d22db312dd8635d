#include "webhooks/endpoints/event_types.hpp"

#include <algorithm>

namespace switchyard::webhooks {
namespace {
constexpr std::size_t kTypeSizeMax = 100;

bool is_word(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}
}  // namespace

Result<std::string> parse_event_filter(std::string_view text) {
  const auto dot = text.find('.');
  const bool is_whole = dot != std::string_view::npos && text.size() <= kTypeSizeMax && is_word(text.substr(0, dot));
  const std::string_view rest = is_whole ? text.substr(dot + 1) : std::string_view();
  if (is_whole && (rest == "*" || is_word(rest))) return std::string(text);
  return Error{ErrorKind::invalid, "event_type_invalid", "is not a type such as contract.signed, nor a family such as contract.*"};
}

std::string text_of_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text.append(line).append(1, '\n');
  return text;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return lines;
}

}  // namespace switchyard::webhooks
