// A value or the reason why there is none. Names follow std::expected, so that it can take this place one day.
#pragma once

#include <utility>
#include <variant>

#include "values/ensure.hpp"
#include "values/error.hpp"

namespace switchyard {

// Holds a T or an Error. Reading the side that is not there is a bug and throws Bug.
template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  Result(T value) : outcome_(std::in_place_index<0>, std::move(value)) {}       // NOLINT(google-explicit-constructor)
  Result(Error error) : outcome_(std::in_place_index<1>, std::move(error)) {}   // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool has_value() const noexcept { return outcome_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  [[nodiscard]] T& value() & { return ENSURE(has_value()), *std::get_if<0>(&outcome_); }
  [[nodiscard]] const T& value() const& { return ENSURE(has_value()), *std::get_if<0>(&outcome_); }
  [[nodiscard]] T&& value() && { return ENSURE(has_value()), std::move(*std::get_if<0>(&outcome_)); }
  [[nodiscard]] T& operator*() & { return value(); }
  [[nodiscard]] const T& operator*() const& { return value(); }
  [[nodiscard]] T&& operator*() && { return std::move(*this).value(); }
  [[nodiscard]] T* operator->() { return &value(); }
  [[nodiscard]] const T* operator->() const { return &value(); }

  [[nodiscard]] Error& error() & { return ENSURE(!has_value()), *std::get_if<1>(&outcome_); }
  [[nodiscard]] const Error& error() const& { return ENSURE(!has_value()), *std::get_if<1>(&outcome_); }
  [[nodiscard]] Error&& error() && { return ENSURE(!has_value()), std::move(*std::get_if<1>(&outcome_)); }

  template <class U>
  [[nodiscard]] T value_or(U&& other) const& {
    return has_value() ? value() : static_cast<T>(std::forward<U>(other));
  }

 private:
  std::variant<T, Error> outcome_;
};

// Done, or the reason why not.
template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;

  Result() = default;
  Result(Error error) : error_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool has_value() const noexcept { return error_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  [[nodiscard]] const Error& error() const& { return ENSURE(!has_value()), *std::get_if<1>(&error_); }
  [[nodiscard]] Error&& error() && { return ENSURE(!has_value()), std::move(*std::get_if<1>(&error_)); }

 private:
  std::variant<std::monostate, Error> error_;
};

}  // namespace switchyard
