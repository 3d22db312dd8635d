// E-mails for tests, written by hand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace switchyard::workbook {

[[nodiscard]] inline std::string base64_lines(std::string_view bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    unsigned group = 0;
    for (std::size_t i = 0; i < 3; ++i) group = group << 8U | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i) out += at + i > bytes.size() ? '=' : kLetters[group >> (18 - 6 * i) & 63U];
    if (at % 54 == 51) out += "\r\n";
  }
  return out + "\r\n";
}

// Header fields of a part, and what stands in it as it is sent.
struct PartFake {
  std::string type = "text/plain";
  std::string disposition = {};  // "attachment; filename=a.csv"
  std::string encoding = {};
  std::string body = {};
};

[[nodiscard]] inline PartFake attached(const std::string& name, std::string_view bytes) {
  return {"application/octet-stream", "attachment; filename=\"" + name + "\"", "base64", base64_lines(bytes)};
}

[[nodiscard]] inline std::string text_of_part(const PartFake& part) {
  std::string out = "Content-Type: " + part.type + "\r\n";
  if (!part.disposition.empty()) out += "Content-Disposition: " + part.disposition + "\r\n";
  if (!part.encoding.empty()) out += "Content-Transfer-Encoding: " + part.encoding + "\r\n";
  return out + "\r\n" + part.body;
}

// A multipart/mixed of the parts, whose boundary tells levels apart.
[[nodiscard]] inline PartFake multipart(const std::vector<PartFake>& parts, const std::string& boundary = "outer") {
  std::string body;
  for (const auto& part : parts) body += "--" + boundary + "\r\n" + text_of_part(part) + "\r\n";
  return {.type = "multipart/mixed; boundary=" + boundary, .body = body + "--" + boundary + "--\r\n"};
}

[[nodiscard]] inline std::string email_of(const PartFake& content, const std::string& further_fields = "") {
  return "Received: from mx.supplier.example\r\n by mx.broker.example\r\nFrom: \"Prices, Daily\" <prices@supplier.example>\r\nTo: desk@broker.example\r\n"
         "Subject: =?utf-8?Q?Prices_f=C3=BCr_today?=\r\nDate: Tue, 24 Nov 2026 09:15:00 -0500\r\nMessage-ID: <24.11@supplier.example>\r\nMIME-Version: 1.0\r\n" +
         further_fields + text_of_part(content);
}

}  // namespace switchyard::workbook
