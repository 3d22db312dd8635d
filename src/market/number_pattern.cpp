#include "market/number_pattern.hpp"

#include <algorithm>

namespace switchyard::market {

NumberPattern::Positions NumberPattern::after(const Item& item, std::string_view text, Positions from) {
  Positions reached;
  if (!item.alternatives.empty()) {
    for (const Sequence& alternative : item.alternatives) reached |= after(alternative, text, from);
    return reached;
  }
  Positions here = from;
  for (int times = 0; times <= item.times_max && here.any(); ++times) {
    if (times >= item.times_min) reached |= here;
    Positions next;
    for (std::size_t place = 0; place < text.size(); ++place) {
      const auto character = static_cast<unsigned char>(text[place]);
      if (here.test(place) && character < 128 && item.allowed.test(character)) next.set(place + 1);
    }
    here = next;
  }
  return reached;
}

NumberPattern::Positions NumberPattern::after(const Sequence& sequence, std::string_view text, Positions from) {
  for (const Item& item : sequence) from = after(item, text, from);
  return from;
}

bool NumberPattern::matches(std::string_view text) const {
  if (text.size() > kTextSizeMax) return false;
  Positions start;
  start.set(0);
  return std::any_of(alternatives_.begin(), alternatives_.end(),
                     [&](const Sequence& sequence) { return after(sequence, text, start).test(text.size()); });
}

namespace {

std::string count_words(int times_min, int times_max) {
  if (times_min == times_max) return std::to_string(times_min);
  return std::to_string(times_min) + " to " + std::to_string(times_max);
}

std::string join(const std::vector<std::string>& parts, std::string_view between, std::string_view before_last) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? before_last : between;
    text += parts[i];
  }
  return text;
}

}  // namespace

std::string NumberPattern::words_for(const Sequence& sequence) {
  std::vector<std::string> parts;
  bool fixed_before = false;
  for (const Item& item : sequence) {
    const bool fixed = item.alternatives.empty() && item.allowed.count() == 1 && item.times_min == item.times_max;
    if (!item.alternatives.empty()) {
      parts.push_back(words_for(item.alternatives));
    } else if (fixed) {
      const std::string run(static_cast<std::size_t>(item.times_min), item.written.front());
      if (fixed_before) parts.back() += run; else parts.push_back(run);
    } else if (item.written == "\\d") {
      parts.push_back(count_words(item.times_min, item.times_max) + (item.times_max == 1 ? " digit" : " digits"));
    } else {
      parts.push_back(count_words(item.times_min, item.times_max) + " of " + item.written);
    }
    fixed_before = fixed;
  }
  return join(parts, ", ", " and ");
}

std::string NumberPattern::words_for(const std::vector<Sequence>& alternatives) {
  std::vector<std::string> parts;
  for (const Sequence& alternative : alternatives) parts.push_back(words_for(alternative));
  // "10 digits or 13 digits" is said as "10 or 13 digits".
  static constexpr std::string_view kDigits = " digits";
  const bool all_digits = std::all_of(parts.begin(), parts.end(), [](const std::string& part) {
    return part.ends_with(kDigits) && part.find(' ') == part.size() - kDigits.size();
  });
  if (all_digits && parts.size() > 1) {
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) parts[i].resize(parts[i].size() - kDigits.size());
  }
  return join(parts, ", ", " or ");
}

std::string NumberPattern::words() const { return words_for(alternatives_); }

std::size_t NumberPattern::fixed_characters(const Sequence& sequence) {
  std::size_t count = 0;
  for (const Item& item : sequence) {
    if (!item.alternatives.empty()) {
      std::size_t least = kTextSizeMax;
      for (const Sequence& alternative : item.alternatives) least = std::min(least, fixed_characters(alternative));
      return count + least;
    }
    if (item.allowed.count() != 1 || item.times_min != item.times_max) return count;
    count += static_cast<std::size_t>(item.times_min);
  }
  return count;
}

std::string NumberPattern::beginning() const {
  std::string common;
  for (const Sequence& sequence : alternatives_) {
    std::string fixed;
    for (const Item& item : sequence) {
      if (!item.alternatives.empty() || item.allowed.count() != 1 || item.times_min != item.times_max) break;
      std::size_t character = 0;
      while (!item.allowed.test(character)) ++character;
      fixed.append(static_cast<std::size_t>(item.times_min), static_cast<char>(character));
    }
    if (&sequence == &alternatives_.front()) common = fixed;
    const auto differs = std::mismatch(common.begin(), common.end(), fixed.begin(), fixed.end());
    common.erase(differs.first, common.end());
  }
  return common;
}

bool NumberPattern::is_distinctive() const {
  constexpr std::size_t kFixedMin = 2;
  return std::all_of(alternatives_.begin(), alternatives_.end(),
                     [](const Sequence& sequence) { return fixed_characters(sequence) >= kFixedMin; });
}

}  // namespace switchyard::market
