// Members of a DocuSign request body read leniently: numbers and booleans come as JSON or as text, names of states in any case.
// The SDK turns an explicit undefined or null into the texts "undefined" and "null": for a text that must be something these are
// content and fail its own check; for flags, numbers and ids they count as absent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/json_value.hpp"
#include "values/result.hpp"

namespace switchyard::esign {

// A text, number or boolean as text; empty where the member is absent, null, an object or an array.
[[nodiscard]] std::string text_of(const http::JsonValue& object, std::string_view name);
// Whether the member is there, not null and not one of the SDK's two texts.
[[nodiscard]] bool has_value(const http::JsonValue& object, std::string_view name);
// text_of, empty for "undefined" and "null".
[[nodiscard]] std::string word_of(const http::JsonValue& object, std::string_view name);
// true, "true", "True", "1", "yes"; absent or anything else: `otherwise`.
[[nodiscard]] bool flag_of(const http::JsonValue& object, std::string_view name, bool otherwise = false);
// INVALID_REQUEST_BODY where it is there and no whole number in the range.
Result<std::optional<std::int64_t>> whole_number_of(const http::JsonValue& object, std::string_view name, std::int64_t min, std::int64_t max);
// In thousandths ("120", "120.5", 12.25): positions and offsets. Refused as whole_number_of.
Result<std::optional<std::int64_t>> thousandths_of(const http::JsonValue& object, std::string_view name);
// The items of an array, or the one object where an array was meant; empty where absent. Items that are no objects are left out.
[[nodiscard]] std::vector<const http::JsonValue*> objects_of(const http::JsonValue& object, std::string_view name);
// Null where it is no object.
[[nodiscard]] const http::JsonValue* object_of(const http::JsonValue& object, std::string_view name);
// Texts of an array, or of one text apart by commas.
[[nodiscard]] std::vector<std::string> texts_of(const http::JsonValue& object, std::string_view name);

[[nodiscard]] std::string lower_case(std::string_view text);
[[nodiscard]] bool is_true_word(std::string_view text);
// Parts between commas, without blanks around them and without empty ones.
[[nodiscard]] std::vector<std::string> parts_of(std::string_view text);

// The body as an object: INVALID_REQUEST_BODY where it is none. An empty body counts as {}.
Result<http::JsonValue> parse_body(std::string_view text);

}  // namespace switchyard::esign
