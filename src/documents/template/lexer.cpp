#include "documents/template/lexer.hpp"

#include <algorithm>

namespace switchyard::documents {
namespace {

constexpr std::string_view kBlanks = " \t\r";
constexpr std::size_t kTagSizeMax = 300;

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

bool steers(std::string_view tag) {
  return tag.starts_with('#') || tag.starts_with('/') || tag.starts_with('>') || tag.starts_with('!') || tag == "else" ||
         tag == "pagebreak";
}

// The end of the line, and the first of the next, where only blanks follow; else none.
std::size_t after_blank_rest(std::string_view body, std::size_t at) {
  const auto end = body.find_first_not_of(kBlanks, at);
  if (end == std::string_view::npos) return body.size();
  return body[end] == '\n' ? end + 1 : std::string_view::npos;
}

bool begins_its_line(std::string_view body, std::size_t at) {
  const auto before = body.substr(0, at);
  const auto last = before.find_last_not_of(kBlanks);
  return last == std::string_view::npos || before[last] == '\n';
}

class Lexer {
 public:
  Lexer(std::string_view body, Place place, Findings& findings) : body_(body), place_(place), findings_(findings) {}

  std::vector<Token> run() && {
    while (at_ < body_.size()) {
      const auto open = body_.find("{{", at_);
      if (open == std::string_view::npos) break;
      const auto close = body_.find("}}", open);
      const auto line_end = body_.find('\n', open);
      add_text(open);
      if (close == std::string_view::npos || close > line_end || close - open > kTagSizeMax) {
        findings_.add(place_, "tag_unknown", "\"{{\" is not closed by \"}}\" on its line");
        add_text(std::min(line_end, body_.size()));
        continue;
      }
      add_tag(trimmed(body_.substr(open + 2, close - open - 2)), open, close + 2);
    }
    add_text(body_.size());
    return std::move(tokens_);
  }

 private:
  void add_text(std::size_t end) {
    if (end <= at_) return;
    const auto text = body_.substr(at_, end - at_);
    tokens_.push_back({false, std::string(text), place_});
    place_.line += static_cast<int>(std::count(text.begin(), text.end(), '\n'));
    at_ = end;
  }

  void add_tag(std::string_view tag, std::size_t begin, std::size_t end) {
    const auto place = place_;
    at_ = end;
    const auto next_line = after_blank_rest(body_, end);
    if (steers(tag) && next_line != std::string_view::npos && begins_its_line(body_, begin)) {
      drop_indent();
      place_.line += static_cast<int>(std::count(body_.begin() + end, body_.begin() + next_line, '\n'));
      at_ = next_line;
    }
    if (!tag.starts_with('!')) tokens_.push_back({true, std::string(tag), place});
  }

  void drop_indent() {
    if (tokens_.empty() || tokens_.back().is_tag) return;
    auto& before = tokens_.back().text;
    before.erase(before.find_last_not_of(kBlanks) + 1);
  }

  std::string_view body_;
  Place place_;
  Findings& findings_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokens_of(std::string_view body, Place first_line, Findings& findings) {
  return Lexer(body, first_line, findings).run();
}

}  // namespace switchyard::documents
