#include "notices/letters/letter_html.hpp"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "values/html_text.hpp"

namespace switchyard::notices {
namespace {

constexpr std::string_view kNeutralAccent = "#1d4e89";
constexpr std::string_view kFont = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

bool is_color(std::string_view text) {
  return text.size() == 7 && text.front() == '#' &&
         std::ranges::all_of(text.substr(1), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); });
}

std::int64_t channel(std::string_view color, std::size_t at) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
  return digit(color[at]) * 16 + digit(color[at + 1]);
}

std::string paragraph_html(const LetterParagraph& paragraph, const LetterValues& values, const AccentColors& accent) {
  const std::string text = html_escaped(fill_in(paragraph.text, values));
  switch (paragraph.kind) {
    case LetterParagraph::Kind::heading: return fmt::format("<h1 style=\"margin:0 0 16px;font-size:22px;line-height:1.3;color:#1b2430\">{}</h1>", text);
    case LetterParagraph::Kind::text: return fmt::format("<p style=\"margin:0 0 16px;font-size:16px;line-height:1.5;color:#1b2430\">{}</p>", text);
    case LetterParagraph::Kind::button: break;
  }
  const std::string link = html_escaped(fill_in("{" + paragraph.link + "}", values));
  return fmt::format(
      "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" style=\"margin:8px 0 24px\"><tr><td style=\"border-radius:6px;background:{}\">"
      "<a href=\"{}\" style=\"display:inline-block;padding:14px 28px;font-size:17px;font-weight:600;color:{};text-decoration:none\">{}</a></td></tr></table>"
      "<p style=\"margin:0 0 16px;font-size:13px;line-height:1.5;color:#4b5a6b;word-break:break-all\">{}</p>",
      accent.background, link, accent.text, text, link);
}

std::string foot_of(const LetterBrand& brand) {
  std::string foot = html_escaped(brand.name);
  for (const std::string* line : {&brand.address, &brand.phone, &brand.email}) {
    if (!line->empty()) foot += "<br>" + html_escaped(*line);
  }
  return foot;
}

}  // namespace

AccentColors accent_of(const LetterBrand& brand) {
  const std::string color = is_color(brand.accent_color) ? brand.accent_color : std::string(kNeutralAccent);
  // Relative luminance in squares, near enough to choose: 0.2126 R² + 0.7152 G² + 0.0722 B² against that of mid-grey.
  const std::int64_t luminance = 2126 * channel(color, 1) * channel(color, 1) + 7152 * channel(color, 3) * channel(color, 3) + 722 * channel(color, 5) * channel(color, 5);
  constexpr std::int64_t kMiddle = 10'000LL * 255 * 255 * 18 / 100;
  return {color, luminance > kMiddle ? "#000000" : "#ffffff"};
}

std::string letter_html(const LetterTemplate& letter, const LetterBrand& brand, const LetterValues& values, std::string_view language) {
  const AccentColors accent = accent_of(brand);
  std::string body;
  for (const LetterParagraph& paragraph : letter.paragraphs) {
    if (!paragraph.condition.empty() && fill_in("{" + paragraph.condition + "}", values).empty()) continue;
    body += paragraph_html(paragraph, values, accent);
  }
  return fmt::format(
      "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{}</title></head>"
      "<body style=\"margin:0;padding:0;background:#f2f4f7;{}\"><table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"background:#f2f4f7\"><tr>"
      "<td align=\"center\" style=\"padding:24px 12px\"><table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" style=\"max-width:600px;background:#ffffff\">"
      "<tr><td style=\"padding:18px 28px;background:{};color:{};font-size:18px;font-weight:600\">{}</td></tr><tr><td style=\"padding:28px\">{}</td></tr>"
      "<tr><td style=\"padding:18px 28px;border-top:1px solid #d8dee6;font-size:13px;line-height:1.5;color:#4b5a6b\">{}</td></tr></table></td></tr></table></body></html>",
      language, html_escaped(fill_in(letter.subject, values)), kFont, accent.background, accent.text, html_escaped(brand.name), body, foot_of(brand));
}

}  // namespace switchyard::notices
