// Single Root Field (specification, September 2025, section 5.2.4.1): a subscription selects one field, and none of
// introspection.
#include <fmt/core.h>

#include <optional>
#include <unordered_set>

#include "graphql/language/printer.hpp"
#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

struct RootField {
  std::string_view response_key;
  std::vector<const ast::Node*> nodes;
};

bool is_condition(const ast::Directive& directive) { return directive.name.value == "skip" || directive.name.value == "include"; }

class SingleFieldSubscriptions final : public Rule {
 public:
  explicit SingleFieldSubscriptions(Context& context) : context_(context) {}

  Below enter_operation(const ast::OperationDefinition& operation) override {
    const NamedType* root = context_.schema().subscription();
    if (operation.operation != ast::OperationType::subscription || root == nullptr) return Below::skip;
    const std::string whose =
        operation.name ? fmt::format("Subscription \"{}\"", operation.name.value) : "Anonymous Subscription";
    const std::vector<RootField> fields = collect(*operation.selection_set, *root);
    if (fields.size() > 1) {
      std::vector<const ast::Node*> extra;
      for (std::size_t i = 1; i < fields.size(); ++i) extra.insert(extra.end(), fields[i].nodes.begin(), fields[i].nodes.end());
      context_.report(whose + " must select only one top level field.", extra);
    }
    for (const RootField& field : fields) {
      if (!static_cast<const ast::Field*>(field.nodes.front())->name.value.starts_with("__")) continue;
      context_.report(whose + " must not select an introspection top level field.", field.nodes);
    }
    return Below::skip;
  }

 private:
  // Fields of the root, fragments followed once each. Nothing where the budget is spent.
  std::vector<RootField> collect(const ast::SelectionSet& set, const NamedType& root) {
    std::vector<RootField> fields;
    std::unordered_map<std::string_view, std::size_t> places;
    std::unordered_set<std::string_view> followed;
    struct Open {
      ast::List<const ast::Selection*> selections;
      std::size_t next = 0;
    };
    std::vector<Open> open = {{set.selections}};
    if (!spend(set)) return {};
    while (!open.empty()) {
      Open& innermost = open.back();
      if (innermost.next == innermost.selections.size()) {
        open.pop_back();
        continue;
      }
      const ast::Selection& selection = *innermost.selections[innermost.next++];
      if (const auto* field = ast::as_field(selection)) {
        if (!is_taken(selection)) continue;
        const auto [place, is_new] = places.try_emplace(field->response_key(), fields.size());
        if (is_new) fields.push_back({field->response_key(), {}});
        fields[place->second].nodes.push_back(field);
        continue;
      }
      const ast::SelectionSet* below = follow(selection, root, followed);
      if (below == nullptr) continue;
      if (!spend(*below)) return {};
      open.push_back({below->selections});
    }
    return fields;
  }

  // What a fragment selects from the root; null where it is not taken.
  const ast::SelectionSet* follow(const ast::Selection& selection, const NamedType& root,
                                  std::unordered_set<std::string_view>& followed) {
    if (const auto* inlined = ast::as_inline_fragment(selection)) {
      const bool applies = !inlined->type_condition || may_be(root, inlined->type_condition);
      return is_taken(selection) && applies ? inlined->selection_set : nullptr;
    }
    const std::string_view name = static_cast<const ast::FragmentSpread&>(selection).name.value;
    if (followed.contains(name) || !is_taken(selection)) return nullptr;
    followed.insert(name);
    const ast::FragmentDefinition* fragment = context_.fragment(name);
    return fragment != nullptr && may_be(root, fragment->type_condition) ? fragment->selection_set : nullptr;
  }

  [[nodiscard]] bool may_be(const NamedType& root, const ast::NamedType& condition) const {
    const NamedType* type = context_.schema().type(condition.name);
    return type == &root || (type != nullptr && type->is_abstract() && context_.schema().is_sub_type(*type, root));
  }

  // @skip and @include, which must be known without variables here.
  bool is_taken(const ast::Selection& selection) {
    for (const bool is_skip : {true, false}) {
      for (const ast::Directive& directive : selection.directives) {
        if (directive.name.value != (is_skip ? "skip" : "include")) continue;
        if (condition(directive) == is_skip) return false;
        break;
      }
    }
    return true;
  }

  std::optional<bool> condition(const ast::Directive& directive) {
    const ast::Value* value = nullptr;
    for (const ast::Argument& argument : directive.arguments) {
      if (argument.name.value == "if") value = &argument.value;
    }
    if (value == nullptr) {
      context_.report("Argument \"if\" of required type \"Boolean!\" was not provided.", directive);
      return std::nullopt;
    }
    if (value->kind == ast::Kind::boolean_value) return value->boolean;
    context_.report(why_unknown(*value), *value);
    return std::nullopt;
  }

  static std::string why_unknown(const ast::Value& value) {
    if (value.kind == ast::Kind::variable) {
      return fmt::format(
          "Argument \"if\" of required type \"Boolean!\" was provided the variable \"${}\" which was not provided a runtime "
          "value.",
          value.text);
    }
    if (value.kind == ast::Kind::null_value) return "Argument \"if\" of non-null type \"Boolean!\" must not be null.";
    return fmt::format("Argument \"if\" has invalid value {}.", print(value));
  }

  bool spend(const ast::SelectionSet& set) {
    std::size_t steps = set.selections.size();
    for (const ast::Selection* selection : set.selections) {
      steps += selection->directives.size();
      for (const ast::Directive& directive : selection->directives)
        steps += is_condition(directive) ? directive.arguments.size() : 0;
    }
    return context_.spend_fragment_work(steps);
  }

  Context& context_;
};

}  // namespace

RulePtr single_field_subscriptions(Context& context) { return std::make_unique<SingleFieldSubscriptions>(context); }

}  // namespace switchyard::graphql::validation
