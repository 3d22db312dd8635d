// How a resolver's scalar becomes JSON: `write_leaf(writer, value)` is overloaded for what accessors return, and a module adds its own beside
// its type. Nothing in between: no tree and no copy. A null where the schema has none is found here.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "graphql/execution/json_text.hpp"
#include "values/date.hpp"
#include "values/decimal.hpp"
#include "values/instant.hpp"
#include "values/money.hpp"
#include "values/result.hpp"

namespace switchyard::graphql {

// A value of an enumeration, as the schema spells it: "IN_REVIEW".
struct EnumName {
  std::string_view name;
};
// The same from the word of tables and REST, "in_review": written in capitals.
struct EnumWord {
  std::string_view word;
};
// JSON text of one value, made by a writer before or checked by a parser: custom scalars of free form.
struct RawJson {
  std::string_view json;
};
struct OwnedRawJson {
  std::string json;
};
// Text that needs no escape: copied as it stands. The caller's promise.
struct PlainText {
  std::string_view text;
};

class LeafWriter {
 public:
  // What the schema says of the place: bit d is whether it is non-null at list depth d (0 is the field itself).
  struct Place {
    std::uint32_t non_null = 0;
    bool is_int32 = false;  // Type Int: a larger number is an error (specification §3.5.1).
  };
  // Lists inside each other in a leaf's type.
  static constexpr int kListDepthMax = 8;

  explicit LeafWriter(JsonText& out) : out_(&out) {}

  void text(std::string_view text) { out_->text(text); }
  void plain_text(std::string_view text) { out_->plain_text(text); }
  void word(std::string_view word) { out_->capitals(word); }
  void integer(std::int64_t number) {
    if (place_.is_int32 && number != static_cast<std::int32_t>(number)) return too_large(number);
    out_->integer(number);
  }
  void boolean(bool truth) { out_->boolean(truth); }
  void raw(std::string_view json) { out_->raw(json); }
  void null() {
    out_->null();
    if (((place_.non_null >> static_cast<unsigned>(depth_)) & 1U) != 0) missing();
  }
  // For what is written in a form of its own: one whole JSON value, not null.
  JsonText& json() { return *out_; }
  // A refusal in place of the value: the place becomes null.
  void fail(Error error);

  void begin_list();
  void next_item();  // Before each item.
  void end_list();

  // The engine's side from here.
  struct Failure {
    Error error;                         // An empty code: null where the schema has none.
    std::vector<std::uint32_t> indices;  // Of the list items that lead to it.
  };
  void begin(Place place) { place_ = place; }
  // After an exception: forgets the lists that were open.
  void reset();
  // Whether something failed since the last call of take_failures.
  [[nodiscard]] bool has_failed() const { return has_failed_; }
  // Whether the field itself must not stay null.
  [[nodiscard]] bool is_field_lost() const { return lost_depth_ == 0; }
  std::vector<Failure> take_failures();

 private:
  void missing();
  void too_large(std::int64_t number);
  void lose(Error error);

  JsonText* out_;
  Place place_;
  int depth_ = 0;
  int lost_depth_ = -1;  // The depth whose place must not be the null that it is; -1 where there is none.
  bool has_failed_ = false;
  std::array<std::size_t, kListDepthMax> starts_{};
  std::array<std::uint32_t, kListDepthMax> counts_{};
  std::vector<Failure> failures_;
};

// What a leaf is on the wire, held against the schema's type when resolvers are bound.
enum class LeafKind : std::uint8_t { text, integer, boolean, enumeration, any };

inline void write_leaf(LeafWriter& out, std::string_view text) { out.text(text); }
inline void write_leaf(LeafWriter& out, const std::string& text) { out.text(text); }
inline void write_leaf(LeafWriter& out, const char* text) { out.text(text); }
inline void write_leaf(LeafWriter& out, PlainText text) { out.plain_text(text.text); }
inline void write_leaf(LeafWriter& out, EnumName value) { out.plain_text(value.name); }
inline void write_leaf(LeafWriter& out, EnumWord value) { out.word(value.word); }
inline void write_leaf(LeafWriter& out, RawJson value) { out.raw(value.json); }
inline void write_leaf(LeafWriter& out, const OwnedRawJson& value) { out.raw(value.json); }
inline void write_leaf(LeafWriter& out, std::same_as<bool> auto truth) { out.boolean(truth); }
template <std::integral T>
  requires(!std::same_as<T, bool> && !std::same_as<T, char>)
void write_leaf(LeafWriter& out, T number) {
  out.integer(static_cast<std::int64_t>(number));
}
// Text with the digits it has: "0.06620".
inline void write_leaf(LeafWriter& out, Decimal decimal) { out.json().scaled(decimal.coefficient(), decimal.scale()); }
inline void write_leaf(LeafWriter& out, Money money) { out.json().scaled(money.cents(), 2); }
inline void write_leaf(LeafWriter& out, Date date) { out.json().date(date); }
inline void write_leaf(LeafWriter& out, Month month) { out.json().month(month.year(), month.month()); }
inline void write_leaf(LeafWriter& out, Instant instant) { out.json().instant(instant); }
// Ids, Percent and whatever else has a text() without arguments that needs no escape.
template <class T>
  requires requires(const T& value) {
    { value.text() } -> std::convertible_to<std::string>;
  } && (!std::same_as<T, Decimal> && !std::same_as<T, Date> && !std::same_as<T, Month> && !std::same_as<T, Instant>)
void write_leaf(LeafWriter& out, const T& value) {
  out.plain_text(value.text());
}

// Declared before they are defined, so that they nest in each other.
template <class T>
void write_leaf(LeafWriter& out, const std::optional<T>& maybe);
template <class T>
void write_leaf(LeafWriter& out, const std::vector<T>& items);
template <class T>
void write_leaf(LeafWriter& out, std::span<const T> items);
template <class T>
void write_leaf(LeafWriter& out, const Result<T>& outcome);
template <class T>
  requires(!std::same_as<std::remove_cv_t<T>, char> && !std::same_as<std::remove_cv_t<T>, void>)
void write_leaf(LeafWriter& out, const T* maybe);

template <class T>
void write_leaf(LeafWriter& out, const std::optional<T>& maybe) {
  maybe ? write_leaf(out, *maybe) : out.null();
}
template <class T>
  requires(!std::same_as<std::remove_cv_t<T>, char> && !std::same_as<std::remove_cv_t<T>, void>)
void write_leaf(LeafWriter& out, const T* maybe) {
  maybe != nullptr ? write_leaf(out, *maybe) : out.null();
}
template <class T>
void write_leaf(LeafWriter& out, const Result<T>& outcome) {
  outcome.has_value() ? write_leaf(out, outcome.value()) : out.fail(outcome.error());
}
template <class T>
void write_leaf(LeafWriter& out, std::span<const T> items) {
  out.begin_list();
  for (const auto& item : items) {
    out.next_item();
    write_leaf(out, item);
  }
  out.end_list();
}
template <class T>
void write_leaf(LeafWriter& out, const std::vector<T>& items) {
  out.begin_list();
  for (const auto& item : items) {
    out.next_item();
    write_leaf(out, static_cast<const T&>(item));
  }
  out.end_list();
}

namespace detail {

template <class T>
struct LeafKindOf {
  static constexpr LeafKind kKind = std::same_as<T, bool>                                            ? LeafKind::boolean
                                    : std::integral<T>                                               ? LeafKind::integer
                                    : std::same_as<T, EnumName> || std::same_as<T, EnumWord>         ? LeafKind::enumeration
                                    : std::same_as<T, RawJson> || std::same_as<T, OwnedRawJson>      ? LeafKind::any
                                    : std::convertible_to<T, std::string_view>                       ? LeafKind::text
                                    : std::same_as<T, PlainText> || requires(const T& v) { v.text(); } ? LeafKind::text
                                                                                                     : LeafKind::any;
};
template <class T>
struct LeafKindOf<std::optional<T>> : LeafKindOf<T> {};
template <class T>
struct LeafKindOf<std::vector<T>> : LeafKindOf<T> {};
template <class T>
struct LeafKindOf<std::span<const T>> : LeafKindOf<T> {};
template <class T>
struct LeafKindOf<Result<T>> : LeafKindOf<T> {};
template <class T>
  requires(!std::same_as<std::remove_cv_t<T>, char>)
struct LeafKindOf<T*> : LeafKindOf<std::remove_cv_t<T>> {};

}  // namespace detail

template <class T>
inline constexpr LeafKind kLeafKindOf = detail::LeafKindOf<std::remove_cvref_t<T>>::kKind;

}  // namespace switchyard::graphql
