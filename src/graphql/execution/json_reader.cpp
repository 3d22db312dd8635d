#include "graphql/execution/json_reader.hpp"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace switchyard::graphql {
namespace {

namespace bj = boost::json;

// Objects of more members are looked up by hash when a name comes twice.
constexpr std::size_t kScanMax = 16;

bool has_twice(const Value::Object& members) {
  if (members.size() <= kScanMax) {
    for (auto a = members.begin(); a != members.end(); ++a) {
      if (std::any_of(members.begin(), a, [&](const ValueEntry& b) { return b.name == a->name; })) return true;
    }
    return false;
  }
  std::unordered_set<std::string_view> names;
  return std::any_of(members.begin(), members.end(), [&](const ValueEntry& member) { return !names.insert(member.name).second; });
}

// Receives what Boost's parser reads. Its own refusals are kept here and stop the parser.
struct TreeBuilder {
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  JsonLimits limits;
  Value root;
  std::vector<Value> open;         // Objects and arrays being read, the innermost last.
  std::vector<std::string> names;  // Of the members that the open values will become.
  std::string part;                // Of a text, name or number.
  std::size_t count = 0;
  std::optional<Error> refusal;

  bool refuse(Error error, bj::error_code& ec) {
    refusal = std::move(error);
    ec = bj::error::exception;
    return false;
  }

  bool put(Value value, bj::error_code& ec) {
    if (++count > limits.values_max) {
      return refuse({ErrorKind::too_large, "json_too_large", "The JSON text holds more than " + std::to_string(limits.values_max) + " values."}, ec);
    }
    if (open.empty()) {
      root = std::move(value);
    } else if (auto* list = open.back().list()) {
      list->push_back(std::move(value));
    } else {
      open.back().object()->push_back({std::move(names.back()), std::move(value)});
      names.pop_back();
    }
    return true;
  }

  bool close(bj::error_code& ec) {
    Value value = std::move(open.back());
    open.pop_back();
    if (const auto* object = value.object(); object != nullptr && has_twice(*object)) {
      return refuse({ErrorKind::invalid, "duplicate_member", "An object of the JSON text has a member twice."}, ec);
    }
    return put(std::move(value), ec);
  }

  std::string whole(bj::string_view last) {
    std::string text = std::exchange(part, {});
    text.append(last.data(), last.size());
    return text;
  }

  bool append(bj::string_view text) {
    part.append(text.data(), text.size());
    return true;
  }

  bool on_document_begin(bj::error_code&) { return true; }
  bool on_document_end(bj::error_code&) { return true; }
  bool on_object_begin(bj::error_code&) { return open.emplace_back(Value::Object{}), true; }
  bool on_object_end(std::size_t, bj::error_code& ec) { return close(ec); }
  bool on_array_begin(bj::error_code&) { return open.emplace_back(Value::List{}), true; }
  bool on_array_end(std::size_t, bj::error_code& ec) { return close(ec); }
  bool on_key_part(bj::string_view text, std::size_t, bj::error_code&) { return append(text); }
  bool on_key(bj::string_view text, std::size_t, bj::error_code&) { return names.push_back(whole(text)), true; }
  bool on_string_part(bj::string_view text, std::size_t, bj::error_code&) { return append(text); }
  bool on_string(bj::string_view text, std::size_t, bj::error_code& ec) { return put(whole(text), ec); }
  bool on_number_part(bj::string_view text, bj::error_code&) { return append(text); }
  bool on_int64(std::int64_t number, bj::string_view, bj::error_code& ec) {
    part.clear();
    return put(number, ec);
  }
  bool on_uint64(std::uint64_t, bj::string_view text, bj::error_code& ec) { return put(Value::Number{whole(text)}, ec); }
  bool on_double(double, bj::string_view text, bj::error_code& ec) { return put(Value::Number{whole(text)}, ec); }
  bool on_bool(bool truth, bj::error_code& ec) { return put(truth, ec); }
  bool on_null(bj::error_code& ec) { return put(Value(), ec); }
  bool on_comment_part(bj::string_view, bj::error_code&) { return true; }
  bool on_comment(bj::string_view, bj::error_code&) { return true; }
};

}  // namespace

Result<Value> read_json(std::string_view text, const JsonLimits& limits) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  bj::parse_options options;
  options.max_depth = limits.depth_max;
  bj::basic_parser<TreeBuilder> parser(options);
  parser.handler().limits = limits;
  bj::error_code ec;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), ec);
  if (parser.handler().refusal) return *std::move(parser.handler().refusal);
  const std::size_t rest = text.find_first_not_of(" \t\r\n", read);
  if (!ec && rest == std::string_view::npos) return std::move(parser.handler().root);
  return Error{ErrorKind::invalid, "malformed_json",
               "The text is not JSON (RFC 8259): it cannot be read from byte " + std::to_string(ec ? read : rest) + " on."};
}

}  // namespace switchyard::graphql
