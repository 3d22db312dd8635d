#include "enrollment/reject_codes/reject_code.hpp"

#include <algorithm>
#include <charconv>

#include "embedded/enrollment_reject_codes.hpp"
#include "market/csv_record.hpp"
#include "values/ensure.hpp"

namespace switchyard::enrollment {
namespace {

constexpr std::size_t kFieldCount = 7;

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

// "Credit failed" and "CREDIT-FAILED" are "credit_failed".
std::string word_of(std::string_view text) {
  std::string word;
  for (const char each : text) {
    const bool is_letter = (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || (each >= '0' && each <= '9');
    if (is_letter) word += lower(each);
    if (!is_letter && !word.empty() && word.back() != '_') word += '_';
  }
  while (!word.empty() && word.back() == '_') word.pop_back();
  return word;
}

CodeSource source_of(std::string_view text) {
  for (const CodeSource source : {CodeSource::edi814, CodeSource::ercot, CodeSource::supplier}) {
    if (text_of(source) == text) return source;
  }
  ENSURE(!"a source of reject_codes.csv is unknown");
  return CodeSource::edi814;
}

RejectCode code_of(const std::vector<std::string>& fields) {
  RejectCode code{.code = fields[0],
                  .source = source_of(fields[1]),
                  .reject_class = contracting::parse_reject_class(fields[2]).value(),
                  .meaning = fields[3],
                  .remedy = fields[4],
                  .owner = fields[5]};
  const std::string& days = fields[6];
  ENSURE(std::from_chars(days.data(), days.data() + days.size(), code.due_days).ec == std::errc());
  return code;
}

}  // namespace

std::string_view text_of(CodeSource source) {
  switch (source) {
    case CodeSource::edi814: return "edi814";
    case CodeSource::ercot: return "ercot";
    case CodeSource::supplier: return "supplier";
  }
  return "";
}

// The table is part of the program: a row that cannot be read is a bug.
const RejectCodes& RejectCodes::embedded() {
  static const RejectCodes kCodes = [] {
    RejectCodes codes;
    std::string_view text = embedded_enrollment_reject_codes().front().bytes;
    for (int line = 0; !text.empty(); ++line) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      const auto fields = market::parse_csv_record(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
      ENSURE(fields && fields->size() == kFieldCount);
      if (line == 0) codes.version_ = (*fields)[1];
      if (line > 1) codes.codes_.push_back(code_of(*fields));
    }
    return codes;
  }();
  return kCodes;
}

const RejectCode* RejectCodes::find(CodeSource source, std::string_view code) const {
  const std::string word = word_of(code);
  const auto found = std::ranges::find_if(codes_, [&](const RejectCode& each) { return each.source == source && word_of(each.code) == word; });
  return found == codes_.end() ? nullptr : &*found;
}

const RejectCode* RejectCodes::of_utility(std::string_view code, std::string_view state_code) const {
  const bool is_texan = state_code == "TX";
  const RejectCode* first = find(is_texan ? CodeSource::ercot : CodeSource::edi814, code);
  return first != nullptr ? first : find(is_texan ? CodeSource::edi814 : CodeSource::ercot, code);
}

const RejectCode* RejectCodes::of_supplier(std::string_view code) const {
  for (const CodeSource source : {CodeSource::supplier, CodeSource::edi814, CodeSource::ercot}) {
    if (const RejectCode* found = find(source, code); found != nullptr) return found;
  }
  return nullptr;
}

}  // namespace switchyard::enrollment
