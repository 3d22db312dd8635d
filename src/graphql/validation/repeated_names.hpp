// Names of one place and the nodes that bear them, to find those that stand there more than once.
#pragma once

#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graphql/language/ast.hpp"

namespace switchyard::graphql::validation {

class RepeatedNames {
 public:
  using Nodes = std::vector<const ast::Node*>;

  void add(std::string_view name, const ast::Node& node) {
    const auto [place, is_new] = places_.try_emplace(name, groups_.size());
    if (is_new) groups_.push_back({name, {}});
    groups_[place->second].second.push_back(&node);
  }

  // In the order in which the names came first.
  [[nodiscard]] std::vector<std::pair<std::string_view, Nodes>> repeated() const {
    std::vector<std::pair<std::string_view, Nodes>> found;
    for (const auto& group : groups_) {
      if (group.second.size() > 1) found.push_back(group);
    }
    return found;
  }

 private:
  std::unordered_map<std::string_view, std::size_t> places_;
  std::vector<std::pair<std::string_view, Nodes>> groups_;
};

}  // namespace switchyard::graphql::validation
