#include "notices/letters/letter_shelf.hpp"

#include <array>

#include <fmt/format.h>

#include "embedded/notices_letters.hpp"
#include "notices/letters/letter_html.hpp"
#include "values/ensure.hpp"

namespace switchyard::notices {
namespace {

constexpr std::array<std::pair<LetterKind, std::string_view>, 9> kKinds{{{LetterKind::invitation, "invitation"},
                                                                         {LetterKind::reminder, "reminder"},
                                                                         {LetterKind::completed, "completed"},
                                                                         {LetterKind::declined, "declined"},
                                                                         {LetterKind::voided, "voided"},
                                                                         {LetterKind::signed_late, "signed_late"},
                                                                         {LetterKind::failed, "failed"},
                                                                         {LetterKind::declined_signer, "declined_signer"},
                                                                         {LetterKind::voided_signer, "voided_signer"}}};
constexpr std::array<std::string_view, 2> kLanguages{"en", "es"};
constexpr std::size_t kSubjectCharactersMax = 200;

std::string language_of(std::string_view wish) { return wish == "es" || wish.starts_with("es-") || wish.starts_with("es_") ? "es" : "en"; }

// Values are lines: what a customer wrote cannot break a subject or make a paragraph of its own.
std::string one_line(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  return text;
}

// Whole characters of UTF-8.
std::string cut(std::string text, std::size_t characters_max) {
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins_one = (static_cast<unsigned char>(text[at]) & 0xc0) != 0x80;
    if (begins_one && ++characters > characters_max) return text.substr(0, at);
  }
  return text;
}

std::string letter_text(const LetterTemplate& letter, const LetterBrand& brand, const LetterValues& values) {
  std::string text;
  for (const LetterParagraph& paragraph : letter.paragraphs) {
    if (!paragraph.condition.empty() && fill_in("{" + paragraph.condition + "}", values).empty()) continue;
    text += fill_in(paragraph.text, values);
    if (paragraph.kind == LetterParagraph::Kind::button) text += ":\n" + fill_in("{" + paragraph.link + "}", values);
    text += "\n\n";
  }
  text += "-- \n" + one_line(brand.name) + "\n";
  for (const std::string* line : {&brand.address, &brand.phone, &brand.email}) {
    if (!line->empty()) text += one_line(*line) + "\n";
  }
  return text;
}

const EmbeddedFile* file_named(const std::string& name) {
  for (const EmbeddedFile& file : embedded_notices_letters()) {
    if (file.path == name) return &file;
  }
  return nullptr;
}

}  // namespace

std::string_view text_of(LetterKind kind) {
  for (const auto& [value, text] : kKinds) {
    if (value == kind) return text;
  }
  return {};
}

Result<LetterShelf> LetterShelf::load() {
  LetterShelf shelf;
  for (const auto& [kind, name] : kKinds) {
    for (const std::string_view language : kLanguages) {
      const std::string file_name = fmt::format("{}.{}.txt", name, language);
      const EmbeddedFile* file = file_named(file_name);
      if (file == nullptr) return Error{ErrorKind::invalid, "letter_template_invalid", fmt::format("{} is missing", file_name)};
      auto parsed = parse_letter_template(file->bytes);
      if (!parsed) return Error{ErrorKind::invalid, "letter_template_invalid", fmt::format("{}: {}", file_name, parsed.error().message)};
      shelf.templates_.emplace(std::pair(kind, std::string(language)), *std::move(parsed));
    }
  }
  return shelf;
}

Mail LetterShelf::write(LetterKind kind, std::string_view language, const LetterBrand& brand, LetterValues values) const {
  const std::string spoken = language_of(language);
  const auto found = templates_.find(std::pair(kind, spoken));
  ENSURE(found != templates_.end());
  values["partner"] = brand.name;
  for (auto& [name, value] : values) value = one_line(std::move(value));
  Mail mail;
  mail.from.name = cut(one_line(brand.name), kSubjectCharactersMax / 4);
  mail.reply_to = brand.email;
  mail.subject = cut(fill_in(found->second.subject, values), kSubjectCharactersMax);
  mail.text = letter_text(found->second, brand, values);
  mail.html = letter_html(found->second, brand, values, spoken);
  mail.language = spoken;
  return mail;
}

std::string letter_time(Instant instant, std::string_view language) {
  constexpr std::array<std::string_view, 12> kEnglish{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
  constexpr std::array<std::string_view, 12> kSpanish{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"};
  const std::string text = instant.text();  // 2026-11-24T18:00:00Z
  const auto month = static_cast<std::size_t>((text[5] - '0') * 10 + (text[6] - '0') - 1);
  const std::string day = text[8] == '0' ? text.substr(9, 1) : text.substr(8, 2);
  if (language_of(language) == "es") return fmt::format("{} de {} de {} a las {} UTC", day, kSpanish[month], text.substr(0, 4), text.substr(11, 5));
  return fmt::format("{} {}, {} at {} UTC", kEnglish[month], day, text.substr(0, 4), text.substr(11, 5));
}

}  // namespace switchyard::notices
