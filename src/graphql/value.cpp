#include "graphql/value.hpp"

#include <algorithm>

#include "graphql/language/utf8.hpp"
#include "graphql/number_text.hpp"

namespace switchyard::graphql {

Value::Value(List value) : held_(std::move(value)) {}
Value::Value(Object value) : held_(std::move(value)) {}

Value Value::from_double(double value) {
  const std::string text = number_text(value);
  return is_json_number(text) ? Value(Number{text}) : Value();
}

const Value* Value::find(std::string_view name) const {
  const Object* entries = object();
  if (entries == nullptr) return nullptr;
  const auto found = std::find_if(entries->begin(), entries->end(), [&](const ValueEntry& each) { return each.name == name; });
  return found == entries->end() ? nullptr : &found->value;
}

std::string_view Value::text() const {
  if (const std::string* text = string()) return *text;
  if (const Enum* word = enumerated()) return word->name;
  return {};
}

bool operator==(const Value& a, const Value& b) { return a.held_ == b.held_; }

void append_json_string(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    constexpr std::string_view kNamed = "\b\t\n\f\r\"\\";
    constexpr std::string_view kLetters = "btnfr\"\\";
    if (byte >= 0x20 && c != '"' && c != '\\') {
      out += c;
    } else if (const std::size_t named = kNamed.find(c); named != std::string_view::npos) {
      out += '\\';
      out += kLetters[named];
    } else {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 0xF];
    }
  }
  out += '"';
}

namespace {

template <class Range, class Append>
void append_joined(std::string& out, const Range& range, std::string_view separator, const Append& append) {
  bool is_first = true;
  for (const auto& each : range) {
    if (!is_first) out += separator;
    is_first = false;
    append(each);
  }
}

}  // namespace

void append_json(std::string& out, const Value& value) {
  if (const bool* boolean = value.boolean()) {
    out += *boolean ? "true" : "false";
  } else if (const std::int64_t* integer = value.integer()) {
    out += std::to_string(*integer);
  } else if (const Value::Number* number = value.number()) {
    out += number->text;
  } else if (value.string() != nullptr || value.enumerated() != nullptr) {
    append_json_string(out, value.text());
  } else if (const Value::List* list = value.list()) {
    out += '[';
    append_joined(out, *list, ",", [&](const Value& each) { append_json(out, each); });
    out += ']';
  } else if (const Value::Object* object = value.object()) {
    out += '{';
    append_joined(out, *object, ",", [&](const ValueEntry& each) {
      append_json_string(out, each.name);
      out += ':';
      append_json(out, each.value);
    });
    out += '}';
  } else {
    out += "null";
  }
}

std::string to_json_text(const Value& value) {
  std::string out;
  append_json(out, value);
  return out;
}

namespace {

constexpr std::size_t kInspectedItemsMax = 10;
constexpr std::size_t kInspectedDepthMax = 2;

void append_inspected(std::string& out, const Value& value, std::size_t depth);

void append_inspected_list(std::string& out, const Value::List& list, std::size_t depth) {
  if (list.empty()) {
    out += "[]";
    return;
  }
  if (depth >= kInspectedDepthMax) {
    out += "[Array]";
    return;
  }
  out += '[';
  const std::size_t shown = std::min(list.size(), kInspectedItemsMax);
  for (std::size_t i = 0; i < shown; ++i) {
    if (i != 0) out += ", ";
    append_inspected(out, list[i], depth + 1);
  }
  const std::size_t left = list.size() - shown;
  if (left == 1) out += ", ... 1 more item";
  if (left > 1) out += ", ... " + std::to_string(left) + " more items";
  out += ']';
}

void append_inspected_object(std::string& out, const Value::Object& object, std::size_t depth) {
  if (object.empty()) {
    out += "{}";
    return;
  }
  if (depth >= kInspectedDepthMax) {
    out += "[Object]";
    return;
  }
  out += "{ ";
  append_joined(out, object, ", ", [&](const ValueEntry& each) {
    out += each.name;
    out += ": ";
    append_inspected(out, each.value, depth + 1);
  });
  out += " }";
}

void append_inspected(std::string& out, const Value& value, std::size_t depth) {
  if (const Value::Number* number = value.number()) {
    out += plain_number_text(number->text);
  } else if (const Value::Enum* word = value.enumerated()) {
    out += word->name;
  } else if (const Value::List* list = value.list()) {
    append_inspected_list(out, *list, depth);
  } else if (const Value::Object* object = value.object()) {
    append_inspected_object(out, *object, depth);
  } else {
    append_json(out, value);
  }
}

}  // namespace

std::string inspect(const Value& value) {
  std::string out;
  append_inspected(out, value, 0);
  const std::string_view shown = utf16_prefix(out, kInspectedUnitsMax);
  return shown.size() == out.size() ? out : std::string(shown) + "…";
}

}  // namespace switchyard::graphql
