// The typed half of resolvers.hpp: from a module's function to a FieldBinding. Included by resolvers.hpp alone.
#pragma once

namespace switchyard::graphql {

template <class E>
class Ones;
template <class E>
class Lists;
template <class V>
class Leaves;
class Resolvers;

namespace detail {

// The forms in which an object may come: what it is, and where.
template <class E>
struct Element {
  using Object = E;
  static const void* address(const E& element) { return &element; }
};
template <class T>
struct Element<T*> {
  using Object = std::remove_cv_t<T>;
  static const void* address(const T* element) { return element; }
};
template <class T>
struct Element<std::shared_ptr<T>> {
  using Object = std::remove_cv_t<T>;
  static const void* address(const std::shared_ptr<T>& element) { return element.get(); }
};
template <class T>
struct Element<std::optional<T>> {
  using Object = typename Element<T>::Object;
  static const void* address(const std::optional<T>& element) { return element ? Element<T>::address(*element) : nullptr; }
};
template <>
struct Element<AnyObject> {
  using Object = AnyObject;
  static const void* address(const AnyObject& element) { return element.address(); }
};

template <class T>
struct ResultOf {
  using Value = T;
};
template <class T>
struct ResultOf<Result<T>> {
  using Value = T;
};

template <class E>
inline constexpr bool kIsResult = !std::same_as<typename ResultOf<E>::Value, E>;

// The AnyObject of an element, or null.
template <class E>
const AnyObject* any_of(const E& element) {
  if constexpr (std::same_as<E, AnyObject>) return &element;
  else if constexpr (std::same_as<E, std::optional<AnyObject>>) return element ? &*element : nullptr;
  else return nullptr;
}

// The items of parent 0, then those of parent 1 and so on, each parent's in the order in which they came.
inline std::vector<std::size_t> order_of(const std::vector<std::uint32_t>& places, std::size_t parents) {
  std::vector<std::size_t> next(parents + 1);
  for (const std::uint32_t parent : places) ++next[parent + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  std::vector<std::size_t> order(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) order[next[places[i]]++] = i;
  return order;
}

struct ColumnFiller {
  template <class E>
  static void add(ObjectColumn& out, const E& element) {
    if constexpr (kIsResult<E>) {
      if (element.has_value()) return add(out, element.value());
      out.item_errors.push_back({out.items.size(), element.error()});
      out.add(nullptr);
    } else {
      out.add(Element<E>::address(element));
    }
    if constexpr (std::same_as<typename Element<typename ResultOf<E>::Value>::Object, AnyObject>) {
      out.any_items.resize(out.items.size());
      if constexpr (!kIsResult<E>) out.any_items.back() = any_of(element);
    }
  }

  template <class E>
  static void fill(Ones<E>&& ones, std::size_t parents, ObjectColumn& out) {
    ENSURE(ones.items_.size() == parents);
    auto owner = std::make_shared<std::vector<std::optional<E>>>(std::move(ones.items_));
    out.items.reserve(parents);
    for (const auto& item : *owner) {
      if (item) {
        add(out, *item);
      } else {
        add_null<E>(out);
      }
    }
    out.owner = std::move(owner);
    for (auto& [place, error] : ones.errors_) out.parent_errors.push_back({place, std::move(error)});
  }

  template <class E>
  static void fill(Lists<E>&& lists, std::size_t parents, ObjectColumn& out) {
    ENSURE(lists.parents_ == parents);
    const std::vector<std::size_t> order = lists.is_in_order_ ? std::vector<std::size_t>() : order_of(lists.places_, parents);
    out.ends.assign(parents, 0);
    for (const std::uint32_t parent : lists.places_) ++out.ends[parent];
    std::partial_sum(out.ends.begin(), out.ends.end(), out.ends.begin());
    auto owner = std::make_shared<std::vector<E>>(std::move(lists.items_));
    out.items.reserve(owner->size());
    for (std::size_t i = 0; i < owner->size(); ++i) add(out, (*owner)[order.empty() ? i : order[i]]);
    out.owner = std::move(owner);
    for (const auto& entry : lists.nulls_) out.null_lists.push_back(entry.first);
    for (auto& [place, error] : lists.errors_) out.parent_errors.push_back({place, std::move(error)});
  }

  template <class V>
  static void fill(Leaves<V>&& leaves, std::size_t parents, LeafColumn& out) {
    ENSURE(leaves.values_.size() == parents);
    using Values = std::vector<std::optional<V>>;
    out.owner = std::make_shared<Values>(std::move(leaves.values_));
    out.write = [](const void* owner, std::size_t parent, LeafWriter& writer) {
      write_leaf(writer, (*static_cast<const Values*>(owner))[parent]);
    };
  }

  template <class E>
  static void add_null(ObjectColumn& out) {
    out.add(nullptr);
    if constexpr (std::same_as<typename Element<typename ResultOf<E>::Value>::Object, AnyObject>) out.any_items.resize(out.items.size());
  }
};

// A module's function takes the parent alone, or the call too.
template <class F, class P>
decltype(auto) invoke(const F& function, P&& parent, const FieldCall& call) {
  if constexpr (std::invocable<const F&, P, const FieldCall&>) return std::invoke(function, std::forward<P>(parent), call);
  else return std::invoke(function, std::forward<P>(parent));
}
template <class F, class P>
using Answer = decltype(invoke(std::declval<const F&>(), std::declval<P>(), std::declval<const FieldCall&>()));

// Of one parent: what it holds by reference stays there, what was made for this answer is kept in `made`.
template <class Made, class A>
void take_one(ObjectColumn& out, Made& made, A&& answer) {
  if constexpr (std::is_lvalue_reference_v<A>) {
    ColumnFiller::add(out, answer);
  } else {
    made.push_back(std::move(answer));
    ColumnFiller::add(out, made.back());
  }
}

template <class Value>
struct Batched;
template <class E>
struct Batched<Ones<E>> {
  static constexpr auto kKind = FieldBinding::Kind::one;
  using Object = typename Element<typename ResultOf<E>::Value>::Object;
};
template <class E>
struct Batched<Lists<E>> {
  static constexpr auto kKind = FieldBinding::Kind::list;
  using Object = typename Element<typename ResultOf<E>::Value>::Object;
};
template <class V>
struct Batched<Leaves<V>> {
  static constexpr auto kKind = FieldBinding::Kind::leaf_batch;
  using Leaf = typename ResultOf<V>::Value;
};

template <class V>
inline constexpr bool kIsLeafList = false;
template <class V>
inline constexpr bool kIsLeafList<std::vector<V>> = true;
template <class V>
inline constexpr bool kIsLeafList<std::span<const V>> = true;
template <class V>
inline constexpr bool kIsLeafList<std::optional<V>> = kIsLeafList<V>;
template <class V>
inline constexpr bool kIsLeafList<Result<V>> = kIsLeafList<V>;
template <class V>
inline constexpr bool kIsLeafList<V*> = kIsLeafList<std::remove_cv_t<V>>;

// The struct of a resolver of many parents: AnyObject stands for itself.
template <class T, class F>
FieldBinding leaf_binding(F function) {
  using A = std::remove_cvref_t<Answer<F, const T&>>;
  FieldBinding binding;
  binding.kind = FieldBinding::Kind::leaf;
  binding.leaf_kind = kLeafKindOf<A>;
  binding.is_leaf_list = kIsLeafList<A>;
  binding.closure = std::make_shared<const F>(std::move(function));
  binding.write = [](const void* closure, const void* parent, const FieldCall& call, LeafWriter& out) {
    write_leaf(out, invoke(*static_cast<const F*>(closure), *static_cast<const T*>(parent), call));
  };
  return binding;
}

template <class T, class F>
FieldBinding child_binding(F function) {
  using A = Answer<F, const T&>;
  using E = std::remove_cvref_t<A>;
  FieldBinding binding;
  binding.kind = FieldBinding::Kind::one;
  binding.child_type = typeid(typename Element<typename ResultOf<E>::Value>::Object);
  binding.closure = std::make_shared<const F>(std::move(function));
  binding.collect = [](const void* closure, std::span<const void* const> parents, const FieldCall& call, ObjectColumn& out) {
    auto made = std::make_shared<std::vector<E>>();
    if constexpr (!std::is_lvalue_reference_v<A>) made->reserve(parents.size());
    out.items.reserve(parents.size());
    for (const void* parent : parents) {
      take_one<std::vector<E>, A>(out, *made, invoke(*static_cast<const F*>(closure), *static_cast<const T*>(parent), call));
    }
    out.owner = std::move(made);
  };
  return binding;
}

// Of a list that a parent gives: a Result or an optional around it is an error or a null of the whole.
template <class R>
void take_list(ObjectColumn& out, std::size_t parent, const R& range) {
  if constexpr (kIsResult<R>) {
    if (range.has_value()) return take_list(out, parent, range.value());
    out.parent_errors.push_back({parent, range.error()});
  } else if constexpr (requires { range->begin(); }) {
    if (range) return take_list(out, parent, *range);
    out.null_lists.push_back(parent);
  } else {
    for (const auto& item : range) ColumnFiller::add(out, item);
  }
  out.end_list();
}

template <class R>
struct ListItem {
  using Type = std::remove_cv_t<typename R::value_type>;
};
template <class R>
struct ListItem<Result<R>> : ListItem<R> {};
template <class R>
struct ListItem<std::optional<R>> : ListItem<R> {};
template <class R>
struct ListItem<R*> : ListItem<std::remove_cv_t<R>> {};

template <class T, class F>
FieldBinding children_binding(F function) {
  using A = Answer<F, const T&>;
  using R = std::remove_cvref_t<A>;
  FieldBinding binding;
  binding.kind = FieldBinding::Kind::list;
  binding.child_type = typeid(typename Element<typename ResultOf<typename ListItem<R>::Type>::Value>::Object);
  binding.closure = std::make_shared<const F>(std::move(function));
  binding.collect = [](const void* closure, std::span<const void* const> parents, const FieldCall& call, ObjectColumn& out) {
    auto made = std::make_shared<std::vector<R>>();
    if constexpr (!std::is_lvalue_reference_v<A>) made->reserve(parents.size());
    out.ends.reserve(parents.size());
    for (std::size_t i = 0; i < parents.size(); ++i) {
      const T& parent = *static_cast<const T*>(parents[i]);
      if constexpr (std::is_lvalue_reference_v<A>) {
        take_list(out, i, invoke(*static_cast<const F*>(closure), parent, call));
      } else {
        made->push_back(invoke(*static_cast<const F*>(closure), parent, call));
        take_list(out, i, made->back());
      }
    }
    out.owner = std::move(made);
  };
  return binding;
}

template <class T, class F>
FieldBinding batch_binding(F function) {
  using A = std::remove_cvref_t<Answer<F, Parents<T>>>;
  using Value = typename ResultOf<A>::Value;
  FieldBinding binding;
  binding.kind = Batched<Value>::kKind;
  binding.closure = std::make_shared<const F>(std::move(function));
  if constexpr (Batched<Value>::kKind == FieldBinding::Kind::leaf_batch) {
    binding.leaf_kind = kLeafKindOf<typename Batched<Value>::Leaf>;
    binding.is_leaf_list = kIsLeafList<typename Batched<Value>::Leaf>;
    binding.collect_leaves = [](const void* closure, std::span<const void* const> parents, const FieldCall& call, LeafColumn& out) {
      A answer = invoke(*static_cast<const F*>(closure), Parents<T>(parents), call);
      if constexpr (std::same_as<A, Value>) {
        ColumnFiller::fill(std::move(answer), parents.size(), out);
      } else {
        if (answer) ColumnFiller::fill(std::move(answer).value(), parents.size(), out);
        else out.error = std::move(answer).error();
      }
    };
  } else {
    binding.child_type = typeid(typename Batched<Value>::Object);
    binding.collect = [](const void* closure, std::span<const void* const> parents, const FieldCall& call, ObjectColumn& out) {
      A answer = invoke(*static_cast<const F*>(closure), Parents<T>(parents), call);
      if constexpr (std::same_as<A, Value>) {
        ColumnFiller::fill(std::move(answer), parents.size(), out);
      } else {
        if (answer) ColumnFiller::fill(std::move(answer).value(), parents.size(), out);
        else out.fail_all(std::move(answer).error());
      }
    };
  }
  return binding;
}

}  // namespace detail
}  // namespace switchyard::graphql
