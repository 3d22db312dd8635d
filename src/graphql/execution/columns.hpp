// What a batch of parents became, in one column: the children of all of them one after the other, without their C++ type. Written by the
// typed adapters of resolvers.hpp, read by the engine; business modules need neither.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <typeindex>
#include <utility>
#include <vector>

#include "graphql/execution/leaf_writer.hpp"
#include "values/error.hpp"

namespace switchyard::graphql {

// An object of an interface or union type, whatever struct it is. The engine finds its object type by the struct bound to it; where one
// struct serves several object types, say which.
class AnyObject {
 public:
  template <class T>
  static AnyObject of(std::shared_ptr<const T> object, std::string type_name = {}) {
    return AnyObject(std::move(object), typeid(T), std::move(type_name));
  }
  template <class T>
  static AnyObject of(T object, std::string type_name = {}) {
    return of(std::make_shared<const T>(std::move(object)), std::move(type_name));
  }

  [[nodiscard]] const void* address() const { return object_.get(); }
  [[nodiscard]] std::type_index type() const { return type_; }
  [[nodiscard]] const std::string& type_name() const { return type_name_; }

 private:
  AnyObject(std::shared_ptr<const void> object, std::type_index type, std::string type_name)
      : object_(std::move(object)), type_(type), type_name_(std::move(type_name)) {}
  std::shared_ptr<const void> object_;
  std::type_index type_;
  std::string type_name_;
};

struct ColumnError {
  std::size_t place;  // A parent or an item.
  Error error;
};

// Objects below N parents. Of a field with one object: item i belongs to parent i. Of a list: parent i has the items
// [ends[i - 1], ends[i]).
struct ObjectColumn {
  std::vector<const void*> items;            // Null: null, or an error.
  std::vector<const AnyObject*> any_items;   // Beside `items` where the resolver gives AnyObject.
  std::vector<std::uint32_t> ends;           // Of lists.
  std::vector<std::size_t> null_lists;       // Parents whose list is null, in order.
  std::vector<ColumnError> parent_errors;    // In order of their place.
  std::vector<ColumnError> item_errors;      // In order of their place.
  std::optional<Error> all_failed;           // Of every parent; then there is nothing else.
  std::shared_ptr<const void> owner;         // Keeps what the items point to.

  void add(const void* item) { items.push_back(item); }
  void end_list() { ends.push_back(static_cast<std::uint32_t>(items.size())); }
  void fail_all(Error error) {
    *this = {};
    all_failed = std::move(error);
  }
};

// Leaves of N parents, resolved in one call.
struct LeafColumn {
  std::shared_ptr<const void> owner;
  void (*write)(const void* owner, std::size_t parent, LeafWriter& out) = nullptr;
  std::optional<Error> error;  // Of all of them.
};

}  // namespace switchyard::graphql
