// A type where it is used: a named type and the list and non-null wrappers around it, in 16 bytes.
#pragma once

#include <cstdint>
#include <string>

namespace switchyard::graphql {

struct NamedType;

// Equal where name and wrappers are, within one schema. Made empty only as a place to be filled while a schema is built.
class TypeRef {
 public:
  static constexpr int kWrappersMax = 32;

  TypeRef() = default;
  explicit TypeRef(const NamedType& named) : named_(&named) {}

  [[nodiscard]] bool is_non_null() const { return outermost() == kNonNull; }
  // A list, nullable or not.
  [[nodiscard]] bool is_list() const { return nullable().outermost() == kList; }
  // Neither list nor non-null.
  [[nodiscard]] bool is_named() const { return wrappers_ == 0; }

  // Without its outermost `!`, if any.
  [[nodiscard]] TypeRef nullable() const { return is_non_null() ? TypeRef(named_, wrappers_ >> 2) : *this; }
  // What a list holds; only of lists (nullable or not).
  [[nodiscard]] TypeRef item() const { return TypeRef(named_, nullable().wrappers_ >> 2); }
  // Below all wrappers.
  [[nodiscard]] const NamedType& named() const { return *named_; }

  // Wrapped once more; not beyond kWrappersMax, see is_full.
  [[nodiscard]] TypeRef list_of() const { return TypeRef(named_, (wrappers_ << 2) | kList); }
  [[nodiscard]] TypeRef non_null() const { return TypeRef(named_, (wrappers_ << 2) | kNonNull); }
  [[nodiscard]] bool is_full() const { return (wrappers_ >> (2 * kWrappersMax - 2)) != 0; }

  // "[Contract!]!".
  [[nodiscard]] std::string text() const;

  bool operator==(const TypeRef&) const = default;

 private:
  static constexpr std::uint64_t kList = 1;
  static constexpr std::uint64_t kNonNull = 2;
  TypeRef(const NamedType* named, std::uint64_t wrappers) : named_(named), wrappers_(wrappers) {}
  [[nodiscard]] std::uint64_t outermost() const { return wrappers_ & 3; }

  const NamedType* named_ = nullptr;
  std::uint64_t wrappers_ = 0;  // Two bits each, the outermost lowest.
};

}  // namespace switchyard::graphql
