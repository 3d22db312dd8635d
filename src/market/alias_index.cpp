#include "market/alias_index.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "market/spelling.hpp"

namespace switchyard::market {
namespace {

// Shorter words are all alike.
constexpr std::size_t kSuggestedWordSizeMin = 4;

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

// "BGE Gas ($/therm)" says a unit, which is no part of the name.
std::string_view without_unit(std::string_view alias) {
  const std::size_t open = alias.rfind("($/");
  const std::size_t last = alias.find_last_not_of(" \t");
  if (open == std::string_view::npos || open == 0 || last == std::string_view::npos || alias[last] != ')') return alias;
  return alias.find(')', open) == last ? alias.substr(0, open) : alias;
}

}  // namespace

std::string normalize_alias(std::string_view alias) {
  std::string normalized;
  for (const char c : upper(without_unit(alias))) {
    if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '&') normalized += c;
  }
  return normalized;
}

AliasIndex::AliasIndex(std::span<const Utility> utilities, std::span<const AliasRow> aliases, std::span<const AliasMapping> mappings)
    : utilities_(utilities) {
  std::unordered_map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < utilities.size(); ++i) {
    places.emplace(utilities[i].code, i);
    by_word_[normalize_alias(utilities[i].code)].push_back({.utility = i, .meaning = AliasMeaning::one});
  }
  for (const AliasRow& row : aliases) {
    const auto place = places.find(row.utility_code);
    ENSURE(place != places.end());
    std::vector<Entry>& entries = by_word_[normalize_alias(row.alias)];
    const auto known = std::find_if(entries.begin(), entries.end(), [&](const Entry& each) { return each.utility == place->second; });
    if (known == entries.end()) entries.push_back({.utility = place->second, .meaning = row.meaning});
  }
  for (const AliasMapping& mapping : mappings) {
    mapped_by_word_[normalize_alias(mapping.alias)].push_back({.supplier = mapping.supplier,
                                                               .commodity = mapping.commodity,
                                                               .state = mapping.state,
                                                               .utility_code = mapping.utility_code});
  }
}

std::vector<AliasIndex::Entry> AliasIndex::entries(const std::string& word, Commodity commodity, std::string_view state) const {
  const auto found = by_word_.find(word);
  if (found == by_word_.end()) return {};
  std::vector<Entry> fitting;
  for (const Entry& entry : found->second) {
    const Utility& utility = utilities_[entry.utility];
    if (utility.commodity == commodity && (state.empty() || utility.state == state)) fitting.push_back(entry);
  }
  return fitting;
}

const std::string* AliasIndex::mapped(const std::string& word, const AliasQuestion& question, Resolution& ambiguous) const {
  const auto found = mapped_by_word_.find(word);
  if (found == mapped_by_word_.end()) return nullptr;
  const std::string state = upper(question.state);
  for (const std::string_view supplier : {question.supplier, std::string_view{}}) {
    const std::string* whole_country = nullptr;
    std::set<std::string_view> of_states;  // The sheet says no state, and a mapping holds for one alone.
    for (const MappedEntry& entry : found->second) {
      if (entry.supplier != supplier || entry.commodity != question.commodity) continue;
      if (entry.state == state && !state.empty()) return &entry.utility_code;
      if (entry.state.empty()) whole_country = &entry.utility_code;
      if (state.empty() && !entry.state.empty()) of_states.insert(entry.utility_code);
    }
    if (whole_country != nullptr) return whole_country;
    if (!of_states.empty()) {
      ambiguous.outcome = Resolution::Outcome::ambiguous;
      ambiguous.candidates.assign(of_states.begin(), of_states.end());
      return nullptr;
    }
  }
  return nullptr;
}

Resolution AliasIndex::resolve(const AliasQuestion& question) const {
  const std::string word = normalize_alias(question.alias);
  Resolution resolution;
  if (word.empty()) return resolution;
  if (const std::string* code = mapped(word, question, resolution)) {
    return {.outcome = Resolution::Outcome::resolved, .code = *code, .candidates = {}};
  }
  if (resolution.outcome == Resolution::Outcome::ambiguous) return resolution;

  const std::vector<Entry> fitting = entries(word, question.commodity, upper(question.state));
  if (fitting.empty()) return resolution;
  if (fitting.size() == 1 && fitting.front().meaning != AliasMeaning::unsure) {
    return {.outcome = Resolution::Outcome::resolved, .code = utilities_[fitting.front().utility].code, .candidates = {}};
  }
  resolution.outcome = Resolution::Outcome::ambiguous;
  for (const Entry& entry : fitting) resolution.candidates.push_back(utilities_[entry.utility].code);
  std::sort(resolution.candidates.begin(), resolution.candidates.end());
  resolution.means_all = fitting.size() > 1 && std::all_of(fitting.begin(), fitting.end(),
                                                           [](const Entry& entry) { return entry.meaning == AliasMeaning::group; });
  return resolution;
}

std::vector<std::string> AliasIndex::suggest(const AliasQuestion& question) const {
  const std::string word = normalize_alias(question.alias);
  const std::string state = upper(question.state);
  const std::size_t distance_max = word.size() < kSuggestedWordSizeMin ? 0 : std::min<std::size_t>(1 + word.size() / 6, 3);
  if (distance_max == 0) return {};
  std::map<std::string_view, std::size_t> distances;  // By utility code.
  const auto take = [&](const std::string& code, std::size_t distance) {
    const auto [place, is_new] = distances.emplace(code, distance);
    if (!is_new) place->second = std::min(place->second, distance);
  };
  for (const auto& [known, entries] : by_word_) {
    const std::size_t distance = spelling_distance(word, known, distance_max);
    if (distance > distance_max || known.size() < kSuggestedWordSizeMin) continue;
    for (const Entry& entry : entries) {
      const Utility& utility = utilities_[entry.utility];
      if (utility.commodity == question.commodity && (state.empty() || utility.state == state)) take(utility.code, distance);
    }
  }
  for (const auto& [known, entries] : mapped_by_word_) {
    const std::size_t distance = spelling_distance(word, known, distance_max);
    if (distance > distance_max) continue;
    for (const MappedEntry& entry : entries) {
      const bool fits = entry.commodity == question.commodity && (entry.supplier.empty() || entry.supplier == question.supplier);
      if (fits && (state.empty() || entry.state.empty() || entry.state == state)) take(entry.utility_code, distance);
    }
  }
  std::vector<std::pair<std::size_t, std::string>> ranked;
  for (const auto& [code, distance] : distances) ranked.emplace_back(distance, code);
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::string> codes;
  for (auto& [distance, code] : ranked) {
    if (codes.size() < kSuggestionsMax) codes.push_back(std::move(code));
  }
  return codes;
}

std::vector<std::string> AliasIndex::group(std::string_view word, Commodity commodity) const {
  std::vector<std::string> codes;
  for (const Entry& entry : entries(normalize_alias(word), commodity, {})) {
    if (entry.meaning != AliasMeaning::group) return {};
    codes.push_back(utilities_[entry.utility].code);
  }
  std::sort(codes.begin(), codes.end());
  return codes.size() > 1 ? codes : std::vector<std::string>{};
}

}  // namespace switchyard::market
