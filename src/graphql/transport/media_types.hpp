// Which form of answer a client takes, and in which form it sent its request (GraphQL over HTTP, section "Media Types"; RFC 9110,
// section 12.5.1).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace switchyard::graphql {

enum class AnswerType : std::uint8_t { json, graphql_response };

// "application/json; charset=utf-8" and its like.
[[nodiscard]] std::string_view content_type_of(AnswerType type);

// What an Accept header takes, by its q-values; nothing where it takes neither. Where both are as welcome, graphql-response is given only
// to who names it: application/json is what "*/*" and no header mean.
[[nodiscard]] std::optional<AnswerType> negotiate(std::string_view accept);

struct MediaType {
  std::string essence;       // "application/json", in small letters.
  std::string charset = {};  // In small letters; empty where none is said.
};
[[nodiscard]] MediaType parse_media_type(std::string_view content_type);
// No charset is UTF-8.
[[nodiscard]] bool is_utf8_charset(std::string_view charset);

}  // namespace switchyard::graphql
