// Input Object Field Uniqueness (specification, September 2025, section 5.6.3).
#include <fmt/core.h>

#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

class UniqueInputFieldNames final : public Rule {
 public:
  explicit UniqueInputFieldNames(Context& context) : context_(context) {}

  Below enter_value(const ast::Value& value) override {
    if (value.kind == ast::Kind::object_value) open_.emplace_back();
    return Below::visit;
  }
  void leave_value(const ast::Value& value) override {
    if (value.kind == ast::Kind::object_value) open_.pop_back();
  }

  void enter_object_field(const ast::ObjectField& field) override {
    const auto [first, is_new] = open_.back().try_emplace(field.name.value, &field.name);
    if (is_new) return;
    context_.report(fmt::format("There can be only one input field named \"{}\".", field.name.value),
                    {first->second, &field.name});
  }

 private:
  Context& context_;
  std::vector<std::unordered_map<std::string_view, const ast::Name*>> open_;  // Of each object around the place.
};

}  // namespace

RulePtr unique_input_field_names(Context& context) { return std::make_unique<UniqueInputFieldNames>(context); }

}  // namespace switchyard::graphql::validation
