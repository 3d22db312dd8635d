#include "pricing/layout/proposal/header_words.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "values/ensure.hpp"

namespace switchyard::pricing::proposal {
namespace {

struct Word {
  Role role;
  Pattern pattern;
};

// The first that fits counts.
const std::vector<Word>& words() {
  const auto word = [](Role role, std::string_view expression) { return Word{role, Pattern::compile(expression).value()}; };
  static const std::vector<Word> kWords{
      word(Role::end, R"(^end\b|\bend (date|month)|^(stop|expiration|expiry)\b)"),
      word(Role::start, R"(\bstart|\bbegin|\bflow\b|^month$|delivery month|effective month)"),
      word(Role::band_min, R"(\bmin(imum)?\b|_min\b|^lower|\bfrom usage)"),
      word(Role::band_max, R"(\bmax(imum)?\b|_max\b|^upper|\bto usage)"),
      word(Role::utility, R"(utility|\bldc\b|\bedc\b|\btdu\b|\btdsp\b(?!_?id)|distribution co|\bdisco\b)"),
      word(Role::zone, R"(\bzone|\bhub\b|pricing area|\bmarket area)"),
      word(Role::customer_class, R"(customer (type|class)|\bsegment|cust(omer)?\.? type)"),
      word(Role::rate_class, R"(rate ?_?(class|sch|code|group)|service class|tariff|profile|^class\b|\bclass:?$)"),
      word(Role::state, R"(^state\b|^st\.?$)"),
      word(Role::commodity, R"(commodity|service type|fuel|energy type)"),
      word(Role::billing, R"(billing|bill type)"),
      word(Role::product, R"(product|^plan\b|offer)"),
      word(Role::unit, R"(^units?$|price unit|\buom\b)"),
      word(Role::term, R"(\bterms?\b|term_?months|^mos?\b|\bmonths\b|\bmths\b|duration|contract length)"),
      word(Role::band, R"(usage|kwh|mwh|\bsize|\btier|volume|consumption|\btherms\b|\bccf\b|\bmcf\b|\bdth\b|price level|\bband)"),
      word(Role::green, R"(green|renewable|\brec\b)"),
      word(Role::price, R"(price|\brate$|\$/|\bfixed\b)"),
      word(Role::count, R"(^count$|^#|^id$|_id$|^no\.?$|^row$)"),
  };
  return kWords;
}

bool letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Role role_of_header(std::string_view text) {
  if (text.empty() || text.size() > 80) return Role::none;
  const auto found = std::find_if(words().begin(), words().end(), [&](const Word& word) { return word.pattern.matches(text); });
  return found == words().end() ? Role::none : found->role;
}

bool says_not_fixed(std::string_view text) {
  static const auto kPattern = Pattern::compile(R"(real[ -]?time|\bindex|\badder|nymex|variable|heat rate|\bbasis\b|\bplus\b|floating|day[ -]?ahead|\bRT\b|\bLMP\b|\bSPP\b)").value();
  return kPattern.matches(text);
}

bool is_no_offer_word(std::string_view text) {
  static const auto kPattern = Pattern::compile(R"(^(n\.?/?a\.?|-+|x|none|tbd|call|closed|not (offered|available)|no (offer|bid|quote))$)").value();
  return kPattern.matches(text);
}

const std::vector<std::pair<std::string_view, std::string_view>>& state_names() {
  static const std::vector<std::pair<std::string_view, std::string_view>> kStates{
      {"California", "CA"}, {"Connecticut", "CT"}, {"Delaware", "DE"}, {"District of Columbia", "DC"}, {"Florida", "FL"}, {"Georgia", "GA"}, {"Illinois", "IL"},
      {"Indiana", "IN"}, {"Kentucky", "KY"}, {"Maine", "ME"}, {"Maryland", "MD"}, {"Massachusetts", "MA"}, {"Michigan", "MI"}, {"Montana", "MT"},
      {"Nebraska", "NE"}, {"New Hampshire", "NH"}, {"New Jersey", "NJ"}, {"New York", "NY"}, {"Ohio", "OH"}, {"Oregon", "OR"}, {"Pennsylvania", "PA"},
      {"Rhode Island", "RI"}, {"Texas", "TX"}, {"Virginia", "VA"}, {"West Virginia", "WV"}, {"Wyoming", "WY"}};
  return kStates;
}

bool is_state_code(std::string_view text) {
  return std::any_of(state_names().begin(), state_names().end(), [&](const auto& state) { return state.second == text; });
}

std::string_view state_of_name(std::string_view name) {
  const auto found = std::find_if(state_names().begin(), state_names().end(), [&](const auto& state) { return state.first == name; });
  return found == state_names().end() ? std::string_view() : found->second;
}

std::string sound(std::string_view text) {
  std::string whole;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t size = lead < 0x80 ? 1 : lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
    bool right = size > 0 && i + size <= text.size();
    for (std::size_t k = 1; right && k < size; ++k) right = (static_cast<unsigned char>(text[i + k]) & 0xC0U) == 0x80U;
    const auto second = right && size > 1 ? static_cast<unsigned char>(text[i + 1]) : 0U;
    // Overlong forms, surrogates, beyond the last code point.
    if (right && ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second >= 0xA0) || (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second >= 0x90))) right = false;
    if (!right) whole += '?';
    if (right && size == 1) whole += lead < 0x20 || lead == 0x7F ? ' ' : text[i];
    if (right && size > 1) whole += text.substr(i, size);
    i += right ? size : 1;
  }
  return whole;
}

std::string escaped(std::string_view text) {
  std::string pattern;
  for (const char c : sound(text)) {
    if (std::string_view(R"(\^$.|?*+()[]{}#)").find(c) != std::string_view::npos) pattern += '\\';
    pattern += c;
  }
  return pattern;
}

std::string whole_text_pattern(std::string_view given) {
  const auto text = sound(given);
  // A long text is known by how it begins.
  constexpr std::size_t kWholeMax = 60;
  if (text.size() <= kWholeMax) return "^" + escaped(text) + "$";
  auto end = text.rfind(' ', kWholeMax);
  if (end == std::string::npos || end < 20) end = kWholeMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return "^" + escaped(std::string_view(text).substr(0, end));
}

std::string shape_pattern(std::string_view given) {
  const auto text = sound(given);
  std::string pattern;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (letter(c) || c == '&' || c == ' ') {
      while (i < text.size() && (letter(text[i]) || text[i] == '&' || text[i] == ' ')) ++i;
      pattern += "[A-Za-z& ]+";
    } else if (digit(c)) {
      while (i < text.size() && digit(text[i])) ++i;
      pattern += "\\d+";
    } else {
      const auto start = i++;
      while (i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) ++i;
      pattern += escaped(std::string_view(text).substr(start, i - start));
    }
  }
  return pattern;
}

std::string quoted(std::string_view text) {
  std::string yaml = "'";
  for (const char c : sound(text)) {
    if (c == '\'') yaml += '\'';
    yaml += c;
  }
  return yaml + "'";
}

}  // namespace switchyard::pricing::proposal
