#include <limits>

#include "pricing/layout/value_grammar.hpp"

namespace switchyard::pricing {
namespace {

constexpr std::int64_t kMilliMax = 1'000'000'000'000'000;  // 10^12 of a unit: beyond any customer.

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

void skip_joints(std::string_view& text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '_' || text.front() == '-')) text.remove_prefix(1);
}
void skip_spaces(std::string_view& text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
}

bool take_word(std::string_view& text, std::string_view lower_case_word) {
  if (text.size() < lower_case_word.size()) return false;
  for (std::size_t i = 0; i < lower_case_word.size(); ++i) {
    if (lower(text[i]) != lower_case_word[i]) return false;
  }
  text.remove_prefix(lower_case_word.size());
  return true;
}

// An end as it is printed.
struct End {
  std::int64_t milli = 0;   // Before the suffix.
  std::int64_t factor = 1;  // 1, a thousand, a million.
  bool one_above = false;
};

// "5,001", "2.5", "150K".
bool take_end(std::string_view& text, const BandGrammar& grammar, End& end) {
  std::size_t digits = 0;
  std::int64_t whole = 0;
  while (!text.empty() && (is_digit(text.front()) || (text.front() == ',' && digits > 0))) {
    if (text.front() != ',') {
      if (++digits > 12) return false;
      whole = whole * 10 + (text.front() - '0');
    }
    text.remove_prefix(1);
  }
  if (digits == 0) return false;
  std::int64_t thousandths = 0;
  if (text.size() > 1 && text.front() == '.' && is_digit(text[1])) {
    text.remove_prefix(1);
    std::int64_t place = 100;
    for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1), place /= 10) thousandths += (text.front() - '0') * place;
    if (place == 0 && thousandths == 0) return false;
  }
  if (grammar.snap && thousandths == 0) {
    if (whole % 5 == 1) {
      end.one_above = true;
      --whole;
    } else if (whole % 5 == 4) {
      ++whole;
    }
  }
  end.milli = whole * 1000 + thousandths;
  const bool suffix = grammar.suffixes && !text.empty() && (lower(text.front()) == 'k' || lower(text.front()) == 'm') &&
                      (text.size() == 1 || !is_letter(text[1]));
  if (suffix) {
    end.factor = lower(text.front()) == 'k' ? 1'000 : 1'000'000;
    text.remove_prefix(1);
  }
  return true;
}

std::optional<std::int64_t> amount_of(const End& end) {
  if (end.milli > kMilliMax / end.factor) return std::nullopt;
  return end.milli * end.factor;
}

// The unit that the rest of the text says; false where it says something else.
bool take_unit(std::string_view text, ParsedBand& parsed) {
  skip_joints(text);
  if (text.empty()) return true;
  const auto unit = parse_stated_unit(text);
  if (!unit) return false;
  parsed.band.unit = *unit;
  parsed.has_unit = true;
  return true;
}

// "500-1M" is 500 thousand to a million, "1-2M" one to two million.
void settle_suffix(End& low, const End& high) {
  if (low.factor != 1 || high.factor == 1) return;
  low.factor = high.factor;
  if (low.milli >= high.milli && low.factor == 1'000'000) low.factor = 1'000;
}

std::optional<ParsedBand> finish(ParsedBand parsed, const End& low, const std::optional<End>& high, std::string_view rest) {
  const auto min = amount_of(low);
  const auto max = high ? amount_of(*high) : std::optional(UsageBand::kOpen);
  if (!min || !max || *min >= *max || !take_unit(rest, parsed)) return std::nullopt;
  parsed.band.present = true;
  parsed.band.min_milli = *min;
  parsed.band.max_milli_exclusive = *max;
  parsed.lower_was_one_above = low.one_above;
  return parsed;
}

}  // namespace

std::optional<EnergyUnit> parse_stated_unit(std::string_view text) {
  auto rest = text;
  if (take_word(rest, "ccf/therm") && (rest.empty() || (take_word(rest, "s") && rest.empty()))) return EnergyUnit::ccf_or_therm;
  const auto unit = parse_energy_unit(text);
  return unit ? std::optional(*unit) : std::nullopt;
}

std::optional<ParsedBand> parse_band(std::string_view text, BandGrammar grammar) {
  ParsedBand parsed;
  skip_spaces(text);
  const bool below = take_word(text, "<") || take_word(text, "below ");
  const bool up_to = !below && take_word(text, "up to ");
  skip_spaces(text);
  End first;
  if (!take_end(text, grammar, first)) return std::nullopt;
  if (below || up_to) {
    parsed.band.max_printed_inclusive = up_to;
    return finish(parsed, End{}, first, text);
  }
  if (!text.empty() && text.front() == '+') return finish(parsed, first, std::nullopt, text.substr(1));
  skip_spaces(text);
  if (!take_word(text, "-") && !take_word(text, "to ")) return std::nullopt;
  skip_spaces(text);
  End second;
  if (!take_end(text, grammar, second)) return std::nullopt;
  settle_suffix(first, second);
  return finish(parsed, first, second, text);
}

}  // namespace switchyard::pricing
