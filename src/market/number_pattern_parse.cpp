#include <optional>

#include "market/number_pattern.hpp"

namespace switchyard::market {

// One pass over the text; the first thing that is not taken ends it with an error that names the place.
class NumberPatternParser {
 public:
  using Item = NumberPattern::Item;
  using Sequence = NumberPattern::Sequence;

  explicit NumberPatternParser(std::string_view text) : text_(text) {}

  Result<std::vector<Sequence>> whole() {
    std::vector<Sequence> alternatives;
    do {
      if (!take('^')) return refusal("'^' was expected");
      auto sequence = this->sequence(0);
      if (!sequence) return sequence.error();
      if (!take('$')) return refusal("'$' was expected");
      alternatives.push_back(std::move(*sequence));
    } while (take('|'));
    if (place_ != text_.size()) return refusal("nothing was expected after '$' but '|'");
    return alternatives;
  }

 private:
  Result<Sequence> sequence(int depth) {
    Sequence items;
    while (place_ < text_.size() && std::string_view("|)$").find(text_[place_]) == std::string_view::npos) {
      auto item = take('(') ? group(depth + 1) : repeated();
      if (!item) return item.error();
      items.push_back(std::move(*item));
    }
    if (items.empty()) return refusal("a character was expected");
    return items;
  }

  Result<Item> group(int depth) {
    if (depth > NumberPattern::kDepthMax) return refusal("groups are too deep");
    Item item;
    do {
      auto alternative = sequence(depth);
      if (!alternative) return alternative.error();
      item.alternatives.push_back(std::move(*alternative));
    } while (take('|'));
    if (!take(')')) return refusal("')' was expected");
    if (place_ < text_.size() && text_[place_] == '{') return refusal("a group cannot be repeated");
    return item;
  }

  Result<Item> repeated() {
    const std::size_t start = place_;
    Item item;
    auto allowed = character();
    if (!allowed) return allowed.error();
    item.allowed = *allowed;
    item.written = std::string(text_.substr(start, place_ - start));
    if (!take('{')) return item;
    const auto least = number();
    const auto most = take(',') ? number() : least;
    if (!least || !most || *least > *most || *most == 0 || !take('}')) return refusal("'{n}' or '{n,m}' of at most 64 was expected");
    item.times_min = *least;
    item.times_max = *most;
    return item;
  }

  Result<std::bitset<128>> character() {
    std::bitset<128> allowed;
    if (take('\\')) {
      if (!take('d')) return refusal("only \\d is known");
      return digits();
    }
    if (take('[')) return set();
    if (!is_plain(text_[place_])) return refusal("a letter or a digit was expected");
    allowed.set(static_cast<std::size_t>(text_[place_++]));
    return allowed;
  }

  Result<std::bitset<128>> set() {
    std::bitset<128> allowed;
    while (place_ < text_.size() && text_[place_] != ']') {
      const char first = text_[place_++];
      char last = first;
      if (take('-')) {
        if (place_ == text_.size()) break;
        last = text_[place_++];
      }
      if (!is_plain(first) || !is_plain(last) || first > last) return refusal("a set holds letters, digits and ranges of them");
      for (char each = first; each <= last; ++each) allowed.set(static_cast<std::size_t>(each));
    }
    if (allowed.none() || !take(']')) return refusal("']' after at least one character was expected");
    return allowed;
  }

  static std::bitset<128> digits() {
    std::bitset<128> allowed;
    for (char digit = '0'; digit <= '9'; ++digit) allowed.set(static_cast<std::size_t>(digit));
    return allowed;
  }

  std::optional<int> number() {
    int value = 0;
    const std::size_t start = place_;
    while (place_ < text_.size() && text_[place_] >= '0' && text_[place_] <= '9') {
      value = value * 10 + (text_[place_++] - '0');
      if (value > NumberPattern::kRepeatMax) return std::nullopt;
    }
    if (place_ == start) return std::nullopt;
    return value;
  }

  static bool is_plain(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); }

  bool take(char expected) {
    if (place_ == text_.size() || text_[place_] != expected) return false;
    ++place_;
    return true;
  }

  [[nodiscard]] Error refusal(std::string_view what) const {
    return Error{.kind = ErrorKind::invalid,
                 .code = "invalid_pattern",
                 .message = "The pattern is not understood at character " + std::to_string(place_ + 1) + ": " + std::string(what) + "."};
  }

  std::string_view text_;
  std::size_t place_ = 0;
};

Result<NumberPattern> NumberPattern::parse(std::string_view pattern) {
  if (pattern.size() > kPatternSizeMax) {
    return Error{.kind = ErrorKind::invalid, .code = "invalid_pattern", .message = "A pattern has at most 200 characters."};
  }
  auto alternatives = NumberPatternParser(pattern).whole();
  if (!alternatives) return alternatives.error();
  NumberPattern parsed;
  parsed.alternatives_ = std::move(*alternatives);
  return parsed;
}

}  // namespace switchyard::market
