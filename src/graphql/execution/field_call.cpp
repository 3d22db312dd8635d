#include "graphql/execution/field_call.hpp"

#include <algorithm>

#include "graphql/execution/plan.hpp"

namespace switchyard::graphql {
namespace {

bool selects_below(const FieldPlan& plan, std::string_view path) {
  const std::string_view name = path.substr(0, path.find('.'));
  const std::string_view rest = name.size() == path.size() ? std::string_view() : path.substr(name.size() + 1);
  return std::any_of(plan.targets.begin(), plan.targets.end(), [&](const Target& target) {
    return std::any_of(target.selection->fields.begin(), target.selection->fields.end(), [&](const FieldPlan& field) {
      return field.definition->name == name && (rest.empty() || selects_below(field, rest));
    });
  });
}

}  // namespace

bool FieldCall::selects(std::string_view path) const { return selects_below(*plan_, path); }

}  // namespace switchyard::graphql
