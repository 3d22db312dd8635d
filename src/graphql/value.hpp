// What flows through the engine at run time: variables, coerced arguments and leaves of an answer. No JSON library's type, and no
// floating point: a number that is no 64-bit integer stays the text that it was written as.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace switchyard::graphql {

struct ValueEntry;

class Value {
 public:
  struct Null {
    bool operator==(const Null&) const = default;
  };
  // A JSON or GraphQL number as written ("1.50", "6.02e23", or an integer beyond 64 bits); its text is a valid JSON number.
  struct Number {
    std::string text;
    bool operator==(const Number&) const = default;
  };
  struct Enum {
    std::string name;
    bool operator==(const Enum&) const = default;
  };
  using List = std::vector<Value>;
  using Object = std::vector<ValueEntry>;  // In order; names are unique.

  Value() = default;
  Value(Null) {}                                                 // NOLINT(google-explicit-constructor)
  Value(bool value) : held_(value) {}                            // NOLINT(google-explicit-constructor)
  Value(int value) : held_(static_cast<std::int64_t>(value)) {}  // NOLINT(google-explicit-constructor)
  Value(std::int64_t value) : held_(value) {}                    // NOLINT(google-explicit-constructor)
  Value(Number value) : held_(std::move(value)) {}               // NOLINT(google-explicit-constructor)
  Value(std::string value) : held_(std::move(value)) {}          // NOLINT(google-explicit-constructor)
  Value(std::string_view value) : held_(std::string(value)) {}   // NOLINT(google-explicit-constructor)
  Value(const char* value) : held_(std::string(value)) {}        // NOLINT(google-explicit-constructor)
  Value(Enum value) : held_(std::move(value)) {}                 // NOLINT(google-explicit-constructor)
  Value(List value);                                             // NOLINT(google-explicit-constructor)
  Value(Object value);                                           // NOLINT(google-explicit-constructor)
  // The shortest text that reads back as the same double. Not finite is null, as JSON.stringify has it.
  static Value from_double(double value);

  [[nodiscard]] bool is_null() const { return std::holds_alternative<Null>(held_); }
  // Null where it holds something else.
  [[nodiscard]] const bool* boolean() const { return std::get_if<bool>(&held_); }
  [[nodiscard]] const std::int64_t* integer() const { return std::get_if<std::int64_t>(&held_); }
  [[nodiscard]] const Number* number() const { return std::get_if<Number>(&held_); }
  [[nodiscard]] const std::string* string() const { return std::get_if<std::string>(&held_); }
  [[nodiscard]] const Enum* enumerated() const { return std::get_if<Enum>(&held_); }
  [[nodiscard]] const List* list() const { return std::get_if<List>(&held_); }
  [[nodiscard]] List* list() { return std::get_if<List>(&held_); }
  [[nodiscard]] const Object* object() const { return std::get_if<Object>(&held_); }
  [[nodiscard]] Object* object() { return std::get_if<Object>(&held_); }

  // The entry of an object, or null: also where this is no object.
  [[nodiscard]] const Value* find(std::string_view name) const;
  // The text of a string or the name of an enum value; "" otherwise.
  [[nodiscard]] std::string_view text() const;

  friend bool operator==(const Value& a, const Value& b);

 private:
  std::variant<Null, bool, std::int64_t, Number, std::string, Enum, List, Object> held_;
};

struct ValueEntry {
  std::string name;
  Value value;

  bool operator==(const ValueEntry&) const = default;
};

// As JSON text: enum values as strings, numbers as they were written. Strings escape what JSON asks for and nothing more.
[[nodiscard]] std::string to_json_text(const Value& value);
void append_json(std::string& out, const Value& value);
void append_json_string(std::string& out, std::string_view text);

// As graphql-js prints a value in its messages: { a: 1, b: ["x"] }, deep things as [Object] and [Array]. Cut after
// kInspectedUnitsMax UTF-16 code units, for a message must not be as long as a hostile input.
inline constexpr std::size_t kInspectedUnitsMax = 1000;
[[nodiscard]] std::string inspect(const Value& value);

}  // namespace switchyard::graphql
