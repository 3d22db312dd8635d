#include "graphql/validation/variable_usages.hpp"

#include "graphql/validation/rule.hpp"
#include "graphql/validation/traversal.hpp"

namespace switchyard::graphql::validation {

namespace {

class Collector final : public Rule {
 public:
  Collector(const TypeTracker& types, std::vector<VariableUsage>& usages) : types_(types), usages_(usages) {}

  Below enter_variable_definition(const ast::VariableDefinition&) override { return Below::skip; }
  void enter_variable(const ast::Value& variable) override {
    usages_.push_back({&variable, types_.input_type(), types_.has_default(), types_.parent_input_type()});
  }

 private:
  const TypeTracker& types_;
  std::vector<VariableUsage>& usages_;
};

}  // namespace

const std::vector<VariableUsage>& VariableUsages::within(const ast::Definition& definition) {
  const auto [place, is_new] = by_definition_.try_emplace(&definition);
  if (!is_new) return place->second;
  TypeTracker types(context_.schema());
  Collector collector(types, place->second);
  Traversal(types, {&collector}, context_.stopped()).definition(definition);
  return place->second;
}

const std::vector<VariableUsage>& VariableUsages::within(const Fragments& fragments) {
  const auto [place, is_new] = by_fragments_.try_emplace(&fragments);
  std::vector<VariableUsage>& all = place->second;
  if (!is_new || !context_.spend_fragment_work(fragments.size())) return all;
  for (const auto* fragment : fragments) {
    const auto& own = within(*fragment);
    if (!context_.spend_fragment_work(own.size())) return all;
    all.insert(all.end(), own.begin(), own.end());
  }
  return all;
}

const std::vector<VariableUsage>& VariableUsages::of(const ast::OperationDefinition& operation) {
  const auto [place, is_new] = by_operation_.try_emplace(&operation);
  if (!is_new) return place->second;
  const ast::OperationDefinition* const operations[] = {&operation};
  const auto& below = within(references_.reached_by(operations));
  if (!context_.spend_fragment_work(below.size())) return place->second;
  place->second = within(operation);
  place->second.insert(place->second.end(), below.begin(), below.end());
  return place->second;
}

}  // namespace switchyard::graphql::validation
