#include "market/zip_index.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <unordered_set>

#include "market/csv_record.hpp"

namespace switchyard::market {
namespace {

std::uint32_t number_of(std::string_view digits) {
  std::uint32_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<std::string> parse_zip(std::string_view text) {
  const std::string_view zip = trimmed(text);
  const bool has_four_more = zip.size() == 10 && zip[5] == '-' && all_digits(zip.substr(6));
  if ((zip.size() == 5 || has_four_more) && all_digits(zip.substr(0, 5))) return std::string(zip.substr(0, 5));
  return Error{.kind = ErrorKind::invalid, .code = "invalid_zip", .message = "A ZIP code is five digits, or five and four after a dash."};
}

ZipIndex::ZipIndex(std::span<const Utility> utilities, const AliasIndex& aliases, const Reference& reference, std::span<const ZipRow> imported)
    : utilities_(utilities), states_(reference.zip_states) {
  std::unordered_map<std::string_view, std::uint32_t> places;
  for (std::uint32_t i = 0; i < utilities.size(); ++i) places.emplace(utilities[i].code, i);
  std::unordered_map<std::string, std::uint32_t> others;
  const auto add = [&](const ZipRow& row) {
    const std::uint32_t zip = number_of(row.zip);
    if (const auto place = places.find(row.utility_code); place != places.end()) {
      entries_.push_back({.zip = zip, .utility = place->second});
      return;
    }
    const auto [other, is_new] = others.emplace(row.utility_code, static_cast<std::uint32_t>(utilities_.size() + other_codes_.size()));
    if (is_new) other_codes_.push_back(row.utility_code);
    entries_.push_back({.zip = zip, .utility = other->second});
    for (const std::string& code : aliases.group(row.utility_code, Commodity::electric)) entries_.push_back({.zip = zip, .utility = places.at(code)});
  };
  std::unordered_set<std::string_view> imported_zips;
  for (const ZipRow& row : imported) {
    imported_zips.insert(row.zip);
    add(row);
  }
  for (const ZipRow& row : reference.zip_starter) if (!imported_zips.contains(row.zip)) add(row);
  std::sort(entries_.begin(), entries_.end());
  entries_.erase(std::unique(entries_.begin(), entries_.end()), entries_.end());
}

ZipCandidates ZipIndex::utilities_of(std::string_view text, Commodity commodity) const {
  ZipCandidates candidates;
  const auto zip = parse_zip(text);
  if (!zip) return candidates;
  if (commodity == Commodity::gas) {
    const std::string_view state = state_of(*zip);
    candidates.known = !state.empty();
    for (const Utility& utility : utilities_) {
      if (utility.commodity == Commodity::gas && utility.state == state) candidates.utility_codes.push_back(utility.code);
    }
    return candidates;
  }
  const std::uint32_t number = number_of(*zip);
  auto entry = std::lower_bound(entries_.begin(), entries_.end(), Entry{.zip = number, .utility = 0});
  for (; entry != entries_.end() && entry->zip == number; ++entry) {
    candidates.known = true;
    if (entry->utility >= utilities_.size()) {
      candidates.codes_without_utility.push_back(other_codes_[entry->utility - utilities_.size()]);
    } else if (utilities_[entry->utility].commodity == Commodity::electric) {
      candidates.utility_codes.push_back(utilities_[entry->utility].code);
    }
  }
  return candidates;
}

std::string_view ZipIndex::state_of(std::string_view text) const {
  const auto zip = parse_zip(text);
  if (!zip) return {};
  const int beginning = static_cast<int>(number_of(std::string_view(*zip).substr(0, 3)));
  const auto row = std::find_if(states_.begin(), states_.end(),
                                [&](const ZipStateRow& each) { return beginning >= each.zip3_from && beginning <= each.zip3_to; });
  return row == states_.end() ? std::string_view{} : std::string_view(row->state);
}

std::size_t ZipIndex::size() const {
  std::size_t count = 0;
  for (std::size_t i = 0; i < entries_.size(); ++i) count += i == 0 || entries_[i].zip != entries_[i - 1].zip ? 1 : 0;
  return count;
}

}  // namespace switchyard::market
