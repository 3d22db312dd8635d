#include "documents/template/tags.hpp"

#include <fmt/format.h>

#include "documents/template/head.hpp"

namespace switchyard::documents {
namespace {

constexpr std::size_t kTermsMax = 8;

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

// The next word, or a text between quotes with its quotes; takes it off `rest`.
std::string_view next_word(std::string_view& rest) {
  rest = trimmed(rest);
  const auto end = rest.starts_with('"') ? rest.find('"', 1) : rest.find(' ');
  const auto size = end == std::string_view::npos ? rest.size() : end + (rest.starts_with('"') ? 1 : 0);
  const auto word = rest.substr(0, size);
  rest.remove_prefix(size);
  return word;
}

std::optional<Term> next_term(std::string_view& rest) {
  Term term;
  auto word = next_word(rest);
  if (word == "not") {
    term.negated = true;
    word = next_word(rest);
  }
  if (!is_name(word)) return std::nullopt;
  term.name = word;
  auto after = rest;
  const auto sign = next_word(after);
  if (sign != "==" && sign != "!=") return term;
  const auto literal = next_word(after);
  if (term.negated || literal.size() < 2 || !literal.starts_with('"') || !literal.ends_with('"')) return std::nullopt;
  term.negated = sign == "!=";
  term.literal = std::string(literal.substr(1, literal.size() - 2));
  rest = after;
  return term;
}

std::optional<Condition> parse_condition(std::string_view rest) {
  Condition condition;
  for (std::string_view join;;) {
    auto term = next_term(rest);
    if (!term || condition.terms.size() == kTermsMax) return std::nullopt;
    condition.terms.push_back(std::move(*term));
    const auto word = next_word(rest);
    if (word.empty()) return condition;
    if ((word != "and" && word != "or") || (!join.empty() && join != word)) return std::nullopt;
    join = word;
    condition.any = word == "or";
  }
}

std::optional<Node> refuse(const Token& tag, Findings& findings, std::string detail) {
  findings.add(tag.place, "tag_unknown", std::move(detail));
  return std::nullopt;
}

std::optional<Node> opening(const Token& tag, std::string_view word, std::string_view rest, Findings& findings) {
  Node node{.place = tag.place, .text = std::string(trimmed(rest))};
  if (word == "#keep") {
    node.kind = NodeKind::keep;
    return node;
  }
  if (word == "#each" || word == "#block") {
    node.kind = word == "#each" ? NodeKind::repeat : NodeKind::block;
    if (!is_name(node.text)) return refuse(tag, findings, fmt::format("{{{{{}}}}} needs one name", word));
    return node;
  }
  auto condition = parse_condition(rest);
  if (!condition) {
    return refuse(tag, findings,
                  R"(a condition is NAME, not NAME, NAME == "text" or NAME != "text", joined by "and" or by "or")");
  }
  node.kind = NodeKind::condition;
  node.condition = std::move(*condition);
  if (word == "#if") return node;
  if (node.condition.terms.size() != 1) return refuse(tag, findings, "{{#unless}} takes one NAME or comparison");
  node.condition.terms.front().negated = !node.condition.terms.front().negated;
  return node;
}

std::optional<Node> variable(const Token& tag, Findings& findings) {
  const auto bar = tag.text.find('|');
  Node node{
      .kind = NodeKind::variable, .place = tag.place, .text = std::string(trimmed(std::string_view(tag.text).substr(0, bar)))};
  if (bar != std::string::npos) node.filter = trimmed(std::string_view(tag.text).substr(bar + 1));
  if (!is_name(node.text)) return refuse(tag, findings, fmt::format("\"{}\" is neither a variable's name nor a tag", tag.text));
  return node;
}

}  // namespace

std::optional<Node> node_of_tag(const Token& tag, Findings& findings) {
  std::string_view rest = tag.text;
  const auto word = next_word(rest);
  if (word == "#if" || word == "#unless" || word == "#each" || word == "#keep" || word == "#block") {
    return opening(tag, word, rest, findings);
  }
  if (tag.text == "pagebreak") return Node{.kind = NodeKind::page_break, .place = tag.place};
  if (tag.text == "@index") return Node{.kind = NodeKind::index, .place = tag.place};
  if (const auto anchor = parse_anchor(tag.text)) return Node{.kind = NodeKind::anchor, .place = tag.place, .anchor = *anchor};
  if (word == "check" && is_name(trimmed(rest))) {
    return Node{.kind = NodeKind::check, .place = tag.place, .text = std::string(trimmed(rest))};
  }
  return variable(tag, findings);
}

}  // namespace switchyard::documents
