// Not a rule of the specification: introspection asks for no lists of types below each other more than twice, since each such
// level multiplies the answer. Named and bounded as in graphql-js 16.
#include <algorithm>
#include <array>

#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

constexpr int kListDepthMax = 3;
constexpr std::array<std::string_view, 4> kLists = {"fields", "interfaces", "possibleTypes", "inputFields"};

class MaxIntrospectionDepth final : public Rule {
 public:
  explicit MaxIntrospectionDepth(Context& context) : context_(context) {}

  Below enter_field(const ast::Field& field) override {
    if (field.name.value != "__schema" && field.name.value != "__type") return Below::visit;
    visited_.clear();
    if (!exceeds(field, 0)) return Below::visit;
    context_.report("Maximum introspection depth exceeded", field);
    return Below::skip;
  }

 private:
  // List depth before the fragment, by its name.
  using Depths = std::unordered_map<std::string_view, int>;

  static bool holds_at_least(const Depths& depths, std::string_view name, int depth) {
    const auto found = depths.find(name);
    return found != depths.end() && found->second >= depth;
  }

  bool exceeds(const ast::Selection& selection, int depth) {
    if (const auto* spread = ast::as_fragment_spread(selection)) return exceeds(*spread, depth);
    const ast::SelectionSet* below = nullptr;
    if (const auto* field = ast::as_field(selection)) {
      below = field->selection_set;
      if (std::ranges::find(kLists, field->name.value) != kLists.end() && ++depth >= kListDepthMax) return true;
    } else {
      below = static_cast<const ast::InlineFragment&>(selection).selection_set;
    }
    return below != nullptr && exceeds(*below, depth);
  }

  bool exceeds(const ast::SelectionSet& set, int depth) {
    if (recursion_ == context_.limits().recursion_max) context_.abort();
    if (context_.stopped()) return true;
    ++recursion_;
    const bool found = std::ranges::any_of(set.selections, [&](const ast::Selection* part) { return exceeds(*part, depth); });
    --recursion_;
    return found;
  }

  bool exceeds(const ast::FragmentSpread& spread, int depth) {
    const std::string_view name = spread.name.value;
    const auto exceeded = exceeded_.find(name);
    if (exceeded != exceeded_.end() && exceeded->second <= depth) return true;
    if (holds_at_least(visited_, name, depth) || holds_at_least(checked_, name, depth)) return false;
    const ast::FragmentDefinition* fragment = context_.fragment(name);
    if (fragment == nullptr) return false;
    visited_[name] = depth;
    const bool found = exceeds(*fragment->selection_set, depth);
    (found ? exceeded_ : checked_)[name] = depth;
    return found;
  }

  Context& context_;
  Depths visited_;   // Within the field that is looked at, also those still open: breaks cycles.
  Depths checked_;   // Found to be good at this depth, in any field.
  Depths exceeded_;  // Found to be too deep at this depth.
  std::size_t recursion_ = 0;
};

}  // namespace

RulePtr max_introspection_depth(Context& context) { return std::make_unique<MaxIntrospectionDepth>(context); }

}  // namespace switchyard::graphql::validation
