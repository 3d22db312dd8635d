#include "esign/ceremony/letter_form.hpp"
#include "values/html_text.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>

namespace switchyard::esign {
namespace {

constexpr std::string_view kDefaultAccent = "#0a5a66";
constexpr std::size_t kSubjectBytesMax = 180;

std::uint32_t channel(std::string_view color, std::size_t at) {
  const auto digit = [](char c) -> std::uint32_t {
    if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<std::uint32_t>(c - 'a' + 10);
    return static_cast<std::uint32_t>(c - 'A' + 10);
  };
  return digit(color[at]) * 16 + digit(color[at + 1]);
}

bool is_color(std::string_view color) {
  return color.size() == 7 && color[0] == '#' && color.substr(1).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

// Relative luminance (WCAG 2.2) in millionths; the curve of sRGB taken as the square, near enough to choose between two inks.
std::uint64_t luminance(std::string_view color) {
  const auto square = [](std::uint64_t c) { return c * c * 1'000'000 / 65'025; };
  return (2126 * square(channel(color, 1)) + 7152 * square(channel(color, 3)) + 722 * square(channel(color, 5))) / 10'000;
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) line += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
  if (line.size() <= kSubjectBytesMax) return line;
  std::size_t end = kSubjectBytesMax;
  while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
  return line.substr(0, end) + "…";
}

std::string test_note(std::string_view language) {
  return language == "es" ? "Esta es una prueba: lo que se firma no obliga a nadie." : "This is a test: what is signed binds nobody.";
}

std::string text_body(const LetterContent& content, bool is_test) {
  std::string text;
  if (is_test) text += test_note(content.language) + "\n\n";
  for (const std::string& paragraph : content.paragraphs) text += paragraph + "\n\n";
  if (!content.quoted.empty()) text += "    " + content.quoted + "\n\n";
  if (!content.code.empty()) text += "    " + content.code + "\n\n";
  if (content.button) text += fmt::format("{}:\n{}\n\n", content.button->label, content.button->url);
  if (!content.closing.empty()) text += "-- \n" + content.closing + "\n";
  return text;
}

std::string html_body(const LetterBrand& brand, const LetterContent& content, bool is_test) {
  std::string inner;
  if (is_test) inner += fmt::format("<p style=\"margin:0 0 16px;color:#8a5300\">{}</p>", html_escaped(test_note(content.language)));
  for (const std::string& paragraph : content.paragraphs) inner += fmt::format("<p style=\"margin:0 0 16px\">{}</p>", html_escaped(paragraph));
  if (!content.quoted.empty()) {
    inner += fmt::format("<blockquote style=\"margin:0 0 16px;padding:0 0 0 12px;border-left:3px solid #d9d5cb;white-space:pre-line\">{}</blockquote>", html_escaped(content.quoted));
  }
  if (!content.code.empty()) inner += fmt::format("<p style=\"margin:0 0 16px;font-size:28px;letter-spacing:4px;font-family:monospace\">{}</p>", html_escaped(content.code));
  if (content.button) {
    inner += fmt::format(
        "<p style=\"margin:24px 0\"><a href=\"{0}\" style=\"display:inline-block;padding:12px 20px;border-radius:3px;background:{1};color:{2};text-decoration:none;font-weight:600\">{3}</a></p>"
        "<p style=\"margin:0 0 16px;font-size:13px;color:#5a564d;word-break:break-all\">{0}</p>",
        html_escaped(content.button->url), brand.accent, brand.accent_ink, html_escaped(content.button->label));
  }
  return fmt::format(
      "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{}</title></head>"
      "<body style=\"margin:0;background:#f7f6f2;color:#1c1b18;font:16px/24px 'IBM Plex Sans',Arial,sans-serif\">"
      "<div style=\"max-width:560px;margin:0 auto;padding:24px 16px\"><p style=\"margin:0 0 16px;padding:0 0 8px;border-bottom:3px solid {};font-weight:600\">{}</p>{}"
      "<p style=\"margin:24px 0 0;font-size:13px;color:#5a564d\">{}</p></div></body></html>",
      content.language, html_escaped(content.subject), brand.accent, html_escaped(brand.name), inner, html_escaped(content.closing));
}

}  // namespace

LetterBrand brand_of(const Account& account) {
  LetterBrand brand{.name = account.settings.brand_name.empty() ? account.name : account.settings.brand_name,
                    .accent = is_color(account.settings.brand_color) ? account.settings.brand_color : std::string(kDefaultAccent),
                    .accent_ink = "#ffffff"};
  // White on it has at least 4.5:1 where its luminance is at most 0.183.
  if (luminance(brand.accent) > 183'000) brand.accent_ink = "#000000";
  return brand;
}

Mail form_letter(const LetterBrand& brand, EnvironmentName environment, const LetterContent& content, const MailAddress& to) {
  const bool is_test = environment == EnvironmentName::test;
  Mail mail;
  mail.from.name = one_line(brand.name);
  mail.to = {{.name = one_line(to.name), .address = to.address}};
  mail.subject = one_line(content.subject);
  mail.text = text_body(content, is_test);
  mail.html = html_body(brand, content, is_test);
  mail.language = content.language;
  return mail;
}

}  // namespace switchyard::esign
