// Reads a JSON request body member by member and keeps every mistake with its JSON pointer, so that a caller learns all at once.
// A member that nobody asked for is refused by name.
//
//   auto body = JsonBody::parse(request.body);
//   if (!body) return problem(body.error(), request);
//   JsonObject in = body->object();
//   const auto start = in.required("startMonth", Month::parse);            // std::optional<Month>
//   const auto name = in.text("name", {.size_max = 64});                   // std::string, empty where refused
//   for (JsonObject& account : in.objects("accounts", {.count_max = 500})) …
//   if (auto done = body->finish(); !done) return problem(done.error(), request);
//
// An optional member that is null counts as absent. What a getter gives after a mistake only keeps the code going: use nothing
// before `finish` agreed. Not for sharing between threads.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/json_value.hpp"
#include "http/text_rule.hpp"
#include "values/decimal.hpp"
#include "values/result.hpp"

namespace switchyard::http {

struct CountRule {
  std::size_t count_min = 1;
  std::size_t count_max = 100;
};

struct JsonBodyState;

// One object of a body. Copies are cheap and look at the same object; valid while the JsonBody lives.
class JsonObject {
 public:
  // Whether the member is there and not null.
  [[nodiscard]] bool has(std::string_view name) const;

  [[nodiscard]] std::string text(std::string_view name, TextRule rule = {});
  [[nodiscard]] std::optional<std::string> optional_text(std::string_view name, TextRule rule = {});
  [[nodiscard]] std::int64_t integer(std::string_view name, std::int64_t min, std::int64_t max);
  [[nodiscard]] std::optional<std::int64_t> optional_integer(std::string_view name, std::int64_t min, std::int64_t max);
  [[nodiscard]] bool boolean(std::string_view name);
  [[nodiscard]] std::optional<bool> optional_boolean(std::string_view name);
  // Exact decimals come as text ("0.0050"); a JSON number is refused, saying so.
  [[nodiscard]] Decimal decimal(std::string_view name);
  [[nodiscard]] std::optional<Decimal> optional_decimal(std::string_view name);
  // Index of the text in `words`.
  [[nodiscard]] std::size_t one_of(std::string_view name, std::initializer_list<std::string_view> words);
  [[nodiscard]] std::optional<std::size_t> optional_one_of(std::string_view name, std::initializer_list<std::string_view> words);

  // Text that `parse` (std::string_view -> Result<T>) understands; its refusal becomes the field's.
  template <class Parse>
  [[nodiscard]] auto required(std::string_view name, Parse&& parse) {
    return parsed(name, true, std::forward<Parse>(parse));
  }
  template <class Parse>
  [[nodiscard]] auto optional(std::string_view name, Parse&& parse) {
    return parsed(name, false, std::forward<Parse>(parse));
  }

  // Null where it is absent; a mistake where it is no object, and then an empty object is given.
  [[nodiscard]] JsonObject object(std::string_view name);
  [[nodiscard]] std::optional<JsonObject> optional_object(std::string_view name);
  // Absent counts as empty, which is right where count_min is 0.
  [[nodiscard]] std::vector<JsonObject> objects(std::string_view name, CountRule rule = {});
  [[nodiscard]] std::vector<std::string> texts(std::string_view name, CountRule rule = {}, TextRule each = {});
  // Free-form content (metadata, a JWK); null where absent.
  [[nodiscard]] const JsonValue* value(std::string_view name);

  // A mistake that the caller found: in a member, or ("") in the object itself.
  void refuse(std::string_view name, std::string code, std::string detail);
  // The pointer of a member, or of the object ("").
  [[nodiscard]] std::string pointer(std::string_view name = {}) const;

 private:
  friend class JsonBody;
  struct Visit;
  friend struct JsonBodyState;
  JsonObject(JsonBodyState* body, Visit* visit) : body_(body), visit_(visit) {}

  // Marks the member as known; null where it is absent or null, a mistake where it was needed or is of another kind.
  const JsonValue* take(std::string_view name, bool is_needed, JsonValue::Kind kind);
  void refuse_all(std::string_view name, Error error);

  template <class Parse>
  auto parsed(std::string_view name, bool is_needed, Parse&& parse)
      -> std::optional<typename decltype(parse(std::string_view()))::value_type> {
    const JsonValue* member = take(name, is_needed, JsonValue::Kind::text);
    if (member == nullptr) return std::nullopt;
    auto outcome = parse(std::string_view(member->text));
    if (outcome) return std::move(outcome).value();
    refuse_all(name, std::move(outcome).error());
    return std::nullopt;
  }

  JsonBodyState* body_;
  Visit* visit_;
};

class JsonBody {
 public:
  // Refused as parse_json does.
  static Result<JsonBody> parse(std::string_view text, const JsonLimits& limits = {});
  JsonBody(JsonBody&&) noexcept;
  JsonBody& operator=(JsonBody&&) noexcept;
  ~JsonBody();

  // The body itself; a mistake where it is no object.
  [[nodiscard]] JsonObject object();
  // Every mistake found and every unknown member: `invalid_fields`, kind unprocessable. At most kFieldsMax are named.
  [[nodiscard]] Result<void> finish();

  static constexpr std::size_t kFieldsMax = 50;

 private:
  explicit JsonBody(std::unique_ptr<JsonBodyState> state);
  std::unique_ptr<JsonBodyState> state_;
};

}  // namespace switchyard::http
