// Doubt about rates that could be read: they are kept and exported, and not sold unless an operator releases them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace switchyard::pricing {

// A rate with the price that it would be sold from.
struct HeldRate {
  std::uint32_t row = 0;              // Index in SheetReading::rows.
  std::int64_t basis_micros = 0;
};

// A row alone, or the rates of a table together.
struct RateHold {
  bool is_table = false;
  std::string code;
  std::string cell;                   // "Sheet!C1": the row's, or the first of several.
  std::string message;
  std::vector<HeldRate> rates;
};

// In the order of finding. Not safe from many threads.
class RateHolds {
 public:
  // So many rows of one code have a hold each; those beyond share one more.
  static constexpr std::size_t kSingleRowsMax = 200;

  void add_row(std::string_view code, std::string cell, std::string message, HeldRate rate) {
    auto known = by_code_.find(code);
    if (known == by_code_.end()) known = by_code_.emplace(std::string(code), Count{}).first;
    Count& count = known->second;
    if (++count.rows > kSingleRowsMax + 1) return items_[count.rest].rates.push_back(rate);
    count.rest = items_.size();
    items_.push_back({.is_table = false, .code = std::string(code), .cell = std::move(cell), .message = std::move(message), .rates = {rate}});
  }
  void add_table(RateHold hold) {
    hold.is_table = true;
    items_.push_back(std::move(hold));
  }
  [[nodiscard]] const std::vector<RateHold>& items() const { return items_; }

 private:
  struct Count {
    std::size_t rows = 0;
    std::size_t rest = 0;             // The last hold of the code, which takes those beyond.
  };
  std::vector<RateHold> items_;
  std::map<std::string, Count, std::less<>> by_code_;
};

}  // namespace switchyard::pricing
