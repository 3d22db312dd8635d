#include "graphql/execution/plan.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>
#include <utility>

#include "graphql/execution/collected_fields.hpp"
#include "graphql/execution/field_weight.hpp"
#include "graphql/execution/json_text.hpp"

namespace switchyard::graphql {
namespace {

bool has_variable(const ast::Value& value) {
  if (value.kind == ast::Kind::variable) return true;
  return std::any_of(value.items.begin(), value.items.end(), has_variable) ||
         std::any_of(value.fields.begin(), value.fields.end(), [](const auto& field) { return has_variable(field.value); });
}

// Bit d: whether the type is non-null at list depth d.
std::uint32_t non_null_bits(TypeRef type) {
  std::uint32_t bits = 0;
  for (std::uint32_t depth = 0;; ++depth) {
    if (type.is_non_null() && depth < 32) bits |= 1U << depth;
    if (!type.is_list()) return bits;
    type = type.item();
  }
}

std::string json_string(std::string_view text) {
  JsonText json(64);
  json.text(text);
  return json.take();
}

class Planner {
 public:
  Planner(const ExecutableSchema& schema, OperationPlan& plan, const VariableValues& variables, const PlanLimits& limits)
      : schema_(schema), plan_(plan), limits_(limits), collector_(schema.schema(), *plan.document, variables, limits.selections_max) {}

  // What limit was met, if any.
  std::optional<GraphqlError> run() {
    plan_.root.type = schema_.schema().root(plan_.operation->operation);
    if (fill(plan_.root, {plan_.operation->selection_set})) return std::nullopt;
    if (depth_ > limits_.depth_max) {
      return GraphqlError{.message = "The operation is more than " + std::to_string(limits_.depth_max) + " fields deep.", .code = kOperationTooDeep};
    }
    return GraphqlError{.message = "The operation selects more than " + std::to_string(limits_.fields_max) +
                                   " fields, each object type of an interface or union counted.",
                        .code = kOperationTooComplex};
  }

 private:
  bool fill(SelectionPlan& selection, const std::vector<const ast::SelectionSet*>& sets) {
    selection.id = plan_.selections++;
    auto groups = collector_.collect(*selection.type, sets);
    if (!groups) return false;
    if (plan_.calls + groups->size() > limits_.fields_max) return false;
    selection.fields.reserve(groups->size());
    for (auto& group : *groups) {
      FieldPlan& field = selection.fields.emplace_back();
      field.nodes = std::move(group.nodes);
      field.response_key = std::string(group.response_key);
      if (!fill(field, selection)) return false;
    }
    return true;
  }

  bool fill(FieldPlan& field, SelectionPlan& selection) {
    const ast::Field& node = *field.nodes.front();
    field.parent = selection.type;
    field.definition = schema_.schema().selected_field(*selection.type, node.name.value);
    ENSURE(field.definition != nullptr);
    field.call = plan_.calls++;
    plan_.by_call.push_back(&field);
    field.key_json = (&field == selection.fields.data() ? "{" : ",") + json_string(field.response_key) + ":";
    if (field.definition == &schema_.schema().typename_field()) {
      field.key_json += json_string(selection.type->name);
      pad_key(field);
      return true;
    }
    pad_key(field);
    field.weight = field_weight(*field.definition);
    field.size_assumed = list_size_assumed(*field.definition);
    field.is_guarded = field.definition->directive(schema_.guard_directive()) != nullptr;
    plan_arguments(field, node);
    field.is_checked = field.is_guarded || field.dynamic != FieldPlan::kConstant;
    return bind(field, selection);
  }

  static void pad_key(FieldPlan& field) {
    field.key_size = static_cast<std::uint32_t>(field.key_json.size());
    field.key_json.append(JsonText::kPadding, ' ');
    field.key = field.key_json.data();
  }

  void plan_arguments(FieldPlan& field, const ast::Field& node) {
    bool is_dynamic = std::any_of(node.arguments.begin(), node.arguments.end(), [](const auto& argument) { return has_variable(argument.value); });
    if (!is_dynamic) {
      auto coerced = coerce_arguments(*plan_.document, field.definition->arguments, node, node.arguments, nullptr);
      // What validation let pass and coercion does not is said where the field is executed.
      is_dynamic = !coerced;
      field.constant_arguments = std::move(coerced.values);
    }
    if (is_dynamic) field.dynamic = plan_.dynamic_calls++;
  }

  bool bind(FieldPlan& field, SelectionPlan& selection) {
    const TypeRef type = field.definition->type;
    const NamedType& named = type.named();
    field.binding = schema_.binding(*selection.type, *field.definition);
    ENSURE(field.binding != nullptr);
    field.write = field.binding->write;
    field.closure = field.binding->closure.get();
    field.is_non_null = type.is_non_null();
    if (named.is_leaf()) {
      field.place = {.non_null = non_null_bits(type), .is_int32 = named.name == "Int"};
      field.kind = field.binding->kind == FieldBinding::Kind::leaf ? FieldPlan::Kind::leaf : FieldPlan::Kind::leaf_batch;
      if (field.kind == FieldPlan::Kind::leaf_batch) field.column = selection.leaf_columns++;
      selection.leaf_weight += field.weight;
      return true;
    }
    field.kind = type.is_list() ? FieldPlan::Kind::list : FieldPlan::Kind::one;
    field.is_item_non_null = type.is_list() && type.item().is_non_null();
    field.column = selection.object_columns++;
    if (named.is_abstract()) {
      field.abstract = schema_.resolvers().abstract_type(named.name);
      ENSURE(field.abstract != nullptr);
    }
    return plan_targets(field, named);
  }

  bool plan_targets(FieldPlan& field, const NamedType& named) {
    std::vector<const ast::SelectionSet*> sets;
    sets.reserve(field.nodes.size());
    for (const auto* node : field.nodes) sets.push_back(node->selection_set);
    if (++depth_ > limits_.depth_max) return false;
    for (const NamedType* type : schema_.schema().possible_types(named)) {
      Target& target = field.targets.emplace_back();
      target.type = type;
      if (const TypeBinding* bound = schema_.resolvers().type(type->name)) target.object_type = bound->type;
      target.selection = std::make_unique<SelectionPlan>();
      target.selection->type = type;
      if (!fill(*target.selection, sets)) return false;
    }
    --depth_;
    return true;
  }

  const ExecutableSchema& schema_;
  OperationPlan& plan_;
  const PlanLimits& limits_;
  FieldCollector collector_;
  std::size_t depth_ = 1;  // Left where a limit was met.
};

void add_deciding(const ast::SelectionSet& set, std::set<std::string_view>& names) {
  for (const ast::Selection* selection : set.selections) {
    for (const auto& directive : selection->directives) {
      if (directive.name.value != "skip" && directive.name.value != "include") continue;
      for (const auto& argument : directive.arguments) {
        if (argument.value.kind == ast::Kind::variable) names.insert(argument.value.text);
      }
    }
    if (const auto* field = ast::as_field(*selection); field != nullptr && field->selection_set != nullptr) add_deciding(*field->selection_set, names);
    if (const auto* fragment = ast::as_inline_fragment(*selection)) add_deciding(*fragment->selection_set, names);
  }
}

}  // namespace

PlanResult plan_operation(const ExecutableSchema& schema, ast::DocumentPtr document, const ast::OperationDefinition& operation,
                          const VariableValues& variables, const PlanLimits& limits) {
  auto plan = std::make_shared<OperationPlan>();
  plan->schema = &schema;
  plan->document = std::move(document);
  plan->operation = &operation;
  if (auto error = Planner(schema, *plan, variables, limits).run()) return {nullptr, std::move(error)};
  return {std::move(plan)};
}

FoundOperation find_operation(const ExecutableSchema& schema, const ast::Document& document, std::string_view operation_name) {
  const auto refused = [](std::string message, const char* code) {
    return FoundOperation{nullptr, GraphqlError{.message = std::move(message), .code = code}};
  };
  const ast::OperationDefinition* found = nullptr;
  for (const auto* definition : document.definitions()) {
    const auto* operation = ast::as_operation(*definition);
    if (operation == nullptr) continue;
    if (operation_name.empty()) {
      if (found != nullptr) return refused("Must provide operation name if query contains multiple operations.", kOperationNotFound);
      found = operation;
    } else if (operation->name.value == operation_name) {
      found = operation;
      break;
    }
  }
  if (found == nullptr) {
    return refused(operation_name.empty() ? "Must provide an operation." : "Unknown operation named \"" + std::string(operation_name) + "\".",
                   kOperationNotFound);
  }
  if (found->operation == ast::OperationType::subscription) return refused("Subscriptions are not supported.", kSubscriptionsNotSupported);
  if (schema.schema().root(found->operation) == nullptr) {
    return refused("Schema is not configured to execute " + std::string(print_operation_type(found->operation)) + " operation.", kOperationNotFound);
  }
  return {found};
}

std::vector<std::string_view> deciding_variables(const ast::Document& document) {
  std::set<std::string_view> names;
  for (const auto* definition : document.definitions()) {
    if (const auto* operation = ast::as_operation(*definition)) add_deciding(*operation->selection_set, names);
    if (const auto* fragment = ast::as_fragment(*definition)) add_deciding(*fragment->selection_set, names);
  }
  return {names.begin(), names.end()};
}

}  // namespace switchyard::graphql
