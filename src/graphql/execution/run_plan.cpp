#include "graphql/execution/run_plan.hpp"

#include <utility>

#include "graphql/execution/answer_writer.hpp"
#include "graphql/execution/levels.hpp"

namespace switchyard::graphql {

RunOutcome run_plan(const OperationPlan& plan, const CallArguments& arguments, const ExecutionRequestContext& request, JsonText& out) {
  Levels levels(plan, arguments, request);
  AnswerWriter writer(out, levels, request.limits);
  const std::size_t start = out.size();
  bool is_kept = true;
  for (const FieldPlan& field : plan.root.fields) {
    levels.resolve_root(field);
    is_kept = writer.write_root_field(plan.root, field);
    // What a null of the whole answer would hide is not done either: of mutations the rest.
    if (!is_kept) break;
    writer.field_done();
  }
  if (!is_kept) {
    out.truncate(start);
    out.null();
  } else {
    if (plan.root.fields.empty()) out.raw('{');
    out.raw('}');
  }
  return {std::move(writer.errors), writer.errors_not_listed, levels.cost()};
}

}  // namespace switchyard::graphql
