// How Traversal calls its rules; for its own sources.
#pragma once

#include "graphql/validation/traversal.hpp"

namespace switchyard::graphql::validation {

template <class Call>
void Traversal::enter(const void* node, Call call) {
  for (std::size_t i = 0; i < rules_.size() && !stopped_; ++i) {
    if (skipping_[i] == nullptr && call(*rules_[i]) == Below::skip) skipping_[i] = node;
  }
}

template <class Call>
void Traversal::each(Call call) {
  for (std::size_t i = 0; i < rules_.size() && !stopped_; ++i) {
    if (skipping_[i] == nullptr) call(*rules_[i]);
  }
}

template <class Call>
void Traversal::leave(const void* node, Call call) {
  for (std::size_t i = 0; i < rules_.size() && !stopped_; ++i) {
    if (skipping_[i] == nullptr) call(*rules_[i]);
    if (skipping_[i] == node) skipping_[i] = nullptr;
  }
}

}  // namespace switchyard::graphql::validation
