// The objects of an answer, level by level: each resolver of objects is called once with all its parents, what it gives becomes the
// parents of the next level. Leaves are read when the answer is written.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "graphql/execution/call_arguments.hpp"
#include "graphql/execution/columns.hpp"
#include "graphql/execution/execute.hpp"
#include "graphql/execution/plan.hpp"

namespace switchyard::graphql {

// What one field became under all parents of its selection.
struct ResolvedObjects {
  static constexpr std::uint32_t kNoTarget = 0xFFFFFFFFU;

  ObjectColumn column;
  std::optional<GraphqlError> refused;    // In place of all of it; message, code and perhaps locations.
  std::vector<std::uint32_t> places;      // Of each item, where it stands among its target's parents; empty: at the same place.
  std::vector<std::uint32_t> targets;     // Of each item, the target; empty: the first.
  std::vector<std::vector<const void*>> parents;  // Of each target; unused where places is empty.
};

struct ResolvedLeaves {
  LeafColumn column;
  std::optional<GraphqlError> refused;
};

// A selection with its parents.
struct Level {
  std::span<const void* const> objects;
  std::vector<ResolvedObjects> object_columns;
  std::vector<ResolvedLeaves> leaf_columns;
};

class Levels {
 public:
  Levels(const OperationPlan& plan, const CallArguments& arguments, const ExecutionRequestContext& request);

  // Everything below one field of the root. False where the deadline or the limit of objects ended it: see stopped().
  bool resolve_root(const FieldPlan& field);
  [[nodiscard]] const std::optional<GraphqlError>& stopped() const { return stopped_; }
  void go_on() { stopped_.reset(); }

  [[nodiscard]] const Level& level(const SelectionPlan& selection) const { return levels_[selection.id]; }
  [[nodiscard]] const FieldCall& call(const FieldPlan& field) const { return calls_[field.call]; }
  // What stands in place of a leaf that is guarded or whose arguments could not be coerced; null where nothing does.
  [[nodiscard]] const GraphqlError* refusal(const FieldPlan& field) const;
  // Of all selections that were merged into the field.
  [[nodiscard]] std::vector<SourceLocation> locations(const FieldPlan& field) const;
  // What was resolved, weighed.
  [[nodiscard]] std::uint64_t cost() const { return cost_; }
  // The fault of a resolver, told to the hook, as the client sees it.
  GraphqlError fault(const FieldPlan& field, const char* what) const;

 private:
  void enter(const SelectionPlan& selection, std::span<const void* const> objects);
  void check_guards(const FieldPlan& field);
  bool resolve(const SelectionPlan& selection, const FieldPlan& field);
  bool resolve_objects(const FieldPlan& field, const Level& level, ResolvedObjects& out);
  void resolve_leaves(const FieldPlan& field, const Level& level, ResolvedLeaves& out);
  void distribute(const FieldPlan& field, ResolvedObjects& out);
  std::uint32_t target_of(const FieldPlan& field, const ObjectColumn& column, std::size_t item);
  bool may_go_on();

  const OperationPlan& plan_;
  const CallArguments& arguments_;
  const ExecutionRequestContext& request_;
  std::vector<FieldCall> calls_;
  std::vector<Level> levels_;
  std::vector<const SelectionPlan*> entered_;  // Selections with parents whose fields are still to be resolved.
  std::unordered_map<std::uint32_t, GraphqlError> refusals_;
  std::optional<GraphqlError> stopped_;
  std::size_t objects_ = 0;
  std::uint64_t cost_ = 0;
  Root root_;
  const void* root_object_ = &root_;
};

}  // namespace switchyard::graphql
