// The form of an account number: the small part of regular expressions that reference data needs, matched in a time that grows
// with the length of the text alone.
//
// Taken: "^…$" and several of them with '|' between; letters and digits that stand for themselves; \d; [0-9Y]; {n} and {n,m} after
// these; groups "(…|…)" without a repeat. Anything else is refused: patterns come from data that an operator may override.
#pragma once

#include <bitset>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "values/result.hpp"

namespace switchyard::market {

// Immutable once parsed; safe to share.
class NumberPattern {
 public:
  static constexpr std::size_t kPatternSizeMax = 200;
  static constexpr std::size_t kTextSizeMax = 64;  // A longer text matches nothing.
  static constexpr int kRepeatMax = 64;
  static constexpr int kDepthMax = 4;  // Of groups.

  // Refused with `invalid_pattern` and the place.
  static Result<NumberPattern> parse(std::string_view pattern);

  [[nodiscard]] bool matches(std::string_view text) const;
  // What people would say: "05 and 20 digits", "10 or 13 digits".
  [[nodiscard]] std::string words() const;
  // Every text that matches begins with two or more fixed characters, so that the form tells whose number it is.
  [[nodiscard]] bool is_distinctive() const;
  // The fixed characters that every text that matches begins with: "1003278"; empty where two forms begin differently.
  [[nodiscard]] std::string beginning() const;

 private:
  friend class NumberPatternParser;
  using Positions = std::bitset<kTextSizeMax + 1>;
  struct Item;
  using Sequence = std::vector<Item>;
  struct Item {
    std::bitset<128> allowed;             // Of one character; none where it is a group.
    int times_min = 1;
    int times_max = 1;
    std::vector<Sequence> alternatives;   // Of a group.
    std::string written;                  // "8", "\d" or "[0-9Y]".
  };

  static Positions after(const Sequence& sequence, std::string_view text, Positions from);
  static Positions after(const Item& item, std::string_view text, Positions from);
  static std::string words_for(const Sequence& sequence);
  static std::string words_for(const std::vector<Sequence>& alternatives);
  static std::size_t fixed_characters(const Sequence& sequence);

  std::vector<Sequence> alternatives_;
};

}  // namespace switchyard::market
