#include "adapters/system/json_log.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>

namespace switchyard::adapters {
namespace {

constexpr std::size_t kLineSizeExpected = 512;
constexpr std::array<std::string_view, 4> kLevelNames{"debug", "info", "warning", "error"};

// The length in bytes of the UTF-8 character at the start of `text`, or 0 if there is none.
std::size_t character_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto follows = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0u) == 0x80u; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if (!follows(1) || !follows(2)) return 0;
    if (first == 0xE0 && byte(1) < 0xA0) return 0;
    if (first == 0xED && byte(1) > 0x9F) return 0;
    return 3;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if (!follows(1) || !follows(2) || !follows(3)) return 0;
    if (first == 0xF0 && byte(1) < 0x90) return 0;
    if (first == 0xF4 && byte(1) > 0x8F) return 0;
    return 4;
  }
  return 0;
}

// Bytes at the front that stand as they are.
std::size_t plain_length(std::string_view text) {
  const auto stands = [](char c) { return static_cast<unsigned char>(c - 0x20) < 0x7F - 0x20 && c != '"' && c != '\\'; };
  const auto* const end = std::find_if_not(text.begin(), text.end(), stands);
  return static_cast<std::size_t>(end - text.begin());
}

void append_control(std::string& out, unsigned char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += "\\u00";
  out += kHex[c >> 4];
  out += kHex[c & 0xF];
}

void append_text(std::string& out, std::string_view text) {
  const bool cut = text.size() > kLogTextBytesMax;
  if (cut) text = text.substr(0, kLogTextBytesMax);
  out += '"';
  while (!text.empty()) {
    if (const std::size_t plain = plain_length(text); plain != 0) {
      out += text.substr(0, plain);
      text.remove_prefix(plain);
      continue;
    }
    const auto c = static_cast<unsigned char>(text.front());
    const std::size_t length = character_length(text);
    if (length == 0) {
      if (!(cut && text.size() < 4)) out += "\\ufffd";
      text.remove_prefix(1);
      continue;
    }
    if (c == '"' || c == '\\') {
      out += '\\';
      out += text.front();
    } else if (c == '\n') {
      out += "\\n";
    } else if (c < 0x20 || c == 0x7F) {
      append_control(out, c);
    } else {
      out += text.substr(0, length);
    }
    text.remove_prefix(length);
  }
  if (cut) out += "…";
  out += '"';
}

void append_value(std::string& out, const LogField& field) {
  if (const auto* text = std::get_if<std::string_view>(&field.value)) {
    append_text(out, *text);
  } else if (const auto* number = std::get_if<std::int64_t>(&field.value)) {
    out += std::to_string(*number);
  } else {
    out += std::get<bool>(field.value) ? "true" : "false";
  }
}

}  // namespace

std::string json_log_line(Instant at, LogLevel level, std::string_view line, std::span<const LogField> fields) {
  std::string out;
  out.reserve(kLineSizeExpected);
  out.append("{\"time\":\"").append(at.text()).append("\",\"level\":\"");
  out += kLevelNames[static_cast<std::size_t>(level)];
  out += "\",\"message\":";
  append_text(out, line);
  for (const LogField& field : fields) {
    out += ',';
    append_text(out, field.name);
    out += ':';
    append_value(out, field);
  }
  out += "}\n";
  return out;
}

void JsonLog::write(LogLevel level, std::string_view line, std::span<const LogField> fields) noexcept {
  if (level < least_) return;
  try {
    const std::string text = json_log_line(clock_.now(), level, line, fields);
    std::string_view rest = text;
    while (!rest.empty()) {
      const ssize_t written = ::write(file_descriptor_, rest.data(), rest.size());
      if (written < 0 && errno != EINTR) return;
      if (written > 0) rest.remove_prefix(static_cast<std::size_t>(written));
    }
  } catch (...) {
    return;  // Out of memory: a log line is not worth the request.
  }
}

}  // namespace switchyard::adapters
