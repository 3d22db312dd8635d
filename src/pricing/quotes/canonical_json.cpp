#include "pricing/quotes/canonical_json.hpp"

#include <fmt/format.h>

namespace switchyard::pricing {

std::string canonical_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\b': out += "\\b"; break;
      case '\f': out += "\\f"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
          out += c;
        }
    }
  }
  return out + '"';
}

CanonicalObject& CanonicalObject::raw(std::string_view name, std::string json) {
  members_.insert_or_assign(std::string(name), std::move(json));
  return *this;
}

CanonicalObject& CanonicalObject::text(std::string_view name, std::string_view value) { return raw(name, canonical_text(value)); }
CanonicalObject& CanonicalObject::word(std::string_view name, std::string_view value) { return value.empty() ? null(name) : text(name, value); }
CanonicalObject& CanonicalObject::integer(std::string_view name, std::int64_t value) { return raw(name, fmt::format("{}", value)); }
CanonicalObject& CanonicalObject::truth(std::string_view name, bool value) { return raw(name, value ? "true" : "false"); }
CanonicalObject& CanonicalObject::null(std::string_view name) { return raw(name, "null"); }

std::string CanonicalObject::json() const {
  std::string out = "{";
  for (const auto& [name, value] : members_) {
    if (out.size() > 1) out += ',';
    out.append(canonical_text(name)).append(":").append(value);
  }
  return out + '}';
}

std::string canonical_array(const std::vector<std::string>& values) { return fmt::format("[{}]", fmt::join(values, ",")); }

}  // namespace switchyard::pricing
