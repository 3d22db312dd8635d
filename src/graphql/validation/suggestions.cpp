#include "graphql/validation/suggestions.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace switchyard::graphql::validation {

namespace {

constexpr std::size_t kSuggestionsMax = 5;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Lower case as UTF-16 units, in which JavaScript counts. Valid UTF-8 alone comes here; letters beyond ASCII stay as they are.
std::u16string lowered_units(std::string_view text) {
  std::u16string units;
  units.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t code = size == 1 ? static_cast<unsigned char>(lower(text[i])) : lead & (0xFFu >> (size + 1));
    for (std::size_t j = 1; j < size && i + j < text.size(); ++j)
      code = (code << 6) | (static_cast<unsigned char>(text[i + j]) & 0x3Fu);
    if (code >= 0x10000) units.push_back(static_cast<char16_t>(0xD800 + ((code - 0x10000) >> 10)));
    units.push_back(static_cast<char16_t>(code >= 0x10000 ? 0xDC00 + ((code - 0x10000) & 0x3FF) : code));
    i += size;
  }
  return units;
}

// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours count one each.
class Distance {
 public:
  explicit Distance(std::string_view input)
      : input_(input), lowered_(lowered_units(input)), threshold_(lowered_.size() * 2 / 5 + 1) {}

  // Nothing where it is over the threshold.
  std::optional<std::size_t> to(std::string_view option) {
    if (option == input_) return 0;
    const std::size_t size = lowered_.size();
    const std::size_t difference = option.size() > size ? option.size() - size : size - option.size();  // Names are ASCII.
    if (difference > threshold_) return std::nullopt;
    const std::u16string other = lowered_units(option);
    if (other == lowered_) return 1;  // Any change of case is one edit.
    return other.size() < lowered_.size() ? align(lowered_, other) : align(other, lowered_);
  }

 private:
  std::optional<std::size_t> align(std::u16string_view a, std::u16string_view b) {
    for (auto& row : rows_) row.assign(b.size() + 1, 0);
    for (std::size_t j = 0; j <= b.size(); ++j) rows_[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      if (fill_row(a, b, i) > threshold_) return std::nullopt;
    }
    const std::size_t distance = rows_[a.size() % 3][b.size()];
    return distance <= threshold_ ? std::optional(distance) : std::nullopt;
  }

  // The least cell of the row.
  std::size_t fill_row(std::u16string_view a, std::u16string_view b, std::size_t i) {
    const auto& above = rows_[(i - 1) % 3];
    auto& row = rows_[i % 3];
    std::size_t least = row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t cost = a[i - 1] == b[j - 1] ? 0 : 1;
      std::size_t cell = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + cost});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cell = std::min(cell, rows_[(i - 2) % 3][j - 2] + 1);
      row[j] = cell;
      least = std::min(least, cell);
    }
    return least;
  }

  std::string_view input_;
  std::u16string lowered_;
  std::size_t threshold_;
  std::array<std::vector<std::size_t>, 3> rows_;
};

// A leading zero is a number of its own, as graphql-js reads it.
std::string_view take_number(std::string_view& text) {
  std::size_t end = 1;
  while (text.front() != '0' && end < text.size() && is_digit(text[end])) ++end;
  const std::string_view number = text.substr(0, end);
  text.remove_prefix(end);
  return number;
}

int compare_numbers(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return a.compare(b);
}

}  // namespace

std::vector<std::string_view> suggest(std::string_view input, const std::vector<std::string_view>& options) {
  struct Near {
    std::size_t distance;
    std::string_view name;
  };
  Distance distance(input);
  std::vector<Near> near;
  for (const std::string_view option : options) {
    if (const auto edits = distance.to(option)) near.push_back({*edits, option});
  }
  std::ranges::stable_sort(near, [](const Near& a, const Near& b) {
    return a.distance != b.distance ? a.distance < b.distance : compare_naturally(a.name, b.name) < 0;
  });
  std::vector<std::string_view> names;
  for (const Near& found : near) {
    if (names.empty() || names.back() != found.name) names.push_back(found.name);
  }
  return names;
}

std::string did_you_mean(const std::vector<std::string_view>& suggestions, std::string_view lead) {
  if (suggestions.empty()) return "";
  std::string text = " Did you mean ";
  if (!lead.empty()) text.append(lead).append(" ");
  const std::size_t count = std::min(suggestions.size(), kSuggestionsMax);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0 && count > 2) text += ", ";
    if (i > 0 && i + 1 == count) text += count == 2 ? " or " : "or ";
    text.append("\"").append(suggestions[i]).append("\"");
  }
  return text + "?";
}

int compare_naturally(std::string_view a, std::string_view b) {
  const int longer = static_cast<int>(a.size() > b.size()) - static_cast<int>(a.size() < b.size());
  while (!a.empty() && !b.empty()) {
    if (is_digit(a.front()) && is_digit(b.front())) {
      if (const int order = compare_numbers(take_number(a), take_number(b)); order != 0) return order;
      continue;
    }
    if (a.front() != b.front()) return static_cast<unsigned char>(a.front()) < static_cast<unsigned char>(b.front()) ? -1 : 1;
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  return longer;
}

}  // namespace switchyard::graphql::validation
