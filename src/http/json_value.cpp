#include "http/json_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <optional>

#include "http/json_writer.hpp"

namespace switchyard::http {
namespace {

namespace bj = boost::json;

Error malformed(std::string message) { return Error{ErrorKind::invalid, "malformed_json", std::move(message)}; }

// Receives what Boost's parser reads. Its own refusals are kept here and stop the parser.
struct TreeBuilder {
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  JsonLimits limits;
  JsonValue root;
  std::vector<JsonValue> open;        // Objects and arrays being read, the innermost last.
  std::vector<std::string> names;     // Of the members that the open values will become.
  std::string part;                   // Of a text, name or number.
  std::size_t count = 0;
  std::optional<Error> refusal;

  bool refuse(Error error, bj::error_code& ec) {
    refusal = std::move(error);
    ec = bj::error::exception;
    return false;
  }

  bool put(JsonValue value, bj::error_code& ec) {
    if (++count > limits.values_max) {
      return refuse(Error{ErrorKind::too_large, "json_too_large", fmt::format("The JSON text holds more than {} values.", limits.values_max)}, ec);
    }
    if (open.empty()) {
      root = std::move(value);
    } else if (open.back().kind == JsonValue::Kind::array) {
      open.back().items.push_back(std::move(value));
    } else {
      open.back().members.push_back({std::move(names.back()), std::move(value)});
      names.pop_back();
    }
    return true;
  }

  bool close(bj::error_code& ec) {
    JsonValue value = std::move(open.back());
    open.pop_back();
    return put(std::move(value), ec);
  }

  // Sorting finds a name that came twice without comparing each with each.
  bool close_object(bj::error_code& ec) {
    std::vector<std::string_view> sorted;
    sorted.reserve(open.back().members.size());
    for (const auto& member : open.back().members) sorted.emplace_back(member.name);
    std::sort(sorted.begin(), sorted.end());
    if (const auto twice = std::adjacent_find(sorted.begin(), sorted.end()); twice != sorted.end()) {
      return refuse(Error{ErrorKind::invalid, "duplicate_member", fmt::format("An object of the JSON text has the member \"{}\" twice.", *twice)}, ec);
    }
    return close(ec);
  }

  bool open_value(JsonValue::Kind kind) {
    JsonValue value;
    value.kind = kind;
    open.push_back(std::move(value));
    return true;
  }

  bool put_text(JsonValue::Kind kind, bj::string_view last, bj::error_code& ec) {
    JsonValue value;
    value.kind = kind;
    value.text = std::move(part);
    value.text.append(last.data(), last.size());
    part.clear();
    return put(std::move(value), ec);
  }

  bool append(bj::string_view text) {
    part.append(text.data(), text.size());
    return true;
  }

  bool on_document_begin(bj::error_code&) { return true; }
  bool on_document_end(bj::error_code&) { return true; }
  bool on_object_begin(bj::error_code&) { return open_value(JsonValue::Kind::object); }
  bool on_object_end(std::size_t, bj::error_code& ec) { return close_object(ec); }
  bool on_array_begin(bj::error_code&) { return open_value(JsonValue::Kind::array); }
  bool on_array_end(std::size_t, bj::error_code& ec) { return close(ec); }
  bool on_key_part(bj::string_view text, std::size_t, bj::error_code&) { return append(text); }
  bool on_key(bj::string_view text, std::size_t, bj::error_code&) {
    append(text);
    names.push_back(std::move(part));
    part.clear();
    return true;
  }
  bool on_string_part(bj::string_view text, std::size_t, bj::error_code&) { return append(text); }
  bool on_string(bj::string_view text, std::size_t, bj::error_code& ec) { return put_text(JsonValue::Kind::text, text, ec); }
  bool on_number_part(bj::string_view text, bj::error_code&) { return append(text); }
  bool on_int64(std::int64_t, bj::string_view text, bj::error_code& ec) { return put_text(JsonValue::Kind::number, text, ec); }
  bool on_uint64(std::uint64_t, bj::string_view text, bj::error_code& ec) { return put_text(JsonValue::Kind::number, text, ec); }
  bool on_double(double, bj::string_view text, bj::error_code& ec) { return put_text(JsonValue::Kind::number, text, ec); }
  bool on_bool(bool truth, bj::error_code& ec) { return put_text(JsonValue::Kind::boolean, truth ? "true" : "false", ec); }
  bool on_null(bj::error_code& ec) { return put(JsonValue{}, ec); }
  bool on_comment_part(bj::string_view, bj::error_code&) { return true; }
  bool on_comment(bj::string_view, bj::error_code&) { return true; }
};

void write(JsonWriter& json, const JsonValue& value) {
  switch (value.kind) {
    case JsonValue::Kind::null: json.null(); return;
    case JsonValue::Kind::boolean:
    case JsonValue::Kind::number: json.raw(value.text); return;
    case JsonValue::Kind::text: json.value(value.text); return;
    case JsonValue::Kind::array:
      json.begin_array();
      for (const auto& item : value.items) write(json, item);
      json.end_array();
      return;
    case JsonValue::Kind::object:
      json.begin_object();
      for (const auto& member : value.members) {
        json.key(member.name);
        write(json, member.value);
      }
      json.end_object();
      return;
  }
}

// Line and column, from 1, of a byte's place.
std::string place_of(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, std::min(offset, text.size()));
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const auto begin = before.rfind('\n');
  return fmt::format("line {}, column {}", line, begin == std::string_view::npos ? before.size() + 1 : before.size() - begin);
}

}  // namespace

const JsonValue* JsonValue::find(std::string_view name) const {
  for (const auto& member : members) {
    if (member.name == name) return &member.value;
  }
  return nullptr;
}

std::string JsonValue::json() const {
  JsonWriter writer;
  write(writer, *this);
  return std::move(writer).text();
}

std::string_view words_for(JsonValue::Kind kind) {
  switch (kind) {
    case JsonValue::Kind::null: return "null";
    case JsonValue::Kind::boolean: return "true or false";
    case JsonValue::Kind::number: return "a number";
    case JsonValue::Kind::text: return "a text";
    case JsonValue::Kind::array: return "an array";
    case JsonValue::Kind::object: return "an object";
  }
  return "a value";
}

Result<JsonValue> parse_json(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.size_max) {
    return Error{ErrorKind::too_large, "json_too_large", fmt::format("The JSON text has {} bytes; at most {} are taken.", text.size(), limits.size_max)};
  }
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return malformed("The body is empty; a JSON text is needed.");
  bj::parse_options options;
  options.max_depth = limits.depth_max;
  bj::basic_parser<TreeBuilder> parser(options);
  parser.handler().limits = limits;
  bj::error_code ec;
  std::size_t end = 0;
  try {
    end = parser.write_some(false, text.data(), text.size(), ec);
  } catch (const boost::system::system_error& failure) {
    ec = failure.code();
  }
  if (parser.handler().refusal) return std::move(*parser.handler().refusal);
  if (ec == bj::error::too_deep) {
    return Error{ErrorKind::invalid, "json_too_deep", fmt::format("The JSON text is nested deeper than {} levels.", limits.depth_max)};
  }
  if (ec) return malformed(fmt::format("The body is not JSON: {} at {}.", ec.message(), place_of(text, end)));
  if (const auto more = text.substr(end); more.find_first_not_of(" \t\r\n") != std::string_view::npos) {
    return malformed(fmt::format("The body has more after its JSON text, at {}.", place_of(text, end)));
  }
  return std::move(parser.handler().root);
}

}  // namespace switchyard::http
