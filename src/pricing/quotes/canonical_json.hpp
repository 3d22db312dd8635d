// JSON whose bytes are determined by its values (RFC 8785): what quotes are hashed over, and the payloads of their events.
// Numbers are only integers; all else that counts is text.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace switchyard::pricing {

// Members come out in the order of their names, which are ASCII.
class CanonicalObject {
 public:
  CanonicalObject& text(std::string_view name, std::string_view value);
  // Null where it is empty.
  CanonicalObject& word(std::string_view name, std::string_view value);
  CanonicalObject& integer(std::string_view name, std::int64_t value);
  CanonicalObject& truth(std::string_view name, bool value);
  CanonicalObject& null(std::string_view name);
  // Canonical JSON of one value.
  CanonicalObject& raw(std::string_view name, std::string json);
  [[nodiscard]] std::string json() const;

 private:
  std::map<std::string, std::string, std::less<>> members_;
};

[[nodiscard]] std::string canonical_array(const std::vector<std::string>& values);
// Quoted; `text` is UTF-8.
[[nodiscard]] std::string canonical_text(std::string_view text);

}  // namespace switchyard::pricing
