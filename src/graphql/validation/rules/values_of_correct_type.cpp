// Values of Correct Type, Input Object Field Names, Required Fields and OneOf Input Objects (specification, September 2025,
// sections 5.6.1, 5.6.2, 5.6.4 and 3.10.1): each literal is one that its place takes.
#include <string>
#include <variant>

#include <fmt/core.h>

#include "graphql/language/printer.hpp"
#include "graphql/schema/input_coercion.hpp"
#include "graphql/validation/rules.hpp"
#include "graphql/validation/suggestions.hpp"

namespace switchyard::graphql::validation {

namespace {

using FieldsByName = std::unordered_map<std::string_view, const ast::ObjectField*>;

class ValuesOfCorrectType final : public Rule {
 public:
  explicit ValuesOfCorrectType(Context& context) : context_(context) {}

  Below enter_value(const ast::Value& value) override {
    switch (value.kind) {
      case ast::Kind::list_value:
        return enter_list(value);
      case ast::Kind::object_value:
        return enter_object(value);
      case ast::Kind::null_value:
        return enter_null(value);
      default:
        check_leaf(value);
        return Below::visit;
    }
  }

  void enter_object_field(const ast::ObjectField& field) override {
    const auto parent = context_.types().parent_input_type();
    if (context_.types().input_type() || !parent || parent->named().kind != TypeKind::input_object) return;
    const NamedType& object = parent->named();
    const std::string_view name = field.name.value;
    context_.report(fmt::format("Field \"{}\" is not defined by type \"{}\".{}", name, object.name,
                                did_you_mean(suggest(name, names_of(object.input_fields)))),
                    field);
  }

 private:
  // The types are those within the list already.
  Below enter_list(const ast::Value& value) {
    const auto around = context_.types().parent_input_type();
    if (around && around->is_list()) return Below::visit;
    check_leaf(value);
    return Below::skip;
  }

  Below enter_null(const ast::Value& value) {
    const auto type = context_.types().input_type();
    if (type && type->is_non_null()) report_expected(*type, value);
    return Below::visit;
  }

  Below enter_object(const ast::Value& value) {
    const auto type = context_.types().input_type();
    if (!type || type->named().kind != TypeKind::input_object) {
      check_leaf(value);
      return Below::skip;
    }
    const NamedType& object = type->named();
    FieldsByName given;
    for (const ast::ObjectField& field : value.fields) given[field.name.value] = &field;
    for (const InputValueDefinition& field : object.input_fields) {
      if (!field.is_required() || given.contains(field.name)) continue;
      context_.report(
          fmt::format("Field \"{}.{}\" of required type \"{}\" was not provided.", object.name, field.name, field.type.text()),
          value);
    }
    if (object.is_one_of) check_one_of(value, object, given);
    return Below::visit;
  }

  void check_one_of(const ast::Value& value, const NamedType& object, const FieldsByName& given) {
    if (given.size() != 1) {
      return context_.report(fmt::format("OneOf Input Object \"{}\" must specify exactly one key.", object.name), value);
    }
    const auto& [name, field] = *given.begin();
    if (field->value.kind != ast::Kind::null_value) return;
    context_.report(fmt::format("Field \"{}.{}\" must be non-null.", object.name, name), value);
  }

  void check_leaf(const ast::Value& value) {
    const auto type = context_.types().input_type();
    if (!type) return;
    if (!type->named().is_leaf()) return report_expected(*type, value);
    const ScalarResult coerced = coerce_leaf_literal(value, type->named());
    const auto* reason = std::get_if<std::string>(&coerced);
    if (reason == nullptr) return;
    if (type->named().kind == TypeKind::enum_ || type->named().is_built_in) return context_.report(*reason, value);
    context_.report(fmt::format("Expected value of type \"{}\", found {}; {}", type->text(), print(value), *reason), value);
  }

  void report_expected(TypeRef type, const ast::Value& value) {
    context_.report(fmt::format("Expected value of type \"{}\", found {}.", type.text(), print(value)), value);
  }

  Context& context_;
};

}  // namespace

RulePtr values_of_correct_type(Context& context) { return std::make_unique<ValuesOfCorrectType>(context); }

}  // namespace switchyard::graphql::validation
