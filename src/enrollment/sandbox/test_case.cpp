#include "enrollment/sandbox/test_case.hpp"

#include <algorithm>
#include <charconv>

#include "embedded/enrollment_test_cases.hpp"
#include "market/csv_record.hpp"
#include "values/ensure.hpp"

namespace switchyard::enrollment {
namespace {

constexpr std::size_t kFieldCount = 5;
constexpr std::size_t kDigits = 3;
constexpr int kSecondsMax = 3'600;

Error steps_invalid(std::string_view step) {
  return {ErrorKind::invalid, "steps_invalid", "'" + std::string(step) + "' is no step: [+SECONDS] ANSWER [CODE], like +1 utility_rejected A76."};
}

Result<TestStep> parse_step(std::string_view text) {
  std::vector<std::string> words = market::split_list(text, ' ');
  TestStep step;
  if (!words.empty() && words.front().starts_with('+')) {
    int seconds = 0;
    const std::string& number = words.front();
    const auto read = std::from_chars(number.data() + 1, number.data() + number.size(), seconds);
    if (read.ec != std::errc() || read.ptr != number.data() + number.size() || seconds > kSecondsMax) return steps_invalid(text);
    step.after = Duration::seconds(seconds);
    words.erase(words.begin());
  }
  if (words.empty() || words.size() > 2) return steps_invalid(text);
  const auto kind = parse_answer_kind(words.front());
  if (!kind) return steps_invalid(text);
  step.kind = *kind;
  if (words.size() == 2) step.code = words.back();
  return step;
}

TestCase case_of(const std::vector<std::string>& fields) {
  auto steps = parse_test_steps(fields[3]);
  ENSURE(steps.has_value());
  return {.digits = fields[0], .name = fields[1], .every_attempt = fields[2] == "all", .steps = *std::move(steps), .steps_text = fields[3], .what = fields[4]};
}

std::string last_digits(std::string_view account_number) {
  std::string digits;
  for (auto each = account_number.rbegin(); each != account_number.rend() && digits.size() < kDigits; ++each) {
    if (*each >= '0' && *each <= '9') digits.insert(digits.begin(), *each);
  }
  return digits;
}

}  // namespace

Result<std::vector<TestStep>> parse_test_steps(std::string_view text) {
  std::vector<TestStep> steps;
  for (const std::string& each : market::split_list(text, ';')) {
    auto step = parse_step(each);
    if (!step) return std::move(step).error();
    steps.push_back(*std::move(step));
  }
  return steps;
}

// The file is part of the program: a row that cannot be read is a bug.
const TestCases& TestCases::embedded() {
  static const TestCases kCases = [] {
    TestCases cases;
    std::string_view text = embedded_enrollment_test_cases().front().bytes;
    for (int line = 0; !text.empty(); ++line) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      const auto fields = market::parse_csv_record(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
      ENSURE(fields && fields->size() == kFieldCount);
      if (line > 0) cases.cases_.push_back(case_of(*fields));
    }
    ENSURE(!cases.cases_.empty() && cases.cases_.front().digits == "*");
    return cases;
  }();
  return kCases;
}

const TestCase& TestCases::of(std::string_view account_number, std::int64_t attempt) const {
  const std::string digits = last_digits(account_number);
  const auto found = std::ranges::find_if(cases_, [&](const TestCase& each) { return each.digits == digits && (attempt <= 1 || each.every_attempt); });
  return found == cases_.end() ? cases_.front() : *found;
}

const TestCase* TestCases::named(std::string_view name) const {
  const auto found = std::ranges::find_if(cases_, [&](const TestCase& each) { return each.name == name; });
  return found == cases_.end() ? nullptr : &*found;
}

}  // namespace switchyard::enrollment
