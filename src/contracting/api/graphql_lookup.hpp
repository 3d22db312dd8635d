// One object for each parent of a level, found by its id: each id is read once, in one call.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <vector>

#include "graphql/execution/resolvers.hpp"

namespace switchyard::contracting {

// `id_of(parent)` gives an id or an optional one; `read(span of ids)` a vector of objects with a member `id`. What is not there is null.
template <class Object, class Id, class Parent, class IdOf, class Read>
graphql::Ones<std::shared_ptr<const Object>> ones_by_id(const graphql::Parents<Parent>& parents, IdOf id_of, Read read) {
  std::map<Id, std::shared_ptr<const Object>> found;
  for (const Parent& parent : parents) {
    if (const std::optional<Id> id = id_of(parent)) found.emplace(*id, nullptr);
  }
  std::vector<Id> ids;
  for (const auto& [id, object] : found) ids.push_back(id);
  if (!ids.empty()) {
    for (Object& object : read(std::span<const Id>(ids))) {
      const Id id = object.id;
      found[id] = std::make_shared<const Object>(std::move(object));
    }
  }
  graphql::Ones<std::shared_ptr<const Object>> ones(parents.size());
  for (std::size_t i = 0; i < parents.size(); ++i) {
    const std::optional<Id> id = id_of(parents[i]);
    if (id && found[*id] != nullptr) ones.set(i, found[*id]);
  }
  return ones;
}

// A list for each parent: `rows` are of all parents, `key_of_row` says whose.
template <class Row, class Key, class Parent, class KeyOf, class KeyOfRow>
graphql::Lists<Row> lists_by_key(const graphql::Parents<Parent>& parents, std::vector<Row> rows, KeyOf key_of, KeyOfRow key_of_row) {
  std::map<Key, std::vector<Row>> by_key;
  for (Row& row : rows) by_key[key_of_row(row)].push_back(std::move(row));
  graphql::Lists<Row> lists(parents.size());
  for (std::size_t i = 0; i < parents.size(); ++i) {
    const auto found = by_key.find(key_of(parents[i]));
    if (found != by_key.end()) lists.set(i, found->second);
  }
  return lists;
}

// Distinct, in order.
template <class Id, class Parent, class IdOf>
std::vector<Id> distinct_ids(const graphql::Parents<Parent>& parents, IdOf id_of) {
  std::vector<Id> ids;
  for (const Parent& parent : parents) ids.push_back(id_of(parent));
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

}  // namespace switchyard::contracting
