#include "graphql/validation/collected_fields.hpp"

#include <algorithm>

#include "graphql/value.hpp"

namespace switchyard::graphql::validation {

namespace {

// A text that two literals share only where graphql-js takes them for the same: fields of objects sorted, kinds kept apart.
void append_normal_form(std::string& out, const ast::Value& value) {
  using ast::Kind;
  out += static_cast<char>('A' + static_cast<int>(value.kind));
  switch (value.kind) {
    case Kind::list_value:
      for (const ast::Value& item : value.items) append_normal_form(out, item);
      out += ']';
      return;
    case Kind::object_value: {
      std::vector<const ast::ObjectField*> fields;
      for (const ast::ObjectField& field : value.fields) fields.push_back(&field);
      std::ranges::stable_sort(fields, {}, [](const ast::ObjectField* field) { return field->name.value; });
      for (const ast::ObjectField* field : fields) {
        out.append(field->name.value).append(":");
        append_normal_form(out, field->value);
      }
      out += '}';
      return;
    }
    default:
      out += value.kind == Kind::string_value && value.block ? 'b' : '-';
      append_json_string(out, value.text);
  }
}

}  // namespace

CollectedSet& FieldCollection::of(const ast::SelectionSet& set, const NamedType* parent) {
  std::unique_ptr<CollectedSet>& kept = sets_[{&set, parent}];
  if (kept == nullptr) {
    kept = std::make_unique<CollectedSet>();
    collect(set, parent, *kept);
  }
  return *kept;
}

CollectedSet& FieldCollection::of(const ast::FragmentDefinition& fragment) {
  return of(*fragment.selection_set, schema_.type(fragment.type_condition.name));
}

void FieldCollection::collect(const ast::SelectionSet& set, const NamedType* parent, CollectedSet& into) {
  for (const ast::Selection* selection : set.selections) {
    if (const auto* field = ast::as_field(*selection)) {
      add(*field, parent, into);
    } else if (const auto* spread = ast::as_fragment_spread(*selection)) {
      if (into.spread.insert(spread->name.value).second) into.fragments.push_back(spread->name.value);
    } else {
      const auto& fragment = static_cast<const ast::InlineFragment&>(*selection);
      collect(*fragment.selection_set, fragment.type_condition ? schema_.type(fragment.type_condition.name) : parent, into);
    }
  }
}

void FieldCollection::add(const ast::Field& field, const NamedType* parent, CollectedSet& into) {
  const std::string_view name = field.response_key();
  const auto [place, is_new] = into.places.try_emplace(name, into.groups.size());
  if (is_new) into.groups.push_back({name, {}});
  const FieldDefinition* definition = parent == nullptr ? nullptr : parent->fields.find(field.name.value);
  into.groups[place->second].fields.push_back(
      std::make_unique<CollectedField>(CollectedField{.parent = parent, .node = &field, .definition = definition}));
}

const std::vector<ComparedArgument>& FieldCollection::arguments_of(CollectedField& field) {
  if (!field.arguments) {
    field.arguments.emplace();
    for (const ast::Argument& argument : field.node->arguments) {
      field.arguments->push_back({argument.name.value, number_of(argument.value)});
    }
  }
  return *field.arguments;
}

std::uint32_t FieldCollection::number_of(const ast::Value& value) {
  std::string text;
  append_normal_form(text, value);
  return numbers_.try_emplace(std::move(text), static_cast<std::uint32_t>(numbers_.size())).first->second;
}

}  // namespace switchyard::graphql::validation
