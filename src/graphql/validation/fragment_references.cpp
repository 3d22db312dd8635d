#include "graphql/validation/fragment_references.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace switchyard::graphql::validation {

namespace {

// Names in the order in which they first came.
class NameSet {
 public:
  void add(std::string_view name) {
    if (seen_.insert(name).second) names_.push_back(name);
  }
  [[nodiscard]] const std::vector<std::string_view>& names() const { return names_; }

 private:
  std::unordered_set<std::string_view> seen_;
  std::vector<std::string_view> names_;
};

const ast::SelectionSet* set_below(const ast::Selection& selection) {
  if (const auto* field = ast::as_field(selection)) return field->selection_set;
  const auto* fragment = ast::as_inline_fragment(selection);
  return fragment == nullptr ? nullptr : fragment->selection_set;
}

}  // namespace

const std::vector<const ast::FragmentSpread*>& FragmentReferences::spreads_of(const ast::SelectionSet& set) {
  const auto [place, is_new] = spreads_.try_emplace(&set);
  if (!is_new) return place->second;
  std::vector<const ast::SelectionSet*> open = {&set};
  while (!open.empty()) {
    const ast::SelectionSet& next = *open.back();
    open.pop_back();
    for (const ast::Selection* selection : next.selections) {
      if (const auto* spread = ast::as_fragment_spread(*selection)) place->second.push_back(spread);
      if (const auto* below = set_below(*selection)) open.push_back(below);
    }
  }
  return place->second;
}

const Fragments& FragmentReferences::reached_by(std::span<const ast::OperationDefinition* const> operations) {
  NameSet direct;
  for (const auto* operation : operations) {
    for (const auto* spread : spreads_of(*operation->selection_set)) direct.add(spread->name.value);
  }
  std::vector<std::string_view> key = direct.names();
  std::ranges::sort(key);
  std::unique_ptr<Fragments>& kept = reached_[std::move(key)];
  if (kept == nullptr) kept = reach(direct.names());
  return *kept;
}

std::unique_ptr<Fragments> FragmentReferences::reach(std::vector<std::string_view> names) {
  auto fragments = std::make_unique<Fragments>();
  if (!context_.spend_fragment_work(names.size())) return fragments;
  NameSet collected;
  for (const std::string_view name : names) collected.add(name);
  for (std::size_t i = 0; i < collected.names().size(); ++i) {
    const ast::FragmentDefinition* fragment = context_.fragment(collected.names()[i]);
    if (fragment == nullptr) continue;
    fragments->push_back(fragment);
    const auto& spreads = spreads_of(*fragment->selection_set);
    if (!context_.spend_fragment_work(spreads.size())) return fragments;
    for (const auto* spread : spreads) collected.add(spread->name.value);
  }
  return fragments;
}

}  // namespace switchyard::graphql::validation
