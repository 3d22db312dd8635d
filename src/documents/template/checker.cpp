#include "documents/template/checker.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace switchyard::documents {
namespace {

// Variables of the innermost repeat go before those around it. `known` are optional ones that a condition around has asked for.
struct Scope {
  const Scope* outer = nullptr;
  const std::vector<Variable>* variables = nullptr;
  std::vector<const Variable*> known = {};
};

class NameChecker {
 public:
  NameChecker(CompiledTemplate& made, Findings& findings) : made_(made), findings_(findings) {}

  void run() {
    const Scope top{.variables = &made_.head.variables};
    check(made_.nodes, top);
    for (const auto& [anchor, place] : made_.head.anchors) {
      if (std::find(made_.anchors.begin(), made_.anchors.end(), anchor) == made_.anchors.end()) {
        findings_.add(place, "anchor_missing", fmt::format("the text has no {{{{{}}}}}", name_in_text(anchor)));
      }
    }
  }

 private:
  static std::string name_in_text(const Anchor& anchor) {
    auto name = anchor.name();
    name[name.find(':')] = ' ';
    return name;
  }

  static const Variable* look_up(const Scope& scope, std::string_view name) {
    for (const auto* at = &scope; at != nullptr; at = at->outer) {
      const auto* found = at->variables == nullptr ? nullptr : find_variable(*at->variables, name);
      if (found != nullptr) return found;
    }
    return nullptr;
  }

  static bool is_known(const Scope& scope, const Variable* variable) {
    for (const auto* at = &scope; at != nullptr; at = at->outer) {
      if (std::find(at->known.begin(), at->known.end(), variable) != at->known.end()) return true;
    }
    return false;
  }

  const Variable* expect(const Node& node, std::string_view name, const Scope& scope) {
    const auto* variable = look_up(scope, name);
    if (variable == nullptr) findings_.add(node.place, "unknown_variable", fmt::format("{} is not declared in the head", name));
    return variable;
  }

  void check(const std::vector<Node>& nodes, const Scope& scope) {
    for (const auto& node : nodes) check_node(node, scope);
  }

  void check_node(const Node& node, const Scope& scope) {
    switch (node.kind) {
      case NodeKind::variable:
        return check_variable(node, scope);
      case NodeKind::check:
        return check_flag(node, scope);
      case NodeKind::condition:
        return check_condition(node, scope);
      case NodeKind::repeat:
        return check_repeat(node, scope);
      case NodeKind::anchor:
        if (std::find(made_.anchors.begin(), made_.anchors.end(), node.anchor) == made_.anchors.end())
          made_.anchors.push_back(node.anchor);
        return;
      case NodeKind::index:
        if (scope.outer == nullptr || !in_repeat(scope))
          findings_.add(node.place, "unknown_variable", "{{@index}} stands in no {{#each}}");
        return;
      default:
        check(node.children, scope);
    }
  }

  static bool in_repeat(const Scope& scope) {
    for (const auto* at = &scope; at->outer != nullptr; at = at->outer) {
      if (at->variables != nullptr) return true;
    }
    return false;
  }

  void check_variable(const Node& node, const Scope& scope) {
    const auto* variable = expect(node, node.text, scope);
    if (variable == nullptr) return;
    if (variable->type == VariableType::list) {
      return findings_.add(node.place, "variable_type",
                           fmt::format("{} is a list: repeat it with {{{{#each {}}}}}", node.text, node.text));
    }
    if (variable->optional && !is_known(scope, variable)) {
      findings_.add(node.place, "variable_unguarded",
                    fmt::format("{} may be missing: print it inside {{{{#if {}}}}}", node.text, node.text));
    }
    const auto filters = filters_of(variable->type);
    if (!node.filter.empty() && std::find(filters.begin(), filters.end(), node.filter) == filters.end()) {
      findings_.add(node.place, "variable_type",
                    fmt::format("{} is a {}, which takes {}, not \"{}\"", node.text, type_name(variable->type),
                                fmt::join(filters, ", "), node.filter));
    }
  }

  void check_flag(const Node& node, const Scope& scope) {
    const auto* variable = expect(node, node.text, scope);
    if (variable != nullptr && variable->type != VariableType::flag) {
      findings_.add(node.place, "variable_type",
                    fmt::format("{} is a {}, {{{{check}}}} takes a flag", node.text, type_name(variable->type)));
    }
  }

  void check_condition(const Node& node, const Scope& scope) {
    Scope then{.outer = &scope};
    Scope otherwise{.outer = &scope};
    for (const auto& term : node.condition.terms) {
      const auto* variable = expect(node, term.name, scope);
      if (variable == nullptr) continue;
      if (term.literal && variable->type != VariableType::text) {
        findings_.add(node.place, "variable_type",
                      fmt::format("{} is a {}, only a text is compared", term.name, type_name(variable->type)));
      }
      const bool alone = node.condition.terms.size() == 1;
      if (!term.negated && (alone || !node.condition.any)) then.known.push_back(variable);
      if (term.negated && (alone || node.condition.any)) otherwise.known.push_back(variable);
    }
    check(node.children, then);
    check(node.otherwise, otherwise);
  }

  void check_repeat(const Node& node, const Scope& scope) {
    const auto* variable = expect(node, node.text, scope);
    if (variable == nullptr) return;
    if (variable->type != VariableType::list) {
      return findings_.add(node.place, "variable_type",
                           fmt::format("{} is a {}, {{{{#each}}}} takes a list", node.text, type_name(variable->type)));
    }
    const Scope rows{.outer = &scope, .variables = &variable->fields};
    check(node.children, rows);
  }

  CompiledTemplate& made_;
  Findings& findings_;
};

}  // namespace

std::string_view type_name(VariableType type) {
  switch (type) {
    case VariableType::text:
      return "text";
    case VariableType::decimal:
      return "decimal";
    case VariableType::money:
      return "money";
    case VariableType::date:
      return "date";
    case VariableType::month:
      return "month";
    case VariableType::flag:
      return "flag";
    case VariableType::secret:
      return "secret";
    case VariableType::image:
      return "image";
    case VariableType::list:
      return "list";
  }
  return "text";
}

std::vector<std::string_view> filters_of(VariableType type) {
  switch (type) {
    case VariableType::text:
      return {"plain", "upper", "masked"};
    case VariableType::secret:
      return {"plain", "masked"};
    case VariableType::decimal:
      return {"grouped", "plain", "dollars"};
    case VariableType::money:
      return {"dollars", "plain"};
    case VariableType::date:
      return {"long", "short", "iso"};
    case VariableType::month:
      return {"long", "short", "iso"};
    case VariableType::flag:
      return {"yesno"};
    default:
      return {"plain"};
  }
}

void check_names(CompiledTemplate& made, Findings& findings) { NameChecker(made, findings).run(); }

const Variable* find_variable(const std::vector<Variable>& variables, std::string_view name) {
  const auto found = std::find_if(variables.begin(), variables.end(), [&](const Variable& each) { return each.name == name; });
  return found == variables.end() ? nullptr : &*found;
}

}  // namespace switchyard::documents
