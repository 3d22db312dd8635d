// How a business module gives its objects to the engine: by type and field name, in a line each, bound to the schema at start.
//
//   void bind(graphql::Resolvers& resolvers) {
//     resolvers.object<Contract>("Contract")
//         .field("number", &Contract::number)                                                   // A leaf from a struct.
//         .field("state", [](const Contract& c) { return graphql::EnumWord{word_of(c.state)}; })
//         .field("price", [](const Contract& c, const FieldCall& call) { … call.arguments().text("unit") … })
//         .child("term", [](const Contract& c) -> const Term& { return c.term; })               // One object that the parent holds.
//         .children("sites", [](const Contract& c) -> const std::vector<Site>& { return c.sites; })
//         .batch("accounts", [](Parents<Contract> contracts, const FieldCall& call) -> Result<Lists<ContractAccount>> {
//           auto by_contract = call.app<Desk>().accounts_of(ids_of(contracts));                // One query for the whole level.
//           Lists<ContractAccount> lists(contracts.size());
//           for (std::size_t i = 0; i < contracts.size(); ++i) lists.set(i, std::move(by_contract[contracts[i].id]));
//           return lists;
//         });
//     resolvers.object<Root>("Query").batch("contract", …Ones<Contract>…);
//     resolvers.abstract("Node");                                                              // Resolvers give AnyObject there.
//   }
//
// A resolver of `batch` is called once a level with ALL parents: there is no N+1 and no loader. What an accessor may return as a leaf:
// see leaf_writer.hpp. As an object: `T`, `const T&`, `const T*`, `std::optional<T>`, `std::shared_ptr<const T>`, AnyObject; null where
// empty. Result<…> of any of these: its Error becomes an entry of `errors` with `extensions.code` at the field's path, and the field null.
// An exception becomes "Internal error" (INTERNAL) and goes to the hook of execute.hpp; its text never leaves.
// Resolvers are filled once at start and then only read: from many threads.
#pragma once

#include <concepts>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeindex>
#include <utility>
#include <vector>

#include "graphql/execution/columns.hpp"
#include "graphql/execution/field_binding.hpp"
#include "graphql/execution/field_call.hpp"
#include "graphql/execution/leaf_writer.hpp"
#include "values/result.hpp"

namespace switchyard::graphql {

class Schema;

// The parent of root fields: resolvers.object<Root>("Query"), resolvers.object<Root>("Mutation").
struct Root {};

template <class T>
class ObjectResolvers;

namespace detail {
struct ColumnFiller;
}

class Resolvers {
 public:
  // The struct that stands for an object type. A type is bound once; the same struct may stand for several types.
  template <class T>
  ObjectResolvers<T> object(std::string_view type_name) {
    return ObjectResolvers<T>(add_type(type_name, typeid(T)));
  }
  // An interface or union whose resolvers give AnyObject.
  void abstract(std::string_view type_name) { add_abstract(type_name, typeid(AnyObject), {}); }
  // One for whose object types the same struct T stands: the function names the object type.
  template <class T>
  void abstract(std::string_view type_name, std::function<std::string_view(const T&)> type_name_of) {
    add_abstract(type_name, typeid(T), [of = std::move(type_name_of)](const void* object) { return of(*static_cast<const T*>(object)); });
  }

  // Everything in which the resolvers do not answer the schema: a field without resolver, a resolver without field, one that gives a list
  // where the schema has one object, a text where it has an Int, another struct than is bound to the type. Empty when all is well; to be
  // looked at before serving.
  [[nodiscard]] std::vector<std::string> misfits(const Schema& schema) const;

  // The engine's side. Null where there is none.
  [[nodiscard]] const TypeBinding* type(std::string_view type_name) const;
  [[nodiscard]] const AbstractBinding* abstract_type(std::string_view type_name) const;
  [[nodiscard]] const FieldBinding* field(std::string_view type_name, std::string_view field_name) const;

 private:
  TypeBinding& add_type(std::string_view type_name, std::type_index type);
  void add_abstract(std::string_view type_name, std::type_index type, std::function<std::string_view(const void*)> type_name_of);

  std::map<std::string, TypeBinding, std::less<>> types_;
  std::map<std::string, AbstractBinding, std::less<>> abstract_types_;
};

// All parents of one level; never empty, none of them null.
template <class T>
class Parents {
 public:
  explicit Parents(std::span<const void* const> objects) : objects_(objects) {}
  [[nodiscard]] std::size_t size() const { return objects_.size(); }
  [[nodiscard]] const T& operator[](std::size_t i) const { return *static_cast<const T*>(objects_[i]); }

  class Iterator {
   public:
    explicit Iterator(const void* const* at) : at_(at) {}
    const T& operator*() const { return *static_cast<const T*>(*at_); }
    Iterator& operator++() { return ++at_, *this; }
    bool operator==(const Iterator&) const = default;

   private:
    const void* const* at_;
  };
  [[nodiscard]] Iterator begin() const { return Iterator(objects_.data()); }
  [[nodiscard]] Iterator end() const { return Iterator(objects_.data() + objects_.size()); }

 private:
  std::span<const void* const> objects_;
};

// One object for each parent; null where nothing was set. E is one of the object forms above.
template <class E>
class Ones {
 public:
  explicit Ones(std::size_t parents) : items_(parents) {}
  void set(std::size_t parent, E object) { items_.at(parent) = std::move(object); }
  void fail(std::size_t parent, Error error) { errors_.emplace(parent, std::move(error)); }

 private:
  friend struct detail::ColumnFiller;
  std::vector<std::optional<E>> items_;
  std::map<std::size_t, Error> errors_;
};

// A list of objects for each parent; empty where nothing was added. One memory for all of them: adding parent by parent costs no more.
template <class E>
class Lists {
 public:
  explicit Lists(std::size_t parents) : parents_(parents) {}
  void add(std::size_t parent, E object) {
    ENSURE(parent < parents_);
    is_in_order_ = is_in_order_ && (places_.empty() || places_.back() <= parent);
    places_.push_back(static_cast<std::uint32_t>(parent));
    items_.push_back(std::move(object));
  }
  void set(std::size_t parent, std::vector<E> objects) {
    for (E& object : objects) add(parent, std::move(object));
  }
  void reserve(std::size_t objects) {
    items_.reserve(objects);
    places_.reserve(objects);
  }
  void set_null(std::size_t parent) { nulls_.emplace(parent, true); }
  void fail(std::size_t parent, Error error) { errors_.emplace(parent, std::move(error)); }

 private:
  friend struct detail::ColumnFiller;
  std::size_t parents_;
  bool is_in_order_ = true;
  std::vector<E> items_;
  std::vector<std::uint32_t> places_;  // The parent of each item.
  std::map<std::size_t, bool> nulls_;
  std::map<std::size_t, Error> errors_;
};

// A leaf for each parent; null where nothing was set. V is what write_leaf takes; with Result<V> each may fail by itself.
template <class V>
class Leaves {
 public:
  explicit Leaves(std::size_t parents) : values_(parents) {}
  void set(std::size_t parent, V value) { values_.at(parent) = std::move(value); }

 private:
  friend struct detail::ColumnFiller;
  std::vector<std::optional<V>> values_;
};

}  // namespace switchyard::graphql

#include "graphql/execution/resolvers_inl.hpp"

namespace switchyard::graphql {

// The fields of one object type whose struct is T. A field bound twice is a bug.
template <class T>
class ObjectResolvers {
 public:
  explicit ObjectResolvers(TypeBinding& type) : type_(&type) {}

  // A leaf. `accessor` is a member, or takes (const T&) or (const T&, const FieldCall&).
  template <class F>
  ObjectResolvers& field(std::string_view name, F accessor) {
    return add(name, detail::leaf_binding<T>(std::move(accessor)));
  }
  // One object that the parent holds or makes without asking anyone.
  template <class F>
  ObjectResolvers& child(std::string_view name, F accessor) {
    return add(name, detail::child_binding<T>(std::move(accessor)));
  }
  // A list of such: a vector or span of object forms, or an optional or pointer to one where the list may be null.
  template <class F>
  ObjectResolvers& children(std::string_view name, F accessor) {
    return add(name, detail::children_binding<T>(std::move(accessor)));
  }
  // All parents of a level at once: `resolver` takes (Parents<T>) or (Parents<T>, const FieldCall&) and gives Ones<E>, Lists<E> or
  // Leaves<V>, or a Result of it, whose Error then is that of every parent.
  template <class F>
  ObjectResolvers& batch(std::string_view name, F resolver) {
    return add(name, detail::batch_binding<T>(std::move(resolver)));
  }

 private:
  ObjectResolvers& add(std::string_view name, FieldBinding binding) {
    const bool is_new = type_->fields.emplace(std::string(name), std::move(binding)).second;
    ENSURE(is_new);
    return *this;
  }
  TypeBinding* type_;
};

}  // namespace switchyard::graphql
