#include "documents/template/tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "documents/template/head.hpp"
#include "documents/template/tags.hpp"

namespace switchyard::documents {
namespace {

constexpr std::size_t kNodesMax = 20'000;

bool is_blank(const Node& node) {
  return node.kind == NodeKind::text && node.text.find_first_not_of(" \t\r\n") == std::string::npos;
}

std::string_view closing_of(const Node& node) {
  switch (node.kind) {
    case NodeKind::repeat:
      return "/each";
    case NodeKind::keep:
      return "/keep";
    case NodeKind::block:
      return "/block";
    default:
      return "/if";
  }
}

class TreeBuilder {
 public:
  TreeBuilder(const TemplateSource& others, CompiledTemplate& made, Findings& findings)
      : others_(others), made_(made), findings_(findings) {}

  std::vector<Node> build(std::string_view name, std::string_view source, int depth) {
    made_.sources.emplace_back(name);
    const std::string_view known_as = made_.sources.back();
    const auto parts = split_head(source);
    auto head = parts.head.empty() ? Head{} : parse_head(parts.head, known_as, findings_);
    const auto tokens = tokens_of(parts.body, {known_as, parts.body_line}, findings_);
    auto nodes = nest(tokens, depth);
    const auto extends = head.extends;
    take_over(std::move(head), {known_as, 1});
    if (extends.empty()) return nodes;
    return extended(extends, std::move(nodes), {known_as, 1}, depth);
  }

 private:
  struct Open {
    Node node;
    bool otherwise = false;
  };

  std::vector<Node>& target(std::vector<Open>& open, std::vector<Node>& top) {
    if (open.empty()) return top;
    return open.back().otherwise ? open.back().node.otherwise : open.back().node.children;
  }

  std::vector<Node> nest(const std::vector<Token>& tokens, int depth) {
    std::vector<Node> top;
    std::vector<Open> open;
    for (const auto& token : tokens) {
      if (++count_ > kNodesMax || findings_.full()) {
        findings_.add(token.place, "block_unbalanced", fmt::format("the template has over {} texts and tags", kNodesMax));
        return top;
      }
      if (!token.is_tag) {
        target(open, top).push_back(Node{.place = token.place, .text = token.text});
      } else if (token.text.starts_with('>')) {
        include(token, target(open, top), depth);
      } else if (token.text.starts_with('/') || token.text == "else") {
        close(token, open, top);
      } else if (auto node = node_of_tag(token, findings_)) {
        add(std::move(*node), token.text.starts_with('#'), open, top);
      } else if (token.text.starts_with('#')) {
        open.push_back(
            {Node{.kind = NodeKind::condition, .place = token.place, .text = "?"}});  // So that its end has a beginning.
      }
    }
    for (const auto& left : open) {
      findings_.add(left.node.place, "block_unbalanced",
                    fmt::format("this block is not closed by {{{{{}}}}}", closing_of(left.node)));
    }
    return top;
  }

  void add(Node node, bool opens, std::vector<Open>& open, std::vector<Node>& top) {
    if (!opens) return target(open, top).push_back(std::move(node));
    if (open.size() >= Template::kDepthMax) {
      findings_.add(node.place, "block_unbalanced", fmt::format("blocks are {} deep at most", Template::kDepthMax));
    }
    open.push_back({std::move(node)});
  }

  void close(const Token& token, std::vector<Open>& open, std::vector<Node>& top) {
    if (token.text == "else") {
      if (!open.empty() && open.back().node.kind == NodeKind::condition && !open.back().otherwise) {
        open.back().otherwise = true;
        return;
      }
      return findings_.add(token.place, "block_unbalanced", "{{else}} stands in no {{#if}}");
    }
    if (open.empty()) return findings_.add(token.place, "block_unbalanced", fmt::format("{{{{{}}}}} closes nothing", token.text));
    auto last = std::move(open.back());
    open.pop_back();
    const auto expected = closing_of(last.node);
    const bool unless = last.node.kind == NodeKind::condition && token.text == "/unless";
    if (token.text != expected && !unless && last.node.text != "?") {
      findings_.add(
          token.place, "block_unbalanced",
          fmt::format("{{{{{}}}}} stands where {{{{{}}}}} is due, for line {}", token.text, expected, last.node.place.line));
    }
    if (last.node.text != "?") target(open, top).push_back(std::move(last.node));
  }

  void include(const Token& token, std::vector<Node>& into, int depth) {
    std::string name = token.text.substr(1);
    name.erase(0, name.find_first_not_of(' '));
    auto nodes = other(name, token.place, depth);
    into.insert(into.end(), std::make_move_iterator(nodes.begin()), std::make_move_iterator(nodes.end()));
  }

  std::vector<Node> other(const std::string& name, Place place, int depth) {
    if (depth >= Template::kDepthMax) {
      findings_.add(place, "template_missing",
                    fmt::format("templates extend or include each other over {} deep", Template::kDepthMax));
      return {};
    }
    const auto source = others_ ? others_(name) : std::nullopt;
    if (!source) {
      findings_.add(place, "template_missing", fmt::format("there is no template \"{}\"", name));
      return {};
    }
    if (source->size() > Template::kSourceSizeMax) {
      findings_.add(place, "template_missing", fmt::format("template \"{}\" has over {} bytes", name, Template::kSourceSizeMax));
      return {};
    }
    return build(name, *source, depth + 1);
  }

  // The nodes of the base, each block replaced by the one of that name.
  std::vector<Node> extended(const std::string& base, std::vector<Node> own, Place place, int depth) {
    std::map<std::string, Node, std::less<>> blocks;
    for (auto& node : own) {
      if (is_blank(node)) continue;
      if (node.kind != NodeKind::block) {
        findings_.add(node.place, "block_unknown",
                      "a template that extends another holds nothing but {{#block name}} … {{/block}}");
        continue;
      }
      auto name = node.text;
      blocks.insert_or_assign(std::move(name), std::move(node));
    }
    auto nodes = other(base, place, depth);
    std::map<std::string, bool, std::less<>> used;
    replace(nodes, blocks, used);
    for (const auto& [name, node] : blocks) {
      if (!used[name]) findings_.add(node.place, "block_unknown", fmt::format("\"{}\" has no block \"{}\"", base, name));
    }
    return nodes;
  }

  void replace(std::vector<Node>& nodes, const std::map<std::string, Node, std::less<>>& blocks,
               std::map<std::string, bool, std::less<>>& used) {
    for (auto& node : nodes) {
      if (const auto found = node.kind == NodeKind::block ? blocks.find(node.text) : blocks.end(); found != blocks.end()) {
        used[node.text] = true;
        node = found->second;
        continue;
      }
      replace(node.children, blocks, used);
      replace(node.otherwise, blocks, used);
    }
  }

  // What the outer template says goes before what those that it extends or includes say.
  void take_over(Head head, Place place) {
    auto& all = made_.head;
    if (all.language.empty()) all.language = head.language;
    if (all.title.empty()) all.title = head.title;
    if (all.applies_to.empty()) all.applies_to = head.applies_to;
    all.anchors.insert(all.anchors.end(), head.anchors.begin(), head.anchors.end());
    for (auto& variable : head.variables) merge(std::move(variable), place);
  }

  void merge(Variable variable, Place place) {
    const auto found = std::lower_bound(all_variables().begin(), all_variables().end(), variable.name,
                                        [](const Variable& each, const std::string& name) { return each.name < name; });
    if (found == all_variables().end() || found->name != variable.name) {
      all_variables().insert(found, std::move(variable));
      return;
    }
    if (found->type != variable.type) {
      findings_.add(
          place, "variable_type",
          fmt::format("{} is declared with another type in a template that extends or includes this one", variable.name));
    }
    for (auto& field : variable.fields) {
      if (find_variable(found->fields, field.name) == nullptr) found->fields.push_back(std::move(field));
    }
  }

  std::vector<Variable>& all_variables() { return made_.head.variables; }

  const TemplateSource& others_;
  CompiledTemplate& made_;
  Findings& findings_;
  std::size_t count_ = 0;
};

}  // namespace

void build_tree(std::string_view name, std::string_view source, const TemplateSource& others, CompiledTemplate& made,
                Findings& findings) {
  made.nodes = TreeBuilder(others, made, findings).build(name, source, 0);
}

}  // namespace switchyard::documents
