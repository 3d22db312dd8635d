// What a rejection's code means, who mends it and by when: a versioned table of the product (reference/reject_codes.csv).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contracting/states/account_state.hpp"

namespace switchyard::enrollment {

enum class CodeSource : std::uint8_t { edi814, ercot, supplier };
[[nodiscard]] std::string_view text_of(CodeSource source);

struct RejectCode {
  std::string code = {};       // "A76", "T024", "credit_failed"
  CodeSource source = CodeSource::edi814;
  // `none`: it is told, and changes nothing (a duplicate request, usage not released).
  contracting::RejectClass reject_class = contracting::RejectClass::none;
  std::string meaning = {};    // For people, in English.
  std::string remedy = {};
  std::string owner = {};      // "partner", "operator", "customer"
  int due_days = 0;            // Business days after it came.
};

// Immutable; may be shared between threads.
class RejectCodes {
 public:
  static const RejectCodes& embedded();
  // The table's version: the date of its first line.
  [[nodiscard]] const std::string& version() const { return version_; }
  [[nodiscard]] const std::vector<RejectCode>& all() const { return codes_; }
  // Of a utility's answer: in Texas ERCOT's word first, elsewhere EDI's; each stands in for the other.
  [[nodiscard]] const RejectCode* of_utility(std::string_view code, std::string_view state_code) const;
  // Of a supplier's: its words in any case, with blanks or underscores ("Credit failed"), then the utility's codes.
  [[nodiscard]] const RejectCode* of_supplier(std::string_view code) const;

 private:
  [[nodiscard]] const RejectCode* find(CodeSource source, std::string_view code) const;

  std::string version_;
  std::vector<RejectCode> codes_;
};

}  // namespace switchyard::enrollment
