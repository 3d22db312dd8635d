#include "adapters/openssl/strict_json.hpp"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>

#include "access/jose_port.hpp"

namespace switchyard::adapters {

namespace {

namespace json = boost::json;

Error malformed(std::string message) { return Error{ErrorKind::invalid, "json_malformed", std::move(message)}; }

// Builds the tree from the parser's events; `refusal` is set where the JSON is well formed but not strict.
class TreeBuilder {
 public:
  static constexpr std::size_t max_object_size = kJsonMembersMax;
  static constexpr std::size_t max_array_size = kJsonItemsMax;
  static constexpr std::size_t max_key_size = 256;
  static constexpr std::size_t max_string_size = access::kTokenSizeMax;

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code&) { return open(StrictJson::Kind::object); }
  bool on_array_begin(json::error_code&) { return open(StrictJson::Kind::list); }
  bool on_object_end(std::size_t, json::error_code& ec) { return close(ec); }
  bool on_array_end(std::size_t, json::error_code& ec) { return close(ec); }

  bool on_key_part(json::string_view part, std::size_t, json::error_code&) { return append(part); }
  bool on_key(json::string_view part, std::size_t, json::error_code& ec) {
    append(part);
    if (text_.find('\0') != std::string::npos) return refuse("A member's name holds a NUL.", ec);
    if (stack_.back().value.find(text_) != nullptr) return refuse("A member stands twice in one object.", ec);
    stack_.back().name = std::move(text_);
    text_.clear();
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t, json::error_code&) { return append(part); }
  bool on_string(json::string_view part, std::size_t, json::error_code& ec) {
    append(part);
    if (text_.find('\0') != std::string::npos) return refuse("A text holds a NUL.", ec);
    StrictJson value{.kind = StrictJson::Kind::text};
    value.text = std::move(text_);
    text_.clear();
    return add(std::move(value), ec);
  }
  bool on_number_part(json::string_view, json::error_code&) { return true; }
  bool on_int64(std::int64_t integer, json::string_view, json::error_code& ec) {
    return add(StrictJson{.kind = StrictJson::Kind::integer, .integer = integer}, ec);
  }
  bool on_uint64(std::uint64_t, json::string_view, json::error_code& ec) { return add({.kind = StrictJson::Kind::number}, ec); }
  bool on_double(double, json::string_view, json::error_code& ec) { return add({.kind = StrictJson::Kind::number}, ec); }
  bool on_bool(bool truth, json::error_code& ec) { return add({.kind = StrictJson::Kind::truth, .truth = truth}, ec); }
  bool on_null(json::error_code& ec) { return add({}, ec); }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }

  std::string refusal;
  StrictJson root;

 private:
  struct Open {
    StrictJson value;
    std::string name;  // Of the member being read, in an object.
  };

  bool refuse(const char* why, json::error_code& ec) {
    refusal = why;
    ec = json::error::syntax;
    return false;
  }
  bool append(json::string_view part) {
    text_.append(part.data(), part.size());
    return true;
  }
  bool open(StrictJson::Kind kind) {
    stack_.push_back({StrictJson{.kind = kind}, {}});
    return true;
  }
  bool close(json::error_code& ec) {
    StrictJson value = std::move(stack_.back().value);
    stack_.pop_back();
    return add(std::move(value), ec);
  }
  bool add(StrictJson value, json::error_code&) {
    if (stack_.empty()) {
      root = std::move(value);
      return true;
    }
    Open& parent = stack_.back();
    if (parent.value.kind == StrictJson::Kind::list) {
      parent.value.items.push_back(std::move(value));
    } else {
      parent.value.members.emplace_back(std::move(parent.name), std::move(value));
    }
    return true;
  }

  std::vector<Open> stack_;
  std::string text_;  // Of a name or text that comes in parts.
};

}  // namespace

const StrictJson* StrictJson::find(std::string_view name) const {
  const auto found = std::find_if(members.begin(), members.end(), [&](const auto& member) { return member.first == name; });
  return found == members.end() ? nullptr : &found->second;
}

Result<StrictJson> parse_strict_json(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) return malformed("The JSON begins with a byte order mark.");
  json::parse_options options;
  options.max_depth = access::kJsonDepthMax;
  json::basic_parser<TreeBuilder> parser(options);
  json::error_code ec;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), ec);
  if (!parser.handler().refusal.empty()) return malformed(parser.handler().refusal);
  if (ec == json::error::too_deep) return malformed("The JSON is nested deeper than 8 levels.");
  if (ec) return malformed("The JSON is malformed: " + ec.message() + ".");
  if (read != text.size()) return malformed("Something follows the JSON.");
  return std::move(parser.handler().root);
}

}  // namespace switchyard::adapters
