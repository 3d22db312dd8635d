#include "graphql/execution/levels.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace switchyard::graphql {
namespace {

// Each is sought from the beginning of the document: a thousand selections of one field are not told a thousand times.
constexpr std::size_t kLocationsMax = 16;

// Whether the resolver gave what the engine can walk: a place for each parent.
bool is_whole(const FieldPlan& field, const ObjectColumn& column, std::size_t parents) {
  if (column.all_failed) return true;
  if (field.kind == FieldPlan::Kind::list) return column.ends.size() == parents && (column.ends.empty() || column.ends.back() == column.items.size());
  return column.items.size() == parents;
}

GraphqlError refused_by(const Error& error) {
  return GraphqlError{.message = error.message, .code = error.code.empty() ? kInternal : error.code, .fields = error.fields};
}

}  // namespace

Levels::Levels(const OperationPlan& plan, const CallArguments& arguments, const ExecutionRequestContext& request)
    : plan_(plan), arguments_(arguments), request_(request), levels_(plan.selections) {
  calls_.reserve(plan.calls);
  for (const FieldPlan* field : plan.by_call) {
    calls_.emplace_back(Arguments(arguments.of(*field), request.uploads), request.app, *field);
  }
  Level& root = levels_[plan.root.id];
  root.objects = {&root_object_, 1};
  root.object_columns.resize(plan.root.object_columns);
  root.leaf_columns.resize(plan.root.leaf_columns);
  cost_ = plan.root.leaf_weight;
}

bool Levels::resolve_root(const FieldPlan& field) {
  if (field.kind == FieldPlan::Kind::constant) return true;
  check_guards(field);
  if (!may_go_on() || !resolve(plan_.root, field)) return false;
  while (!entered_.empty()) {
    // A level at a time: what these resolve is entered behind them.
    for (const SelectionPlan* selection : std::exchange(entered_, {})) {
      for (const FieldPlan& below : selection->fields) {
        if (!resolve(*selection, below)) return entered_.clear(), false;
      }
    }
  }
  return true;
}

const GraphqlError* Levels::refusal(const FieldPlan& field) const {
  const auto found = refusals_.find(field.call);
  return found == refusals_.end() ? nullptr : &found->second;
}

std::vector<SourceLocation> Levels::locations(const FieldPlan& field) const {
  std::vector<SourceLocation> locations;
  const std::size_t count = std::min(field.nodes.size(), kLocationsMax);
  for (const ast::Field* node : std::span(field.nodes).first(count)) locations.push_back(plan_.document->location(*node));
  return locations;
}

GraphqlError Levels::fault(const FieldPlan& field, const char* what) const {
  if (request_.hooks.on_fault) request_.hooks.on_fault({field.parent->name + "." + field.definition->name, what});
  return GraphqlError{.message = "Internal error", .code = kInternal};
}

void Levels::enter(const SelectionPlan& selection, std::span<const void* const> objects) {
  if (objects.empty()) return;
  Level& level = levels_[selection.id];
  level.objects = objects;
  level.object_columns.resize(selection.object_columns);
  level.leaf_columns.resize(selection.leaf_columns);
  cost_ += selection.leaf_weight * objects.size();
  for (const FieldPlan& field : selection.fields) {
    if (field.is_checked) check_guards(field);
  }
  if (selection.object_columns + selection.leaf_columns != 0) entered_.push_back(&selection);
}

void Levels::check_guards(const FieldPlan& field) {
  if (const GraphqlError* error = arguments_.error_of(field)) {
    refusals_.emplace(field.call, *error);
  } else if (field.is_guarded && request_.hooks.guard) {
    if (const auto refused = request_.hooks.guard(*field.definition, request_.app)) refusals_.emplace(field.call, refused_by(*refused));
  }
}

bool Levels::resolve(const SelectionPlan& selection, const FieldPlan& field) {
  Level& level = levels_[selection.id];
  if (field.kind == FieldPlan::Kind::leaf_batch) {
    if (!may_go_on()) return false;
    resolve_leaves(field, level, level.leaf_columns[field.column]);
  } else if (field.kind == FieldPlan::Kind::one || field.kind == FieldPlan::Kind::list) {
    if (!may_go_on()) return false;
    return resolve_objects(field, level, level.object_columns[field.column]);
  }
  return true;
}

void Levels::resolve_leaves(const FieldPlan& field, const Level& level, ResolvedLeaves& out) {
  if (const GraphqlError* refused = refusal(field)) {
    out.refused = *refused;
    return;
  }
  try {
    field.binding->collect_leaves(field.binding->closure.get(), level.objects, call(field), out.column);
    if (out.column.error) out.refused = refused_by(*out.column.error);
  } catch (const std::exception& error) {
    out.refused = fault(field, error.what());
  }
}

bool Levels::resolve_objects(const FieldPlan& field, const Level& level, ResolvedObjects& out) {
  if (const GraphqlError* refused = refusal(field)) {
    out.refused = *refused;
    return true;
  }
  try {
    field.binding->collect(field.binding->closure.get(), level.objects, call(field), out.column);
    ENSURE(is_whole(field, out.column, level.objects.size()));
    if (out.column.all_failed) {
      out.refused = refused_by(*out.column.all_failed);
      return true;
    }
    distribute(field, out);
  } catch (const std::exception& error) {
    out = {};
    out.refused = fault(field, error.what());
    return true;
  }
  cost_ += field.weight * level.objects.size();
  objects_ += out.column.items.size();
  if (objects_ > request_.limits.objects_max) {
    stopped_ = GraphqlError{.message = "The answer has more than " + std::to_string(request_.limits.objects_max) + " objects.", .code = kAnswerTooLarge};
    return false;
  }
  for (std::size_t i = 0; i < field.targets.size(); ++i) {
    const SelectionPlan& selection = *field.targets[i].selection;
    enter(selection, out.places.empty() ? std::span<const void* const>(out.column.items) : std::span<const void* const>(out.parents[i]));
    if (out.places.empty()) break;
  }
  return true;
}

// Items of one object type, none of them null, stay where they are; else each target gets its own.
void Levels::distribute(const FieldPlan& field, ResolvedObjects& out) {
  const auto& items = out.column.items;
  const bool is_plain = field.abstract == nullptr && std::find(items.begin(), items.end(), nullptr) == items.end();
  if (is_plain) return;
  out.parents.resize(field.targets.size());
  out.places.resize(items.size());
  out.targets.resize(items.size(), ResolvedObjects::kNoTarget);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i] == nullptr) continue;
    const std::uint32_t target = target_of(field, out.column, i);
    out.targets[i] = target;
    out.places[i] = static_cast<std::uint32_t>(out.parents[target].size());
    out.parents[target].push_back(items[i]);
  }
}

std::uint32_t Levels::target_of(const FieldPlan& field, const ObjectColumn& column, std::size_t item) {
  if (field.abstract == nullptr) return 0;
  std::string_view name;
  std::optional<std::type_index> type;
  if (field.abstract->type_name_of) {
    name = field.abstract->type_name_of(column.items[item]);
    type = field.abstract->type;
  } else {
    ENSURE(column.any_items.size() == column.items.size() && column.any_items[item] != nullptr);
    name = column.any_items[item]->type_name();
    type = column.any_items[item]->type();
  }
  for (std::uint32_t i = 0; i < field.targets.size(); ++i) {
    const Target& target = field.targets[i];
    if (name.empty() ? target.object_type == *type : target.type->name == name && target.object_type == *type) return i;
  }
  throw Bug("an object that is of none of the object types of " + field.definition->type.text());
}

bool Levels::may_go_on() {
  if (!request_.hooks.is_deadline_over || !request_.hooks.is_deadline_over()) return true;
  stopped_ = GraphqlError{.message = "The time for this request was over before it was answered.", .code = kDeadlineExceeded};
  return false;
}

}  // namespace switchyard::graphql
