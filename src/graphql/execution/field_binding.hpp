// A resolver without its C++ types, as the engine calls it. Made by resolvers.hpp alone.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <typeindex>

#include "graphql/execution/columns.hpp"
#include "graphql/execution/field_call.hpp"
#include "graphql/execution/leaf_writer.hpp"

namespace switchyard::graphql {

struct FieldBinding {
  enum class Kind : std::uint8_t { leaf, leaf_batch, one, list };

  Kind kind = Kind::leaf;
  LeafKind leaf_kind = LeafKind::any;          // Of leaves.
  bool is_leaf_list = false;                   // Of leaves: the accessor gives a list.
  std::type_index child_type = typeid(void);   // Of objects: the struct, or AnyObject.
  std::shared_ptr<const void> closure;         // The module's function.

  void (*write)(const void* closure, const void* parent, const FieldCall& call, LeafWriter& out) = nullptr;
  void (*collect_leaves)(const void* closure, std::span<const void* const> parents, const FieldCall& call, LeafColumn& out) = nullptr;
  void (*collect)(const void* closure, std::span<const void* const> parents, const FieldCall& call, ObjectColumn& out) = nullptr;
};

struct TypeBinding {
  std::type_index type = typeid(void);
  std::map<std::string, FieldBinding, std::less<>> fields = {};
};

struct AbstractBinding {
  std::type_index type = typeid(void);
  // Of an object, its object type's name; empty for AnyObject.
  std::function<std::string_view(const void* object)> type_name_of = {};
};

}  // namespace switchyard::graphql
