#include "documents/template/value_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace switchyard::documents {
namespace {

constexpr std::array<std::string_view, 12> kMonthsEn{"January", "February", "March",     "April",   "May",      "June",
                                                     "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 12> kMonthsEs{"enero", "febrero", "marzo",      "abril",   "mayo",      "junio",
                                                     "julio", "agosto",  "septiembre", "octubre", "noviembre", "diciembre"};
constexpr PageWords kWordsEn{"Page", "of", "version", "Signature", "Initials", "Date"};
constexpr PageWords kWordsEs{"Página", "de", "versión", "Firma", "Iniciales", "Fecha"};

bool is_spanish(std::string_view language) { return language.starts_with("es"); }

std::string_view month_name(int month, std::string_view language) {
  const auto at = static_cast<std::size_t>(month - 1);
  return is_spanish(language) ? kMonthsEs[at] : kMonthsEn[at];
}

// Thousands with commas: prices in dollars are written so in the Spanish of the United States too.
std::string grouped(std::string_view digits) {
  const auto first = digits.starts_with('-') ? 1U : 0U;
  const auto point = std::min(digits.find('.'), digits.size());
  std::string out;
  for (std::size_t at = 0; at < digits.size(); ++at) {
    if (at > first && at < point && (point - at) % 3 == 0) out += ',';
    out += digits[at];
  }
  return out;
}

std::string dollars(const std::string& digits) {
  const auto text = grouped(digits);
  return text.starts_with('-') ? fmt::format("-${}", text.substr(1)) : fmt::format("${}", text);
}

std::string date_text(Date date, std::string_view filter, std::string_view language) {
  if (filter == "iso") return date.text();
  if (filter == "short") {
    return is_spanish(language) ? fmt::format("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
                                : fmt::format("{:02}/{:02}/{:04}", date.month(), date.day(), date.year());
  }
  const auto name = month_name(date.month(), language);
  return is_spanish(language) ? fmt::format("{} de {} de {}", date.day(), name, date.year())
                              : fmt::format("{} {}, {}", name, date.day(), date.year());
}

std::string month_text(Month month, std::string_view filter, std::string_view language) {
  if (filter == "iso") return month.text();
  const auto name = month_name(month.month(), language);
  if (filter == "short") return fmt::format("{} {}", name.substr(0, 3), month.year());
  return is_spanish(language) ? fmt::format("{} de {}", name, month.year()) : fmt::format("{} {}", name, month.year());
}

std::string upper(std::string text) {
  // ASCII alone: other letters keep their case rather than be changed by a locale.
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return text;
}

// All but the last four characters as dots; one of up to four is dots alone.
std::string masked(std::string_view text) {
  constexpr std::string_view kDot = "•";
  std::string shown;
  std::size_t characters = 0;
  for (const char c : text) characters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
  std::size_t seen = 0;
  for (const char c : text) {
    const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    seen += begins ? 1U : 0U;
    if (characters > 4 && seen > characters - 4) {
      shown += c;
    } else if (begins) {
      shown += kDot;
    }
  }
  return shown;
}

std::string plain_text(std::string_view text, std::string_view filter) {
  if (filter == "upper") return upper(std::string(text));
  if (filter == "masked") return masked(text);
  return std::string(text);
}

std::string number_text(const std::string& digits, std::string_view filter, bool is_money) {
  if (filter == "plain") return digits;
  return is_money || filter == "dollars" ? dollars(digits) : grouped(digits);
}

}  // namespace

VariableType type_of(const Value& value) {
  constexpr std::array kTypes{VariableType::text,   VariableType::decimal, VariableType::money,
                              VariableType::date,   VariableType::month,   VariableType::flag,
                              VariableType::secret, VariableType::image,   VariableType::list};
  return kTypes.at(value.index());
}

std::string text_of(const Value& value, std::string_view filter, std::string_view language) {
  switch (type_of(value)) {
    case VariableType::text:
      return plain_text(std::get<std::string>(value), filter);
    case VariableType::secret:
      return std::get<SealedText>(value) ? plain_text(std::get<SealedText>(value)->reveal(), filter) : std::string();
    case VariableType::decimal:
      return number_text(std::get<Decimal>(value).text(), filter, false);
    case VariableType::money:
      return number_text(std::get<Money>(value).text(), filter, true);
    case VariableType::date:
      return date_text(std::get<Date>(value), filter, language);
    case VariableType::month:
      return month_text(std::get<Month>(value), filter, language);
    case VariableType::flag:
      return is_spanish(language) ? (std::get<bool>(value) ? "Sí" : "No") : (std::get<bool>(value) ? "Yes" : "No");
    default:
      return {};
  }
}

const PageWords& page_words(std::string_view language) { return is_spanish(language) ? kWordsEs : kWordsEn; }

}  // namespace switchyard::documents
