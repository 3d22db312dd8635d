#include "http/json_body.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <deque>
#include <unordered_map>

namespace switchyard::http {
namespace {

const JsonValue kEmptyObject{JsonValue::Kind::object, {}, {}, {}};

// RFC 6901, section 3.
std::string escaped(std::string_view name) {
  std::string text;
  for (const char c : name) {
    if (c == '~') {
      text += "~0";
    } else if (c == '/') {
      text += "~1";
    } else {
      text += c;
    }
  }
  return text;
}

std::string wrong_kind(JsonValue::Kind wanted, JsonValue::Kind got) { return fmt::format("must be {}, not {}", words_for(wanted), words_for(got)); }

std::string wrong_count(std::size_t count, CountRule rule) { return fmt::format("has {} items; {} to {} are taken", count, rule.count_min, rule.count_max); }

}  // namespace

// An object that was looked at, and which of its members were asked for.
struct JsonObject::Visit {
  const JsonValue* value;
  std::string pointer;
  std::vector<bool> is_taken;
};

struct JsonBodyState {
  JsonValue root;
  std::deque<JsonObject::Visit> visits;  // Stays in place as it grows.
  std::unordered_map<const JsonValue*, JsonObject::Visit*> visit_of;
  std::vector<FieldError> mistakes;

  JsonObject visit(const JsonValue& value, std::string pointer);
};

JsonBody::JsonBody(std::unique_ptr<JsonBodyState> state) : state_(std::move(state)) {}
JsonBody::JsonBody(JsonBody&&) noexcept = default;
JsonBody& JsonBody::operator=(JsonBody&&) noexcept = default;
JsonBody::~JsonBody() = default;

Result<JsonBody> JsonBody::parse(std::string_view text, const JsonLimits& limits) {
  auto root = parse_json(text, limits);
  if (!root) return std::move(root).error();
  auto state = std::make_unique<JsonBodyState>();
  state->root = std::move(root).value();
  return JsonBody(std::move(state));
}

JsonObject JsonBodyState::visit(const JsonValue& value, std::string pointer) {
  if (const auto known = visit_of.find(&value); known != visit_of.end()) return JsonObject(this, known->second);
  const bool is_object = value.kind == JsonValue::Kind::object;
  if (!is_object) mistakes.push_back({pointer, "wrong_type", wrong_kind(JsonValue::Kind::object, value.kind)});
  const JsonValue& seen = is_object ? value : kEmptyObject;
  visits.push_back({&seen, std::move(pointer), std::vector<bool>(seen.members.size())});
  if (&value != &kEmptyObject) visit_of.emplace(&value, &visits.back());
  return JsonObject(this, &visits.back());
}

JsonObject JsonBody::object() { return state_->visit(state_->root, ""); }

Result<void> JsonBody::finish() {
  auto mistakes = state_->mistakes;
  for (const auto& visit : state_->visits) {
    for (std::size_t i = 0; i < visit.is_taken.size(); ++i) {
      if (visit.is_taken[i]) continue;
      mistakes.push_back({visit.pointer + "/" + escaped(visit.value->members[i].name), "unknown_member", "is not a member that is known here"});
    }
  }
  if (mistakes.empty()) return {};
  const std::string first = fmt::format("{} {}", mistakes.front().pointer.empty() ? "The body" : mistakes.front().pointer, mistakes.front().detail);
  const std::string more = mistakes.size() > 1 ? fmt::format("; {} more in errors", mistakes.size() - 1) : std::string();
  if (mistakes.size() > kFieldsMax) mistakes.resize(kFieldsMax);
  return Error{ErrorKind::unprocessable, "invalid_fields", first + more + ".", std::move(mistakes)};
}

std::string JsonObject::pointer(std::string_view name) const {
  return name.empty() ? visit_->pointer : visit_->pointer + "/" + escaped(name);
}

void JsonObject::refuse(std::string_view name, std::string code, std::string detail) {
  body_->mistakes.push_back({pointer(name), std::move(code), std::move(detail)});
}

void JsonObject::refuse_all(std::string_view name, Error error) { refuse(name, std::move(error.code), std::move(error.message)); }

bool JsonObject::has(std::string_view name) const {
  const JsonValue* member = visit_->value->find(name);
  return member != nullptr && member->kind != JsonValue::Kind::null;
}

const JsonValue* JsonObject::value(std::string_view name) {
  const auto& members = visit_->value->members;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i].name != name) continue;
    visit_->is_taken[i] = true;
    return &members[i].value;
  }
  return nullptr;
}

const JsonValue* JsonObject::take(std::string_view name, bool is_needed, JsonValue::Kind kind) {
  const JsonValue* member = value(name);
  if (member == nullptr || member->kind == JsonValue::Kind::null) {
    if (is_needed) refuse(name, "missing", fmt::format("is needed and must be {}", words_for(kind)));
    return nullptr;
  }
  if (member->kind == kind) return member;
  refuse(name, "wrong_type", wrong_kind(kind, member->kind));
  return nullptr;
}

std::optional<std::string> JsonObject::optional_text(std::string_view name, TextRule rule) {
  const JsonValue* member = take(name, false, JsonValue::Kind::text);
  if (member == nullptr) return std::nullopt;
  if (auto mistake = broken_rule(pointer(name), member->text, rule)) body_->mistakes.push_back(std::move(*mistake));
  return member->text;
}

std::string JsonObject::text(std::string_view name, TextRule rule) {
  if (!has(name)) take(name, true, JsonValue::Kind::text);
  return optional_text(name, rule).value_or(std::string());
}

std::optional<std::int64_t> JsonObject::optional_integer(std::string_view name, std::int64_t min, std::int64_t max) {
  const JsonValue* member = take(name, false, JsonValue::Kind::number);
  if (member == nullptr) return std::nullopt;
  std::int64_t number = 0;
  const char* const end = member->text.data() + member->text.size();
  const auto read = std::from_chars(member->text.data(), end, number);
  if (read.ec == std::errc() && read.ptr == end && number >= min && number <= max) return number;
  refuse(name, "out_of_range", fmt::format("must be a whole number from {} to {}", min, max));
  return min;
}

std::int64_t JsonObject::integer(std::string_view name, std::int64_t min, std::int64_t max) {
  if (!has(name)) take(name, true, JsonValue::Kind::number);
  return optional_integer(name, min, max).value_or(min);
}

std::optional<bool> JsonObject::optional_boolean(std::string_view name) {
  const JsonValue* member = take(name, false, JsonValue::Kind::boolean);
  if (member == nullptr) return std::nullopt;
  return member->text == "true";
}

bool JsonObject::boolean(std::string_view name) {
  if (!has(name)) take(name, true, JsonValue::Kind::boolean);
  return optional_boolean(name).value_or(false);
}

std::optional<Decimal> JsonObject::optional_decimal(std::string_view name) {
  if (const JsonValue* member = value(name); member != nullptr && member->kind == JsonValue::Kind::number) {
    refuse(name, "wrong_type", fmt::format("must be a decimal as text, \"{}\", so that no digit is lost", member->text));
    return std::nullopt;
  }
  return parsed(name, false, Decimal::parse);
}

Decimal JsonObject::decimal(std::string_view name) {
  if (!has(name)) take(name, true, JsonValue::Kind::text);
  return optional_decimal(name).value_or(Decimal());
}

std::optional<std::size_t> JsonObject::optional_one_of(std::string_view name, std::initializer_list<std::string_view> words) {
  const JsonValue* member = take(name, false, JsonValue::Kind::text);
  if (member == nullptr) return std::nullopt;
  const auto* const found = std::find(words.begin(), words.end(), member->text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  refuse(name, "not_one_of", "must be " + list_of({words.begin(), words.size()}));
  return 0;
}

std::size_t JsonObject::one_of(std::string_view name, std::initializer_list<std::string_view> words) {
  if (!has(name)) take(name, true, JsonValue::Kind::text);
  return optional_one_of(name, words).value_or(0);
}

std::optional<JsonObject> JsonObject::optional_object(std::string_view name) {
  const JsonValue* member = value(name);
  if (member == nullptr || member->kind == JsonValue::Kind::null) return std::nullopt;
  return body_->visit(*member, pointer(name));
}

JsonObject JsonObject::object(std::string_view name) {
  if (auto found = optional_object(name)) return *found;
  take(name, true, JsonValue::Kind::object);
  return body_->visit(kEmptyObject, pointer(name));
}

std::vector<JsonObject> JsonObject::objects(std::string_view name, CountRule rule) {
  const JsonValue* member = take(name, rule.count_min > 0, JsonValue::Kind::array);
  std::vector<JsonObject> found;
  if (member == nullptr) return found;
  const std::size_t count = member->items.size();
  if (count < rule.count_min || count > rule.count_max) {
    refuse(name, "wrong_count", wrong_count(count, rule));
    return found;
  }
  for (std::size_t i = 0; i < count; ++i) found.push_back(body_->visit(member->items[i], pointer(name) + "/" + std::to_string(i)));
  return found;
}

std::vector<std::string> JsonObject::texts(std::string_view name, CountRule rule, TextRule each) {
  const JsonValue* member = take(name, rule.count_min > 0, JsonValue::Kind::array);
  std::vector<std::string> found;
  if (member == nullptr) return found;
  const std::size_t count = member->items.size();
  if (count < rule.count_min || count > rule.count_max) {
    refuse(name, "wrong_count", wrong_count(count, rule));
    return found;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const JsonValue& item = member->items[i];
    const std::string place = pointer(name) + "/" + std::to_string(i);
    if (item.kind != JsonValue::Kind::text) {
      body_->mistakes.push_back({place, "wrong_type", wrong_kind(JsonValue::Kind::text, item.kind)});
      continue;
    }
    if (auto mistake = broken_rule(place, item.text, each)) body_->mistakes.push_back(std::move(*mistake));
    found.push_back(item.text);
  }
  return found;
}

}  // namespace switchyard::http
