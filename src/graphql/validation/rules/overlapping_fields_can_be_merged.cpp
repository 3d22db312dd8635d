// Field Selection Merging (specification, September 2025, section 5.3.2): fields of one response name are the same field with the
// same arguments, or of types that exclude each other, and of one shape. Conflicts are searched, worded and paid for as
// graphql-js 16.15 does: each pair of sets and fragments is compared once, and the steps are counted, so that a hostile document
// ends in a refusal.
#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "graphql/validation/collected_fields.hpp"
#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

constexpr std::size_t kDetailSizeMax = 1'000;
constexpr std::size_t kNodesMax = 20;  // Of one side of a conflict.

using Nodes = std::vector<const ast::Node*>;

struct Conflict {
  std::string_view response_name;
  std::string reason;
  Nodes nodes[2];
};
using Conflicts = std::vector<Conflict>;

std::string abbreviated(std::string_view text) {
  return text.size() > kDetailSizeMax ? std::string(text.substr(0, kDetailSizeMax)) + "..." : std::string(text);
}

// The enclosing field, then what is deeper; where that is too much the deepest is kept.
Nodes nodes_of(const ast::Field& field, const Conflicts& conflicts, int side) {
  Nodes nodes = {&field};
  for (const Conflict& conflict : conflicts) {
    const Nodes& deeper = conflict.nodes[side];
    const std::size_t taken = std::min(deeper.size(), kNodesMax - nodes.size());
    nodes.insert(nodes.end(), deeper.end() - static_cast<std::ptrdiff_t>(taken), deeper.end());
    if (nodes.size() == kNodesMax) break;
  }
  return nodes;
}

class OverlappingFieldsCanBeMerged final : public Rule {
 public:
  explicit OverlappingFieldsCanBeMerged(Context& context)
      : context_(context), collection_(context.schema()), work_left_(context.limits().field_work_max) {}

  void enter_selection_set(const ast::SelectionSet& set, ast::Kind holder) override {
    if (holder == ast::Kind::inline_fragment) return;  // Part of the set around it.
    if (set.selections.size() == 1 && set.selections[0]->kind != ast::Kind::inline_fragment) return;
    Conflicts conflicts;
    find_within(collection_.of(set, context_.types().parent_type()), conflicts);
    for (const Conflict& conflict : conflicts) {
      if (context_.stopped()) return;
      Nodes nodes = conflict.nodes[0];
      nodes.insert(nodes.end(), conflict.nodes[1].begin(), conflict.nodes[1].end());
      context_.report(
          fmt::format("Fields \"{}\" conflict because {}. Use different aliases on the fields to fetch both if this was "
                      "intentional.",
                      abbreviated(conflict.response_name), conflict.reason),
          nodes);
    }
  }

 private:
  // Counts how deep comparisons stand within each other.
  class Level {
   public:
    explicit Level(OverlappingFieldsCanBeMerged& rule) : depth_(rule.depth_) {
      if (++depth_ > rule.context_.limits().recursion_max) rule.context_.abort();
    }
    ~Level() { --depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    std::size_t& depth_;
  };

  // False once the budget is spent.
  bool spend(std::size_t steps) {
    if (context_.stopped()) return false;
    if (steps > work_left_) {
      context_.abort();
      return false;
    }
    work_left_ -= steps;
    return true;
  }

  void find_within(CollectedSet& set, Conflicts& conflicts) {
    for (const CollectedSet::Group& group : set.groups) find_within(group, conflicts);
    const auto& fragments = set.fragments;
    if (set.groups.empty() && fragments.size() < 2) return;
    for (std::size_t i = 0; i < fragments.size(); ++i) {
      compare(set, fragments[i], false, conflicts);
      for (std::size_t j = i + 1; j < fragments.size(); ++j) compare(fragments[i], fragments[j], false, conflicts);
      if (context_.stopped()) return;
    }
  }

  void find_within(const CollectedSet::Group& group, Conflicts& conflicts) {
    for (std::size_t i = 0; i < group.fields.size(); ++i) {
      for (std::size_t j = i + 1; j < group.fields.size(); ++j) {
        compare(group.response_name, *group.fields[i], *group.fields[j], false, conflicts);
        if (context_.stopped()) return;
      }
    }
  }

  // A set and a fragment that is spread beside it.
  void compare(CollectedSet& set, std::string_view fragment_name, bool are_exclusive, Conflicts& conflicts) {
    const Level level(*this);
    if (!spend(1) || set.groups.empty()) return;
    const auto [compared, is_new] = set.compared.try_emplace(fragment_name, are_exclusive);
    if (!is_new && (!compared->second || are_exclusive)) return;
    compared->second = are_exclusive;
    const ast::FragmentDefinition* fragment = context_.fragment(fragment_name);
    if (fragment == nullptr) return;
    CollectedSet& other = collection_.of(*fragment);
    if (&other == &set) return;
    compare(set, other, are_exclusive, conflicts);
    for (const std::string_view below : other.fragments) compare(set, below, are_exclusive, conflicts);
  }

  void compare(std::string_view name_a, std::string_view name_b, bool are_exclusive, Conflicts& conflicts) {
    const Level level(*this);
    if (!spend(2) || name_a == name_b || !is_first_time(name_a, name_b, are_exclusive)) return;
    const ast::FragmentDefinition* a = context_.fragment(name_a);
    const ast::FragmentDefinition* b = context_.fragment(name_b);
    if (a == nullptr || b == nullptr) return;
    CollectedSet& set_a = collection_.of(*a);
    CollectedSet& set_b = collection_.of(*b);
    compare(set_a, set_b, are_exclusive, conflicts);
    for (const std::string_view below : set_b.fragments) compare(name_a, below, are_exclusive, conflicts);
    for (const std::string_view below : set_a.fragments) compare(below, name_b, are_exclusive, conflicts);
  }

  // A pair that was compared as not exclusive need not be compared again; one compared as exclusive, only as not exclusive.
  bool is_first_time(std::string_view a, std::string_view b, bool are_exclusive) {
    for (const auto& pair : {std::pair(a, b), std::pair(b, a)}) {
      const auto known = compared_fragments_.find(pair);
      if (known != compared_fragments_.end() && (are_exclusive || !known->second)) return false;
    }
    compared_fragments_[{a, b}] = are_exclusive;
    return true;
  }

  // The fields of two sets that may both apply, their fragments apart.
  void compare(CollectedSet& a, CollectedSet& b, bool are_exclusive, Conflicts& conflicts) {
    if (a.groups.empty() || b.groups.empty()) return;
    for (const auto& [group_a, group_b] : overlaps_of(a, b)) {
      for (const auto& field_a : group_a->fields) {
        for (const auto& field_b : group_b->fields) {
          compare(group_a->response_name, *field_a, *field_b, are_exclusive, conflicts);
          if (context_.stopped()) return;
        }
      }
    }
  }

  const CollectedSet::Overlaps& overlaps_of(CollectedSet& a, CollectedSet& b) {
    const auto [place, is_new] = a.overlaps.try_emplace(&b);
    if (!is_new) return place->second;
    for (const CollectedSet::Group& group : a.groups) {
      if (!spend(1)) break;
      if (const auto* other = b.find(group.response_name)) place->second.emplace_back(&group, other);
    }
    return place->second;
  }

  void compare(std::string_view response_name, CollectedField& a, CollectedField& b, bool parents_exclude, Conflicts& conflicts) {
    const Level level(*this);
    const auto is_object = [](const NamedType* type) { return type != nullptr && type->kind == TypeKind::object; };
    const bool are_exclusive = parents_exclude || (a.parent != b.parent && is_object(a.parent) && is_object(b.parent));
    if (!spend(2)) return;
    if (a.is_plain() && b.is_plain() && a.type() == b.type() && a.node->name.value == b.node->name.value) return;
    const std::string difference = are_exclusive ? "" : describe_difference(a, b);
    if (!difference.empty()) return keep(conflicts, {response_name, difference, {{a.node}, {b.node}}});
    if (a.type() && b.type() && do_conflict(*a.type(), *b.type())) {
      const std::string reason =
          fmt::format("they return conflicting types \"{}\" and \"{}\"", a.type()->text(), b.type()->text());
      return keep(conflicts, {response_name, reason, {{a.node}, {b.node}}});
    }
    if (a.node->selection_set == nullptr || b.node->selection_set == nullptr) return;
    const Conflicts below = find_below(a, b, are_exclusive);
    if (below.empty()) return;
    keep(conflicts, {response_name, describe(below), {nodes_of(*a.node, below, 0), nodes_of(*b.node, below, 1)}});
  }

  // What comes later would not be reported, nor be seen in an abbreviated text.
  void keep(Conflicts& conflicts, Conflict conflict) const {
    if (conflicts.size() <= std::max(context_.limits().errors_max, kDetailSizeMax / 20)) conflicts.push_back(std::move(conflict));
  }

  // "" where both are the same field with the same arguments.
  std::string describe_difference(CollectedField& a, CollectedField& b) {
    if (a.node->name.value != b.node->name.value) {
      return fmt::format("\"{}\" and \"{}\" are different fields", abbreviated(a.node->name.value),
                         abbreviated(b.node->name.value));
    }
    const auto [known, is_new] = a.same_arguments.try_emplace(&b, true);
    if (is_new) known->second = have_same_arguments(a, b);
    return known->second ? "" : "they have differing arguments";
  }

  bool have_same_arguments(CollectedField& a, CollectedField& b) {
    const auto& arguments = collection_.arguments_of(a);
    const auto& others = collection_.arguments_of(b);
    if (arguments.size() != others.size()) return false;
    std::unordered_map<std::string_view, std::uint32_t> values;
    for (const ComparedArgument& other : others) values[other.name] = other.value;
    for (const ComparedArgument& argument : arguments) {
      if (!spend(1)) return true;
      const auto found = values.find(argument.name);
      if (found == values.end() || found->second != argument.value) return false;
    }
    return true;
  }

  bool do_conflict(TypeRef a, TypeRef b) {
    while (a != b) {
      if (!spend(1)) return false;
      if (a.is_non_null() != b.is_non_null() || a.is_list() != b.is_list()) return true;
      if (a.is_named() && b.is_named()) return a.named().is_leaf() || b.named().is_leaf();
      a = a.is_non_null() ? a.nullable() : a.item();
      b = b.is_non_null() ? b.nullable() : b.item();
    }
    return false;
  }

  Conflicts find_below(CollectedField& field_a, CollectedField& field_b, bool are_exclusive) {
    const auto named = [](const CollectedField& field) { return field.type() ? &field.type()->named() : nullptr; };
    CollectedSet& a = collection_.of(*field_a.node->selection_set, named(field_a));
    CollectedSet& b = collection_.of(*field_b.node->selection_set, named(field_b));
    Conflicts conflicts;
    compare(a, b, are_exclusive, conflicts);
    for (const std::string_view fragment : b.fragments) compare(a, fragment, are_exclusive, conflicts);
    for (const std::string_view fragment : a.fragments) compare(b, fragment, are_exclusive, conflicts);
    for (const std::string_view fragment_a : a.fragments) {
      for (const std::string_view fragment_b : b.fragments) {
        compare(fragment_a, fragment_b, are_exclusive, conflicts);
        if (context_.stopped()) return conflicts;
      }
    }
    return conflicts;
  }

  static std::string describe(const Conflicts& conflicts) {
    std::string text;
    for (const Conflict& conflict : conflicts) {
      text += fmt::format("{}subfields \"{}\" conflict because {}", text.empty() ? "" : " and ",
                          abbreviated(conflict.response_name), conflict.reason);
      if (text.size() > kDetailSizeMax) break;
    }
    return abbreviated(text);
  }

  Context& context_;
  FieldCollection collection_;
  std::map<std::pair<std::string_view, std::string_view>, bool> compared_fragments_;  // True: only as exclusive.
  std::size_t work_left_;
  std::size_t depth_ = 0;
};

}  // namespace

RulePtr overlapping_fields_can_be_merged(Context& context) { return std::make_unique<OverlappingFieldsCanBeMerged>(context); }

}  // namespace switchyard::graphql::validation
