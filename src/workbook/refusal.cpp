#include "workbook/refusal.hpp"

#include <fmt/format.h>

#include <utility>

namespace switchyard::workbook {

Error unreadable(std::string what) { return {ErrorKind::unprocessable, "workbook_unreadable", std::move(what)}; }

Error too_large(std::string_view limit_name, std::size_t limit, std::string_view where) {
  return {ErrorKind::too_large, "workbook_too_large", fmt::format("{} is over the limit {} = {}", where, limit_name, limit)};
}

Error type_unsupported(std::string what) { return {ErrorKind::unsupported, "workbook_type_unsupported", std::move(what)}; }

Error encrypted(std::string what) { return {ErrorKind::unprocessable, "workbook_encrypted", std::move(what)}; }

std::string quoted(std::string_view text) {
  constexpr std::size_t kSizeMax = 80;
  std::string out = "\"";
  for (const char c : text.substr(0, kSizeMax)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x7F || c == '"' || c == '\\') {
      out += fmt::format("\\x{:02x}", byte);
    } else {
      out += c;
    }
  }
  out += text.size() > kSizeMax ? "\"…" : "\"";
  return out;
}

}  // namespace switchyard::workbook
