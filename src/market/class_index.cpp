#include "market/class_index.hpp"

#include <algorithm>
#include <charconv>

#include "market/alias_mappings.hpp"
#include "market/csv_record.hpp"

namespace switchyard::market {
namespace {

constexpr int kRangeSizeMax = 100;

std::string fold(std::string_view text) {
  std::string folded;
  for (char c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '<' || c == '>' || c == '&') folded += c;
  }
  return folded;
}

// "SS00" -> {"SS", "00"}.
std::pair<std::string_view, std::string_view> split_number(std::string_view word) {
  const std::size_t last_letter = word.find_last_not_of("0123456789");
  const std::size_t digits = last_letter == std::string_view::npos ? 0 : last_letter + 1;
  return {word.substr(0, digits), word.substr(digits)};
}

// "876-879" is 876, 877, 878, 879; "SS00-SS06" likewise. Anything else is itself.
std::vector<std::string> members_of(std::string_view part) {
  const std::size_t dash = part.find('-');
  if (dash == std::string_view::npos) return {fold(part)};
  const auto [first_letters, first_digits] = split_number(trimmed(part.substr(0, dash)));
  const auto [last_letters, last_digits] = split_number(trimmed(part.substr(dash + 1)));
  const bool is_range = first_digits.size() >= 2 && first_digits.size() == last_digits.size() && first_digits.size() <= 6 && first_letters == last_letters;
  if (!is_range) return {fold(part)};
  int first = 0;
  int last = 0;
  std::from_chars(first_digits.data(), first_digits.data() + first_digits.size(), first);
  std::from_chars(last_digits.data(), last_digits.data() + last_digits.size(), last);
  if (first > last || last - first >= kRangeSizeMax) return {fold(part)};
  std::vector<std::string> members;
  for (int number = first; number <= last; ++number) {
    std::string digits = std::to_string(number);
    digits.insert(0, first_digits.size() - digits.size(), '0');
    members.push_back(fold(first_letters) + digits);
  }
  return members;
}

Resolution resolution_of(const std::set<std::string>& codes) {
  if (codes.empty()) return {};
  if (codes.size() == 1) return {.outcome = Resolution::Outcome::resolved, .code = *codes.begin(), .candidates = {}};
  return {.outcome = Resolution::Outcome::ambiguous, .code = {}, .candidates = {codes.begin(), codes.end()}};
}

// Of "Commercial, GM over 25 kW" the first part is a word that says nothing alone: in prose a code has a digit.
bool is_code(std::string_view part, const std::vector<std::string>& parts) {
  const bool is_prose = parts.size() > 1 && std::any_of(parts.begin(), parts.end(), [](const std::string& each) { return each.find(' ') != std::string::npos; });
  return !is_prose || part.find_first_of("0123456789") != std::string_view::npos;
}

// What all of them hold; where there is no such thing, what any of them holds.
std::set<std::string> agreed(const std::vector<std::set<std::string>>& codes) {
  std::set<std::string> common;
  std::set<std::string> all;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    std::set<std::string> kept;
    std::set_intersection(common.begin(), common.end(), codes[i].begin(), codes[i].end(), std::inserter(kept, kept.end()));
    common = i == 0 ? codes[i] : kept;
    all.insert(codes[i].begin(), codes[i].end());
  }
  return common.empty() ? all : common;
}

}  // namespace

RateClassIndex::RateClassIndex(std::span<const RateClass> classes) {
  for (const RateClass& rate_class : classes) {
    Words& words = by_utility_[rate_class.utility_code];
    words.whole[fold(rate_class.code)].insert(rate_class.code);
    for (const std::string& alias : rate_class.aliases) {
      words.whole[fold(alias)].insert(rate_class.code);
      const std::vector<std::string> parts = split_list(alias, ',');
      for (const std::string& part : parts) {
        if (!is_code(part, parts)) continue;
        for (const std::string& member : members_of(part)) words.parts[member].insert(rate_class.code);
      }
    }
  }
}

RateClassIndex::Codes RateClassIndex::of_word(const Words& words, const std::string& word) {
  Codes codes;
  if (const auto whole = words.whole.find(word); whole != words.whole.end()) codes = whole->second;
  if (const auto part = words.parts.find(word); part != words.parts.end()) codes.insert(part->second.begin(), part->second.end());
  return codes;
}

RateClassIndex::Codes RateClassIndex::of_list(const Words& words, std::string_view list) {
  const std::string word = fold(list);
  if (word.empty()) return {};
  const std::vector<std::string> parts = split_list(list, ',');
  if (parts.size() < 2) return of_word(words, word);
  if (const auto whole = words.whole.find(word); whole != words.whole.end()) return whole->second;
  std::vector<Codes> codes;
  for (const std::string& part : parts) {
    codes.push_back(of_word(words, fold(part)));
    if (codes.back().empty()) return {};
  }
  return agreed(codes);
}

Resolution RateClassIndex::resolve(std::string_view utility_code, std::string_view alias) const {
  const auto utility = by_utility_.find(utility_code);
  if (utility == by_utility_.end()) return {};
  const Words& words = utility->second;
  std::vector<Codes> known;
  for (const std::string& side : split_list(alias, '|')) {
    if (Codes codes = of_list(words, side); !codes.empty()) known.push_back(std::move(codes));
  }
  return resolution_of(agreed(known));
}

ZoneIndex::ZoneIndex(std::span<const Zone> zones) {
  for (const Zone& zone : zones) {
    auto& words = by_utility_[zone.utility_code];
    words[normalize_alias(zone.code)].insert(zone.code);
    for (const std::string& alias : zone.aliases) words[normalize_alias(alias)].insert(zone.code);
  }
}

Resolution ZoneIndex::resolve(std::string_view utility_code, std::string_view alias) const {
  const auto utility = by_utility_.find(utility_code);
  if (utility == by_utility_.end()) return {};
  const std::string word = normalize_alias(alias);
  for (const std::string_view prefix : {"", "ZONE", "LOADZONE"}) {
    if (!word.starts_with(prefix)) continue;
    const auto found = utility->second.find(word.substr(prefix.size()));
    if (found != utility->second.end()) return resolution_of(found->second);
  }
  return {};
}

}  // namespace switchyard::market
