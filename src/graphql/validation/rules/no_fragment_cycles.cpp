// Fragment Spreads Must Not Form Cycles (specification, September 2025, section 5.5.2.2). Each fragment is walked once and each
// cycle said once; chains of fragments may be as long as documents are, so the walk keeps its own stack.
#include <fmt/core.h>

#include <unordered_set>

#include "graphql/validation/rules.hpp"

namespace switchyard::graphql::validation {

namespace {

class NoFragmentCycles final : public Rule {
 public:
  NoFragmentCycles(Context& context, FragmentReferences& references) : context_(context), references_(references) {}

  Below enter_operation(const ast::OperationDefinition&) override { return Below::skip; }

  Below enter_fragment(const ast::FragmentDefinition& fragment) override {
    open(fragment);
    while (!open_.empty() && !context_.stopped()) step();
    return Below::skip;
  }

 private:
  struct Open {
    std::string_view name;
    const std::vector<const ast::FragmentSpread*>& spreads;
    std::size_t next = 0;
  };

  void open(const ast::FragmentDefinition& fragment) {
    if (!visited_.insert(fragment.name.value).second) return;
    const auto& spreads = references_.spreads_of(*fragment.selection_set);
    if (spreads.empty()) return;
    path_places_[fragment.name.value] = path_.size();
    open_.push_back({fragment.name.value, spreads});
  }

  // The next spread of the innermost open fragment: `path_` holds the spread of each open fragment that is being followed.
  void step() {
    Open& innermost = open_.back();
    path_.resize(open_.size() - 1);
    if (innermost.next == innermost.spreads.size()) {
      path_places_.erase(innermost.name);
      open_.pop_back();
      return;
    }
    const ast::FragmentSpread* spread = innermost.spreads[innermost.next++];
    path_.push_back(spread);
    const auto cycle = path_places_.find(spread->name.value);
    if (cycle != path_places_.end()) return report(cycle->second);
    if (const auto* fragment = context_.fragment(spread->name.value)) open(*fragment);
  }

  void report(std::size_t begin) {
    std::string via;
    for (std::size_t i = begin; i + 1 < path_.size(); ++i) {
      via += fmt::format("{}\"{}\"", via.empty() ? " via " : ", ", path_[i]->name.value);
    }
    const std::vector<const ast::Node*> nodes(path_.begin() + static_cast<std::ptrdiff_t>(begin), path_.end());
    context_.report(fmt::format("Cannot spread fragment \"{}\" within itself{}.", path_.back()->name.value, via), nodes);
  }

  Context& context_;
  FragmentReferences& references_;
  std::unordered_set<std::string_view> visited_;
  std::vector<Open> open_;
  std::vector<const ast::FragmentSpread*> path_;
  std::unordered_map<std::string_view, std::size_t> path_places_;  // Of open fragments, where in path_ what they spread begins.
};

}  // namespace

RulePtr no_fragment_cycles(Context& context, FragmentReferences& references) {
  return std::make_unique<NoFragmentCycles>(context, references);
}

}  // namespace switchyard::graphql::validation
