// A template as a tree: what parse() makes, checks and keeps, and what an expansion walks.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "documents/template/findings.hpp"
#include "documents/template/template.hpp"

namespace switchyard::documents {

enum class NodeKind {
  text,        // Markdown as it stands.
  variable,    // {{name}}, {{name | filter}}
  index,       // {{@index}}: the number of the row, from 1.
  anchor,      // {{sign customer}}, {{initial customer}}, {{date customer}}
  check,       // {{check taxExempt}}: a box, ticked or not.
  condition,   // {{#if …}} children {{else}} otherwise {{/if}}
  repeat,      // {{#each accounts}} children {{/each}}
  keep,        // {{#keep}} children {{/keep}}: on one page.
  page_break,  // {{pagebreak}}
  block,       // {{#block name}} children {{/block}}: what a template that extends this one may replace.
};

// `name`, `not name`, `name == "text"`, `name != "text"`.
struct Term {
  std::string name;
  bool negated = false;
  std::optional<std::string> literal = {};
};

// Terms joined by `and`, or all by `or`.
struct Condition {
  std::vector<Term> terms = {};
  bool any = false;
};

struct Node {
  NodeKind kind = NodeKind::text;
  Place place = {};
  std::string text = {};  // Of a text; else the name of the variable, list or block.
  std::string filter = {};
  Anchor anchor = {};
  Condition condition = {};
  std::vector<Node> children = {};
  std::vector<Node> otherwise = {};
};

struct RequiredAnchor {
  Anchor anchor;
  Place place;
};

// The YAML between the first two lines of "---".
struct Head {
  std::string language = {};
  std::string title = {};
  std::string extends = {};
  std::vector<std::pair<std::string, std::string>> applies_to = {};
  std::vector<Variable> variables = {};
  std::vector<RequiredAnchor> anchors = {};
};

struct CompiledTemplate {
  std::deque<std::string> sources;  // Names that places point to; a deque, since they must not move.
  Head head;
  std::vector<Node> nodes;
  std::vector<Anchor> anchors;
};

// Null where there is none.
[[nodiscard]] const Variable* find_variable(const std::vector<Variable>& variables, std::string_view name);

}  // namespace switchyard::documents
